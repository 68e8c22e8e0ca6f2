import type { ColumnDefinition, Database, Statement } from 'better-sqlite3'

/**
 * Lets the adapter prepare each statement text once, and ask for its columns once. It asks for prepare, bind and a run
 * per query; `bind` may be called only once per statement, so the arguments are kept until the run.
 */
export function keepStatements(database: Database): Database {
  const prepare = database.prepare.bind(database)
  const kept = new Map<string, Kept>()
  const facade = (sql: string) => {
    const found = kept.get(sql) ?? keep(prepare(sql))
    kept.delete(sql)
    kept.set(sql, found)
    if (kept.size > 300) kept.delete(kept.keys().next().value ?? sql)
    const { statement, columns } = found
    return {
      bind: (args: unknown[]) => ({
        reader: statement.reader,
        columns: () => columns,
        run: () => statement.run(args),
        raw: () => ({ all: () => statement.all(args) }),
      }),
    }
  }
  return Object.assign(database, { prepare: facade as unknown as Database['prepare'] })
}

type Kept = { statement: Statement; columns: ColumnDefinition[] }

/** A statement that answers in arrays, with its columns: asking for them costs as much as a short query. */
function keep(statement: Statement): Kept {
  return statement.reader
    ? { statement: statement.raw(), columns: statement.columns() }
    : { statement, columns: [] }
}
