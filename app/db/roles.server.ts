import { appendOnly, erasable, sequencedTables } from './append-only.ts'
import { log } from '#app/platform/log.server.ts'
import type { Env } from '#app/platform/env.server.ts'
import { type Db, openDb, Prisma } from './client.server.ts'

export type Role = 'app' | 'sequencer'

type Privileges = {
  name: string
  owns: boolean
  add: boolean
  change: boolean
  remove: boolean
  empty: boolean
  trigger: boolean
}

/**
 * What this connection's role could do to the log beyond what it must: each as one phrase, none when it is sound. The
 * app reads the log and adds entries; the sequencer reads entries and adds to the log. SQLite has no roles.
 */
export async function rolePowers({ dialect, client }: Db, role: Role): Promise<string[]> {
  if (dialect === 'sqlite') return []
  const [self] = await client.$queryRaw<{ name: string; powers: string[] }[]>(Prisma.sql`
    SELECT current_user::text AS name, array_remove(ARRAY[
      CASE WHEN rolsuper THEN 'is superuser' END,
      CASE WHEN rolcreaterole THEN 'may create roles' END,
      CASE WHEN rolreplication THEN 'may replicate' END,
      CASE WHEN has_parameter_privilege('session_replication_role', 'SET') THEN 'may set session_replication_role' END,
      CASE WHEN pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = 'public'), 'MEMBER')
        THEN 'owns the schema' END,
      CASE WHEN EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'forbid_change' AND pg_has_role(proowner, 'MEMBER'))
        THEN 'owns the trigger function' END
    ], NULL) AS powers FROM pg_roles WHERE rolname = current_user`)
  const tables = await client.$queryRaw<Privileges[]>(Prisma.sql`
    SELECT relname::text AS name, pg_has_role(relowner, 'MEMBER') AS owns,
      has_any_column_privilege(oid, 'INSERT') AS add, has_any_column_privilege(oid, 'UPDATE') AS change,
      has_table_privilege(oid, 'DELETE') AS remove, has_table_privilege(oid, 'TRUNCATE') AS empty,
      has_table_privilege(oid, 'TRIGGER') AS trigger
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`)
  const found = tables
    .filter(({ name }) => Object.hasOwn(appendOnly, name))
    .flatMap((table) => powersOver(table, role))
  return [...(self?.powers ?? []), ...found].map((power) => `${self?.name} ${power}`)
}

function powersOver(table: Privileges, role: Role): string[] {
  const { name, owns, add, change, remove, empty, trigger } = table
  if (owns) return [`owns ${name}`]
  const mayAdd = sequencedTables.includes(name) === (role === 'sequencer')
  const mayRemove = role === 'app' && erasable.includes(name)
  return Object.entries({
    'may add to': add && !mayAdd,
    'may change': change,
    'may remove from': remove && !mayRemove,
    'may empty': empty,
    'may put triggers on': trigger,
  }).flatMap(([power, has]) => (has ? [`${power} ${name}`] : []))
}

/** For an installation that chose one role for everything: says at each start what that costs. */
export async function warnOfPowers(db: Db, role: Role): Promise<void> {
  const powers = await rolePowers(db, role)
  if (powers.length > 0)
    log.warn(
      { powers },
      'POSTGRES_ROLES=single: the triggers of the audit log can be removed by its own writer',
    )
}

/** @throws naming each power over the log that the role should not have */
export async function assertRole(db: Db, role: Role): Promise<void> {
  const powers = await rolePowers(db, role)
  if (powers.length > 0)
    throw new Error(`the ${role}'s database role has power over the audit log: ${powers.join('; ')}`)
}

/**
 * The connection of the only role that may add to the log; `db` itself where one role does everything.
 * @throws when the configuration lacks it, or a role has power that it should not have
 */
export async function openSequencerDb(
  db: Db,
  { separateRoles, sequencerDatabaseUrl }: Pick<Env, 'separateRoles' | 'sequencerDatabaseUrl'>,
): Promise<Db> {
  if (!separateRoles) return db
  if (!sequencerDatabaseUrl) throw new Error('configuration: SEQUENCER_DATABASE_URL is missing')
  await assertRole(db, 'app')
  const own = await openDb(sequencerDatabaseUrl)
  await assertRole(own, 'sequencer')
  return own
}
