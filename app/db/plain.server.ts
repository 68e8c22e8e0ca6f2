import type { Prisma } from './generated/client.ts'
import { type Driver, driverOf, type PlainQuery, type PlainValue } from './driver.server.ts'

/**
 * SQL of ours on the connection of the same transaction, but past Prisma's query engine, whose fixed cost an act would
 * pay twenty times (docs/decisions/0021). For the statements on the way of every act; elsewhere models read better.
 * @returns how many rows changed
 */
export async function change(tx: object, statement: Prisma.Sql): Promise<number> {
  const driver = driverOf(tx)
  return driver.change(queryOf(driver, statement))
}

/** Rows of a statement, each value in the type that models give it. `T` is what the statement selects. */
export async function rowsOf<T>(tx: object, statement: Prisma.Sql): Promise<T[]> {
  const driver = driverOf(tx)
  return (await driver.rows(queryOf(driver, statement))) as T[]
}

/**
 * Inserts rows in one statement. Names are those of the schema, never from outside; all rows have the keys of the first.
 */
export async function insertRows(
  tx: object,
  table: Uncapitalize<Prisma.ModelName>,
  rows: readonly Record<string, PlainValue>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const driver = driverOf(tx)
  const keys = Object.keys(first)
  const args = rows.flatMap((row) => keys.map((key) => row[key] ?? null))
  await driver.change({ sql: insertion(driver, table, keys, rows.length), args })
}

const insertions = new Map<string, string>()
/** as many as an act inserts; larger numbers hardly come twice */
const fewRows = 32

/** Kept, because every act inserts the same few shapes. */
function insertion({ provider }: Driver, table: string, keys: readonly string[], rows: number): string {
  const shape = `${provider} ${table} ${rows} ${keys.join()}`
  const kept = insertions.get(shape)
  if (kept) return kept
  const name = table.charAt(0).toUpperCase() + table.slice(1)
  const place = (at: number) => (provider === 'postgres' ? `$${at + 1}` : '?')
  const values = Array.from(
    { length: rows },
    (_, row) => `(${keys.map((_key, column) => place(row * keys.length + column)).join(', ')})`,
  )
  const sql = `INSERT INTO "${name}" (${keys.map((key) => `"${key}"`).join(', ')}) VALUES ${values.join(', ')}`
  if (rows <= fewRows) insertions.set(shape, sql)
  return sql
}

function queryOf({ provider }: Driver, statement: Prisma.Sql): PlainQuery {
  const sql = provider === 'postgres' ? statement.text : statement.sql
  return { sql, args: statement.values as PlainValue[] }
}
