import { type Driver, driverOf, type PlainValue } from './driver.server.ts'
import type { Prisma } from './generated/client.ts'

export type Table = Uncapitalize<Prisma.ModelName>
export type Scalars<T extends Table> = Prisma.TypeMap['model'][Capitalize<T>]['payload']['scalars']

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
  const driver = driverOf(tx)
  const { args, put } = writer(driver)
  const order = orderBy ? ` ORDER BY ${name(orderBy)}` : ''
  const chosen = `SELECT ${listed(columns)} FROM ${tableName(table)} WHERE ${whereSql(where, put)}`
  const limit = take === undefined ? '' : ` LIMIT ${BigInt(take)}`
  const rows = await driver.rows({ sql: `${chosen}${order}${limit}`, args })
  return rows as Pick<Scalars<T>, C>[]
}

/** Changes every row that matches, and says how many. */
export async function updateRows(
  tx: object,
  table: Table,
  where: Where,
  data: Record<string, unknown>,
): Promise<number> {
  const driver = driverOf(tx)
  const { args, put } = writer(driver)
  const set = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => `${name(column)} = ${put(value)}`)
  const sql = `UPDATE ${tableName(table)} SET ${set.join()} WHERE ${whereSql(where, put)}`
  return driver.change({ sql, args })
}

/** Adds a value to the statement's arguments. @returns what stands for it in the text */
type Put = (value: unknown) => string

function writer({ provider }: Driver): { args: PlainValue[]; put: Put } {
  const args: PlainValue[] = []
  const put = (value: unknown) => {
    args.push(value as PlainValue)
    return provider === 'postgres' ? `$${args.length}` : '?'
  }
  return { args, put }
}

/**
 * A Prisma `where` on columns of one table as SQL. What it does not know it refuses, so that a scope never grows wider
 * by being misunderstood.
 */
export function whereSql(where: Where, put: Put): string {
  const parts = Object.entries(where)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([key, wanted]) => (key in junctions ? junction(key, wanted, put) : comparison(key, wanted, put)))
  return parts.length === 0 ? '1 = 1' : `(${parts.join(' AND ')})`
}

const junctions = { AND: ' AND ', OR: ' OR ', NOT: ' OR ' }

function junction(key: string, wanted: unknown, put: Put): string {
  const list = (Array.isArray(wanted) ? wanted : [wanted]) as Where[]
  if (list.length === 0) return key === 'OR' ? '1 = 0' : '1 = 1'
  const joined = list.map((part) => whereSql(part, put)).join(junctions[key as keyof typeof junctions])
  return key === 'NOT' ? `NOT (${joined})` : `(${joined})`
}

function comparison(key: string, wanted: unknown, put: Put): string {
  const column = name(key)
  if (wanted === null) return `${column} IS NULL`
  if (!isCondition(wanted)) return `${column} = ${put(wanted)}`
  const parts = Object.entries(wanted).map(([operator, value]) => {
    const made = operators[operator]?.(column, value, put)
    if (!made) throw new Error(`no such condition on a column: ${key} ${operator}`)
    return made
  })
  if (parts.length === 0) throw new Error(`an empty condition on ${key}`)
  return parts.join(' AND ')
}

const operators: Record<string, (column: string, value: unknown, put: Put) => string> = {
  not: (column, value, put) => (value === null ? `${column} IS NOT NULL` : `${column} <> ${put(value)}`),
  in: (column, value, put) => among(column, value, 'IN', put),
  notIn: (column, value, put) => among(column, value, 'NOT IN', put),
  gt: (column, value, put) => `${column} > ${put(value)}`,
  gte: (column, value, put) => `${column} >= ${put(value)}`,
  lt: (column, value, put) => `${column} < ${put(value)}`,
  lte: (column, value, put) => `${column} <= ${put(value)}`,
  contains: (column, value, put) => `${column} LIKE ${put(`%${plainText(value)}%`)} ESCAPE '!'`,
}

const rowsElsewhere = Symbol('ids of rows of another table')
type Ids = { [rowsElsewhere]: Table; where: Where; column: string }

/** The ids of matching rows of another table, or what else a column of it holds, for a condition `in`. */
export function idsOf<T extends Table>(
  table: T,
  where: Where,
  column: keyof Scalars<T> & string = 'id' as never,
): Ids {
  return { [rowsElsewhere]: table, where, column }
}

function among(column: string, value: unknown, word: 'IN' | 'NOT IN', put: Put): string {
  const { [rowsElsewhere]: table, where, column: asked } = value as Ids
  if (table)
    return `${column} ${word} (SELECT ${name(asked)} FROM ${tableName(table)} WHERE ${whereSql(where, put)})`
  const list = value as unknown[]
  if (list.length === 0) return word === 'IN' ? '1 = 0' : '1 = 1'
  return `${column} ${word} (${list.map(put).join()})`
}

function plainText(value: unknown): string {
  return String(value).replaceAll(/[!%_]/g, '!$&')
}

function isCondition(wanted: unknown): wanted is Where {
  return typeof wanted === 'object' && !(wanted instanceof Date) && !(wanted instanceof Uint8Array)
}

const lists = new WeakMap<readonly string[], string>()

/** Kept, because the lists of columns are constants. */
function listed(columns: readonly string[]): string {
  const known = lists.get(columns)
  if (known) return known
  const list = columns.map(name).join()
  lists.set(columns, list)
  return list
}

/** A name of the schema, never from outside. */
function name(column: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(column)) throw new Error(`no such column: ${column}`)
  return `"${column}"`
}

function tableName(table: Table): string {
  return name(table.charAt(0).toUpperCase() + table.slice(1))
}
