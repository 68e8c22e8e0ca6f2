import type { ColumnDefinition, Database, Statement } from 'better-sqlite3'
import type { PlainQuery, PlainRow, PlainValue } from './driver.server.ts'

type Kept = {
  statement: Statement
  columns: ColumnDefinition[]
  /** a row in the types that models give it */
  read: (values: unknown[]) => PlainRow
}

/** Statements of one connection, each text prepared once and its columns asked for once: that costs as much as a short query. */
export function keepStatements(database: Database) {
  const prepare = database.prepare.bind(database)
  const kept = new Map<string, Kept>()
  function find(sql: string): Kept {
    const found = kept.get(sql)
    if (found) return found
    if (kept.size === most) kept.clear()
    const made = keep(prepare(plannedOnce(sql)))
    kept.set(sql, made)
    return made
  }
  Object.assign(database, { prepare: (sql: string) => asPrismaAsks(find(sql)) })
  return {
    rows({ sql, args }: PlainQuery): PlainRow[] {
      const { statement, read } = find(sql)
      return (statement.all(args.map(bound)) as unknown[][]).map(read)
    },
    change({ sql, args }: PlainQuery): number {
      return find(sql).statement.run(args.map(bound)).changes
    },
  }
}

/** what stands in quotes, limits, which a plan does well to know, and every other place of a value */
const places = /'[^']*'|"[^"]*"|\bLIMIT \?|\?/gi

/**
 * SQLite plans a statement again when a value is bound anew that its plan might depend on, and better-sqlite3 clears all
 * values after each run: nearly every query would be parsed before each run, which costs more than the run. Behind a
 * plus a value is the same value, and no plan depends on it.
 */
export function plannedOnce(sql: string): string {
  return sql.replace(places, (found) => (found === '?' ? '+?' : found))
}

/** then all are prepared anew: cheaper than to note the order of their use with every statement */
const most = 500

/** Prisma's adapter asks for prepare, bind and a run per query; a statement takes `bind` once, so its arguments wait for the run. */
function asPrismaAsks({ statement, columns }: Kept) {
  return {
    bind: (args: unknown[]) => ({
      reader: statement.reader,
      columns: () => columns,
      run: () => statement.run(args),
      raw: () => ({ all: () => statement.all(args) }),
    }),
  }
}

function keep(statement: Statement): Kept {
  if (!statement.reader) return { statement, columns: [], read: () => ({}) }
  const columns = statement.raw().columns()
  const places = columns.map(({ name, type }) => ({ name, from: readers[type ?? ''] ?? asItIs }))
  const read = (values: unknown[]) => {
    const row: PlainRow = {}
    for (const [at, { name, from }] of places.entries()) {
      const value = values[at]
      row[name] = value === null ? null : from(value)
    }
    return row
  }
  return { statement, columns, read }
}

/** By the types that the schema declares. Whole numbers arrive as BigInt, and a BIGINT stays one. */
const readers: Record<string, (value: unknown) => unknown> = {
  INTEGER: Number,
  BOOLEAN: (value) => value === 1n,
  DATETIME: (value) => new Date(String(value)),
  BLOB: (value) => Uint8Array.from(value as Uint8Array),
}

function asItIs(value: unknown): unknown {
  return value
}

/** As Prisma's adapter writes them, so that both find each other's rows. */
function bound(value: PlainValue): unknown {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00')
  return typeof value === 'boolean' ? Number(value) : value
}
