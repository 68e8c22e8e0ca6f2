import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlQueryable,
} from '@prisma/driver-adapter-utils'
import type { Prisma } from './generated/client.ts'
import { driverOf } from './driver.server.ts'

type Value = string | number | boolean | bigint | Date | Uint8Array | null

/**
 * SQL of ours, sent by the driver of Prisma on the connection of the same transaction, but past Prisma's query engine,
 * whose fixed cost an act would pay twenty times (docs/decisions/0021). For the statements on the way of every act;
 * elsewhere models read better.
 * @returns how many rows changed
 */
export async function change(tx: object, statement: Prisma.Sql): Promise<number> {
  const driver = driverOf(tx)
  return driver.executeRaw(queryOf(driver, statement))
}

/** Rows of a statement, each value in the type that models give it. `T` is what the statement selects. */
export async function rowsOf<T>(tx: object, statement: Prisma.Sql): Promise<T[]> {
  const driver = driverOf(tx)
  const { columnNames, columnTypes, rows } = await driver.queryRaw(queryOf(driver, statement))
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (const [at, name] of columnNames.entries()) row[name] = read(values[at], columnTypes[at])
    return row as T
  })
}

function read(value: unknown, type: ColumnType | undefined): unknown {
  if (value === null) return null
  switch (type) {
    case ColumnTypeEnum.DateTime:
      return new Date(String(value))
    case ColumnTypeEnum.Int64:
      return BigInt(String(value))
    case ColumnTypeEnum.Boolean:
      return value === true || value === 1
    case ColumnTypeEnum.Bytes:
      return Uint8Array.from(value as Uint8Array)
    default:
      return value
  }
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
  const driver = driverOf(tx)
  const keys = Object.keys(first)
  const args = rows.flatMap((row) => keys.map((key) => row[key] ?? null))
  const sql = insertion(driver, table, keys, rows.length)
  await driver.executeRaw({ sql, args, argTypes: args.map(typeOf) })
}

const insertions = new Map<string, string>()
/** as many as an act inserts; larger numbers hardly come twice */
const fewRows = 32

/** Kept, because every act inserts the same few shapes. */
function insertion({ provider }: SqlQueryable, table: string, keys: readonly string[], rows: number): string {
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

function queryOf(driver: SqlQueryable, statement: Prisma.Sql): SqlQuery {
  const sql = driver.provider === 'postgres' ? statement.text : statement.sql
  return { sql, args: statement.values, argTypes: statement.values.map(typeOf) }
}

function typeOf(value: unknown): ArgType {
  return { arity: 'scalar', scalarType: value instanceof Uint8Array ? 'bytes' : 'unknown' }
}
