import type { Client } from 'pg'
import { appendOnly, erasable, sequencedTables } from '#app/db/append-only.ts'

/** Names of the database's roles beside its owner. */
export type Roles = { app: string; sequencer: string }

/** What the sequencer writes beside the log: who leads, and why the log is not signed. */
const sequencerWrites = ['Lease', 'Setting']
/** What it reads beside them. */
const sequencerReads = ['AuditEntry', 'EpochRequest']

/**
 * Gives each role what it needs and takes everything else away, as the owner of the tables. Repeated after every
 * migration: a new table is one of the app's unless its name begins with Log.
 */
export async function grantAll(client: Client, roles: Roles): Promise<void> {
  const [app, sequencer] = [roles.app, roles.sequencer].map(quoted)
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  )
  const { rows: columns } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = 'AuditEntry' AND column_name <> 'transaction'`,
  )
  const entryColumns = columns.map(({ name }) => quoted(name)).join(', ')
  const statements = [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, ${app}, ${sequencer}`,
    `GRANT USAGE ON SCHEMA public TO ${app}, ${sequencer}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${app}`,
    ...tables.flatMap(({ name }) => {
      const may = appMay(name, entryColumns)
      return may ? [`GRANT ${may} ON ${quoted(name)} TO ${app}`] : []
    }),
    `GRANT SELECT ON "_prisma_migrations" TO ${sequencer}`,
    ...sequencerReads.map((name) => `GRANT SELECT ON ${quoted(name)} TO ${sequencer}`),
    ...sequencedTables.map((name) => `GRANT SELECT, INSERT ON ${quoted(name)} TO ${sequencer}`),
    ...sequencerWrites.map(
      (name) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${quoted(name)} TO ${sequencer}`,
    ),
  ]
  await client.query('BEGIN')
  for (const statement of statements) await client.query(statement)
  await client.query('COMMIT')
}

/** Beside reading. The transaction of an entry is the database's to say: the sequencer goes by it. */
function appMay(table: string, entryColumns: string): string | null {
  if (sequencedTables.includes(table)) return null
  if (table === 'AuditEntry') return `INSERT (${entryColumns})`
  if (erasable.includes(table)) return 'INSERT, DELETE'
  return Object.hasOwn(appendOnly, table) ? 'INSERT' : 'INSERT, UPDATE, DELETE'
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
