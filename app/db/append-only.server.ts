import { hash } from 'node:crypto'
import { appendOnly, erasable, insertChecks } from './append-only.ts'
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
  if (dialect === 'sqlite')
    for (const { name, table, wrong } of insertChecks)
      triggers.set(
        `${name}_insert`,
        `CREATE TRIGGER "${name}_insert" BEFORE INSERT ON "${table}" WHEN ${wrong} BEGIN SELECT RAISE(ABORT, '${name}'); END`,
      )
  return triggers
}

function sameKey(columns: readonly string[]): string {
  const same = columns.map((column) => `"${column}" = NEW."${column}"`).join(' AND ')
  return columns.length > 1 ? `(${same})` : same
}

/** What Postgres does itself when an entry is added, by the SHA-256 of the function's text in one line. */
const functions: Record<string, string> = {
  last_entry: '5260f2945efffc97d9d3a4302f78c7038c3e5de687ff4954b8fffd289361acc0',
  append_entry: 'b0dcd33a68f059c84959ac1c88c900a9e56e81741bafd260ae754faeb5c405c6',
}

/**
 * Compares the triggers in the database with the expected ones, text by text.
 * @throws naming each trigger that is missing, different or not always enabled, and each that nobody expects there: it
 * could swallow or change what is added. On Postgres also each function that adds entries and is another one, and each
 * table that is no plain one: rules divert rows, heirs show rows of their own, policies hide some
 */
export async function assertAppendOnly(db: Db): Promise<void> {
  const expected = appendOnlyTriggers(db.dialect)
  const found = db.dialect === 'sqlite' ? await sqliteTriggers(db) : await postgresTriggers(db)
  const sound = new Map(found.map(({ name, text }) => [name, text]))
  const names = [
    ...[...expected].filter(([name, text]) => sound.get(name) !== text).map(([name]) => name),
    ...found
      .filter(({ name, table }) => Object.hasOwn(appendOnly, table) && !expected.has(name))
      .map(({ name, table }) => `${name} on ${table}`),
    ...(db.dialect === 'postgres' ? [...(await changedFunctions(db)), ...(await unplainTables(db))] : []),
  ]
  if (names.length > 0) throw new Error(`append-only is not enforced by the database: ${names.join(', ')}`)
}

/** `text` is null when the trigger does not do what its text says. */
type Trigger = { name: string; table: string; text: string | null }

async function sqliteTriggers({ client }: Db): Promise<Trigger[]> {
  const rows = await client.$queryRaw<{ name: string; table: string; sql: string }[]>(
    Prisma.sql`SELECT name, tbl_name AS "table", sql FROM sqlite_schema WHERE type = 'trigger'`,
  )
  return rows.map(({ name, table, sql }) => ({ name, table, text: oneLine(sql) }))
}

async function postgresTriggers({ client }: Db): Promise<Trigger[]> {
  const rows = await client.$queryRaw<
    { name: string; table: string; sql: string; enabled: string; body: string }[]
  >(
    Prisma.sql`SELECT t.tgname::text AS name, c.relname::text AS "table", pg_get_triggerdef(t.oid) AS sql,
        t.tgenabled::text AS enabled, p.prosrc AS body
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal`,
  )
  return rows.map(({ name, table, sql, enabled, body }) => {
    const sound = enabled === 'A' && oneLine(body) === oneLine(guardFunction)
    return { name, table, text: sound ? oneLine(sql) : null }
  })
}

async function changedFunctions({ client }: Db): Promise<string[]> {
  const rows = await client.$queryRaw<{ name: string; body: string }[]>(
    Prisma.sql`SELECT proname::text AS name, prosrc AS body FROM pg_proc WHERE proname = ANY (${Object.keys(functions)})`,
  )
  const found = new Map(rows.map(({ name, body }) => [name, hash('sha256', oneLine(body))]))
  return Object.entries(functions).flatMap(([name, text]) =>
    found.get(name) === text && rows.filter((row) => row.name === name).length === 1 ? [] : [name],
  )
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
