import { Prisma } from './generated/client.ts'
import { change, rowsOf } from './plain.server.ts'

export type Table = Uncapitalize<Prisma.ModelName>
export type Scalars<T extends Table> = Prisma.TypeMap['model'][Capitalize<T>]['payload']['scalars']
type Condition = Record<string, unknown>

/** Conditions on columns of one table, written as Prisma writes them; every operator of `operators`, and no relation. */
export type Where = Record<string, unknown>

type More<T extends Table> = { orderBy?: keyof Scalars<T> & string; take?: number }

/** Rows of one table past Prisma's query engine, for what nearly every act asks. The order is ascending. */
export async function findRows<T extends Table, C extends keyof Scalars<T> & string>(
  tx: object,
  table: T,
  columns: readonly C[],
  where: Where,
  { orderBy, take }: More<T> = {},
): Promise<Pick<Scalars<T>, C>[]> {
  const order = orderBy ? Prisma.sql`ORDER BY ${name(orderBy)}` : Prisma.empty
  const limit = take === undefined ? Prisma.empty : Prisma.sql`LIMIT ${take}`
  const list = Prisma.join(columns.map(name))
  return rowsOf(
    tx,
    Prisma.sql`SELECT ${list} FROM ${tableName(table)} WHERE ${whereSql(where)} ${order} ${limit}`,
  )
}

/** Changes every row that matches, and says how many. */
export async function updateRows(
  tx: object,
  table: Table,
  where: Where,
  data: Record<string, unknown>,
): Promise<number> {
  const set = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => Prisma.sql`${name(column)} = ${value}`)
  return change(tx, Prisma.sql`UPDATE ${tableName(table)} SET ${Prisma.join(set)} WHERE ${whereSql(where)}`)
}

/**
 * A Prisma `where` on columns of one table as SQL. What it does not know it refuses, so that a scope never grows wider
 * by being misunderstood.
 */
export function whereSql(where: Where): Prisma.Sql {
  const parts = Object.entries(where)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([key, wanted]) => (key in junctions ? junction(key, wanted) : comparison(key, wanted)))
  return parts.length === 0 ? Prisma.sql`1 = 1` : Prisma.join(parts, ' AND ', '(', ')')
}

const junctions = { AND: ' AND ', OR: ' OR ', NOT: ' OR ' }

function junction(key: string, wanted: unknown): Prisma.Sql {
  const list = (Array.isArray(wanted) ? wanted : [wanted]) as Where[]
  const parts = list.map(whereSql)
  if (key === 'OR') return parts.length === 0 ? Prisma.sql`1 = 0` : Prisma.join(parts, ' OR ', '(', ')')
  if (parts.length === 0) return Prisma.sql`1 = 1`
  return Prisma.join(parts, junctions[key as keyof typeof junctions], key === 'NOT' ? 'NOT (' : '(', ')')
}

function comparison(key: string, wanted: unknown): Prisma.Sql {
  const column = name(key)
  if (wanted === null) return Prisma.sql`${column} IS NULL`
  if (!isCondition(wanted)) return Prisma.sql`${column} = ${wanted}`
  const parts = Object.entries(wanted).map(([operator, value]) => {
    const made = operators[operator]?.(column, value)
    if (!made) throw new Error(`no such condition on a column: ${key} ${operator}`)
    return made
  })
  if (parts.length === 0) throw new Error(`an empty condition on ${key}`)
  return Prisma.join(parts, ' AND ', '(', ')')
}

const operators: Record<string, (column: Prisma.Sql, value: unknown) => Prisma.Sql> = {
  not: (column, value) =>
    value === null ? Prisma.sql`${column} IS NOT NULL` : Prisma.sql`${column} <> ${value}`,
  in: (column, value) => among(column, value, 'IN'),
  notIn: (column, value) => among(column, value, 'NOT IN'),
  gt: (column, value) => Prisma.sql`${column} > ${value}`,
  gte: (column, value) => Prisma.sql`${column} >= ${value}`,
  lt: (column, value) => Prisma.sql`${column} < ${value}`,
  lte: (column, value) => Prisma.sql`${column} <= ${value}`,
  contains: (column, value) => Prisma.sql`${column} LIKE ${`%${plainText(value)}%`} ESCAPE '!'`,
}

/** The ids of matching rows of another table, for a condition `in`. */
export function idsOf(table: Table, where: Where): Prisma.Sql {
  return Prisma.sql`SELECT ${name('id')} FROM ${tableName(table)} WHERE ${whereSql(where)}`
}

function among(column: Prisma.Sql, value: unknown, word: 'IN' | 'NOT IN'): Prisma.Sql {
  if (value instanceof Prisma.Sql) return Prisma.sql`${column} ${Prisma.raw(word)} (${value})`
  const list = value as unknown[]
  if (list.length === 0) return word === 'IN' ? Prisma.sql`1 = 0` : Prisma.sql`1 = 1`
  return Prisma.sql`${column} ${Prisma.raw(word)} (${Prisma.join(list)})`
}

function plainText(value: unknown): string {
  return String(value).replaceAll(/[!%_]/g, '!$&')
}

function isCondition(wanted: unknown): wanted is Condition {
  return typeof wanted === 'object' && !(wanted instanceof Date) && !(wanted instanceof Uint8Array)
}

/** A name of the schema, never from outside. */
function name(column: string): Prisma.Sql {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(column)) throw new Error(`no such column: ${column}`)
  return Prisma.raw(`"${column}"`)
}

function tableName(table: Table): Prisma.Sql {
  return name(table.charAt(0).toUpperCase() + table.slice(1))
}
