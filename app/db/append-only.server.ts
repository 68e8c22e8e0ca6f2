import { appendOnly, erasable } from './append-only.ts'
import { Prisma, type Db, type Dialect } from './client.server.ts'

const guardFunction = `
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
`

/**
 * The triggers that make the tables append-only, by name, exactly as the migrations must have made them.
 * On SQLite the insert guard stands against INSERT OR REPLACE, which slips past delete triggers.
 */
export function appendOnlyTriggers(dialect: Dialect): Map<string, string> {
  const triggers = new Map<string, string>()
  for (const [table, keys] of Object.entries(appendOnly)) {
    if (dialect === 'postgres') {
      for (const [name, event, each] of [
        ['rows', erasable.includes(table) ? 'UPDATE' : 'DELETE OR UPDATE', 'ROW'],
        ['truncate', 'TRUNCATE', 'STATEMENT'],
      ]) {
        triggers.set(
          `${table}_append_only_${name}`,
          `CREATE TRIGGER "${table}_append_only_${name}" BEFORE ${event} ON public."${table}" FOR EACH ${each} EXECUTE FUNCTION forbid_change()`,
        )
      }
      continue
    }
    const stop = `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`
    const present = `SELECT 1 FROM "${table}" WHERE ${['rowid = NEW.rowid', ...keys.map(sameKey)].join(' OR ')}`
    for (const [name, event] of [
      ['update', `BEFORE UPDATE ON "${table}"`],
      ['delete', `BEFORE DELETE ON "${table}"`],
      ['replace', `BEFORE INSERT ON "${table}" WHEN EXISTS (${present})`],
    ]) {
      if (name === 'delete' && erasable.includes(table)) continue
      triggers.set(
        `${table}_append_only_${name}`,
        `CREATE TRIGGER "${table}_append_only_${name}" ${event} ${stop}`,
      )
    }
  }
  return triggers
}

function sameKey(columns: readonly string[]): string {
  const same = columns.map((column) => `"${column}" = NEW."${column}"`).join(' AND ')
  return columns.length > 1 ? `(${same})` : same
}

/**
 * Compares the triggers in the database with the expected ones, text by text.
 * @throws naming each trigger that is missing, different or not always enabled, and on Postgres each table that is no
 * plain one: rules divert rows, heirs show rows of their own, policies hide some
 */
export async function assertAppendOnly(db: Db): Promise<void> {
  const found = db.dialect === 'sqlite' ? await sqliteTriggers(db) : await postgresTriggers(db)
  const wrong = [...appendOnlyTriggers(db.dialect)].filter(([name, text]) => found.get(name) !== text)
  const names = [
    ...wrong.map(([name]) => name),
    ...(db.dialect === 'postgres' ? await unplainTables(db) : []),
  ]
  if (names.length > 0) throw new Error(`append-only is not enforced by the database: ${names.join(', ')}`)
}

async function sqliteTriggers({ client }: Db): Promise<Map<string, string>> {
  const rows = await client.$queryRaw<{ name: string; sql: string }[]>(
    Prisma.sql`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
  )
  return new Map(rows.map(({ name, sql }) => [name, oneLine(sql)]))
}

async function postgresTriggers({ client }: Db): Promise<Map<string, string>> {
  const rows = await client.$queryRaw<{ name: string; sql: string; enabled: string; body: string }[]>(
    Prisma.sql`SELECT t.tgname::text AS name, pg_get_triggerdef(t.oid) AS sql, t.tgenabled::text AS enabled, p.prosrc AS body
      FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal`,
  )
  const sound = rows.filter((row) => row.enabled === 'A' && oneLine(row.body) === oneLine(guardFunction))
  return new Map(sound.map(({ name, sql }) => [name, oneLine(sql)]))
}

async function unplainTables({ client }: Db): Promise<string[]> {
  const rows = await client.$queryRaw<{ name: string }[]>(
    Prisma.sql`SELECT c.relname::text AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (${Object.keys(appendOnly)})
        AND (c.relkind <> 'r' OR c.relhasrules OR c.relrowsecurity
          OR EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid OR i.inhrelid = c.oid))`,
  )
  return rows.map(({ name }) => name)
}

function oneLine(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim()
}
