import type { ArgType, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'
import { Prisma } from './generated/client.ts'
import { driverOf } from './driver.server.ts'

type Value = string | number | boolean | bigint | Date | Uint8Array | null

/**
 * SQL of ours, sent by the driver of Prisma on the connection of the same transaction, but past Prisma's query engine,
 * whose fixed cost an act would pay twenty times (docs/decisions/0020). For the statements on the way of every act;
 * elsewhere models read better.
 * @returns how many rows changed
 */
export async function change(tx: object, statement: Prisma.Sql): Promise<number> {
  const driver = driverOf(tx)
  return driver.executeRaw(queryOf(driver, statement))
}

/** Rows of a statement whose columns are those of `columns`, in that order. */
export async function rowsOf<C extends Columns>(
  tx: object,
  columns: C,
  statement: Prisma.Sql,
): Promise<RowOf<C>[]> {
  const driver = driverOf(tx)
  const { rows } = await driver.queryRaw(queryOf(driver, statement))
  const readers = Object.entries(columns)
  return rows.map(
    (row) => Object.fromEntries(readers.map(([name, read], at) => [name, read(row[at])])) as RowOf<C>,
  )
}

type Columns = Record<string, (value: unknown) => unknown>
type RowOf<C extends Columns> = { [K in keyof C]: ReturnType<C[K]> }

/** How a column's value is read, whichever database it comes from. */
export const column = {
  text: String,
  number: Number,
  flag: (value: unknown): boolean => value === true || Number(value) === 1,
  maybe:
    <T>(read: (value: unknown) => T) =>
    (value: unknown): T | null =>
      value === null ? null : read(value),
}

/**
 * Inserts rows in one statement. Names are those of the schema, never from outside; all rows have the keys of the first.
 */
export async function insertRows(
  tx: object,
  table: Uncapitalize<Prisma.ModelName>,
  rows: readonly Record<string, Value>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const keys = Object.keys(first)
  const name = table.charAt(0).toUpperCase() + table.slice(1)
  const head = `INSERT INTO "${name}" (${keys.map((key) => `"${key}"`).join(', ')}) VALUES (`
  const values = rows.flatMap((row) => keys.map((key) => row[key] ?? null))
  const between = values.slice(1).map((_, at) => ((at + 1) % keys.length === 0 ? '), (' : ', '))
  await change(tx, new Prisma.Sql([head, ...between, ')'], values))
}

function queryOf(driver: SqlQueryable, statement: Prisma.Sql): SqlQuery {
  const sql = driver.provider === 'postgres' ? statement.text : statement.sql
  return { sql, args: statement.values, argTypes: statement.values.map(typeOf) }
}

function typeOf(value: unknown): ArgType {
  return { arity: 'scalar', scalarType: value instanceof Uint8Array ? 'bytes' : 'unknown' }
}
