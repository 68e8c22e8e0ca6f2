import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasable, sequencedTables } from '#app/db/append-only.ts'
import { appendOnlyTriggers, assertAppendOnly } from '#app/db/append-only.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { logState } from '#app/db/log-lag.server.ts'
import { latestCheckpoint } from '#app/db/log.server.ts'
import { copyOf, type RolesDb, rolesDb, type Who } from '#app/db/testing-roles.ts'
import { newKey, signerOf } from '#app/platform/audit-key.server.ts'
import { auditorSays, change, fillLog, keyOf, otherRows, startSays, tables } from './bypass.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents, testSigner } from './testing.ts'

/**
 * The bypass matrix on Postgres. App and sequencer are stopped by their role, the owner by a trigger, as long as the
 * trigger stands; what the owner and the superuser can do beyond that is found at the next start, by the verifier, or by
 * whoever kept a checkpoint elsewhere.
 */

const [all, one] = [(t: string) => `SELECT * FROM "${t}"`, (t: string) => `SELECT * FROM "${t}" LIMIT 1`]

/** Statements that change or remove rows. */
const changing: Record<string, (table: string) => string> = {
  UPDATE: (t) => `UPDATE "${t}" ${change(t)}`,
  DELETE: (t) => `DELETE FROM "${t}"`,
  TRUNCATE: (t) => `TRUNCATE "${t}"`,
  'TRUNCATE … CASCADE': (t) => `TRUNCATE "${t}" CASCADE`,
  upsert: (t) => `INSERT INTO "${t}" ${one(t)} ON CONFLICT ${keyOf(t)} DO UPDATE ${change(t)}`,
  'MERGE … UPDATE': (t) =>
    `MERGE INTO "${t}" USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE ${change(t)}`,
  'MERGE … DELETE': (t) => `MERGE INTO "${t}" USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE`,
  'WITH … DELETE': (t) => `WITH gone AS (DELETE FROM "${t}" RETURNING *) SELECT * FROM gone`,
  'DELETE … USING': (t) => `DELETE FROM "${t}" USING pg_class`,
  'SELECT FOR UPDATE, then UPDATE': (t) => `SELECT * FROM "${t}" FOR UPDATE; UPDATE "${t}" ${change(t)}`,
}
/** These remove, and personal data may be removed: by the app, and by the owner. */
const removing = ['DELETE', 'MERGE … DELETE', 'WITH … DELETE', 'DELETE … USING']

/** Statements that take the guard away. */
const unguarding: Record<string, (table: string) => string> = {
  'DISABLE TRIGGER': (t) => `ALTER TABLE "${t}" DISABLE TRIGGER "${t}_append_only_truncate"`,
  'DISABLE TRIGGER USER': (t) => `ALTER TABLE "${t}" DISABLE TRIGGER USER`,
  'ENABLE REPLICA TRIGGER': (t) => `ALTER TABLE "${t}" ENABLE REPLICA TRIGGER "${t}_append_only_rows"`,
  'ENABLE TRIGGER, no longer ALWAYS': (t) => `ALTER TABLE "${t}" ENABLE TRIGGER "${t}_append_only_truncate"`,
  'DROP TRIGGER': (t) => `DROP TRIGGER "${t}_append_only_rows" ON "${t}"`,
  'a trigger of that name that does nothing': (t) =>
    `CREATE OR REPLACE TRIGGER "${t}_append_only_rows" BEFORE DELETE OR UPDATE ON "${t}" FOR EACH ROW WHEN (false) EXECUTE FUNCTION forbid_change();
      ALTER TABLE "${t}" ENABLE ALWAYS TRIGGER "${t}_append_only_rows"`,
  'a function of that name that does nothing': () =>
    `CREATE OR REPLACE FUNCTION public.forbid_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
  'one more trigger, that changes what is added': (t) =>
    `CREATE OR REPLACE FUNCTION public.cheat() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER "${t}_more" BEFORE INSERT ON "${t}" FOR EACH ROW EXECUTE FUNCTION public.cheat()`,
  'the table renamed away, and one like it': (t) =>
    `ALTER TABLE "${t}" RENAME TO "${t}_old"; CREATE TABLE "${t}" AS SELECT * FROM "${t}_old"`,
  'a rule that diverts what is inserted': (t) =>
    `CREATE RULE cheat AS ON INSERT TO "${t}" DO INSTEAD NOTHING`,
  'a table that inherits, whose rows show': (t) => `CREATE TABLE "${t}_more" () INHERITS ("${t}")`,
  'a policy that hides rows': (t) =>
    `ALTER TABLE "${t}" ENABLE ROW LEVEL SECURITY; CREATE POLICY cheat ON "${t}" FOR SELECT USING (false)`,
}

let base: RolesDb
let checkpoint = ''
const clients = new Map<Who, pg.Client>()
let shared: Awaited<ReturnType<typeof copyOf>>

beforeAll(async () => {
  base = await rolesDb()
  await fillLog(base.app, base.sequencer)
  checkpoint = (await latestCheckpoint(base.app))?.note ?? ''
  await runAs(base.urls.superuser, `SET session_replication_role = replica; ${otherRows.join('; ')}`)
  for (const who of ['superuser', 'owner', 'app', 'sequencer'] as const) await base[who].close()
  shared = await copyOf(base)
  for (const who of ['superuser', 'owner', 'app', 'sequencer'] as const) {
    const client = new pg.Client({ connectionString: shared.urls[who] })
    await client.connect()
    clients.set(who, client)
  }
})
afterAll(async () => {
  for (const client of clients.values()) await client.end()
  await shared[Symbol.asyncDispose]()
  await base[Symbol.asyncDispose]()
})

async function runAs(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}

/** Tries it in a transaction. @returns what the database says, or how many rows differ afterwards */
async function attempt(who: Who, table: string, statements: string): Promise<string> {
  const client = clients.get(who)
  if (!client) throw new Error(`nobody is connected as ${who}`)
  await client.query('BEGIN')
  try {
    await client.query(statements)
    return 'nothing stops it'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.query('ROLLBACK')
  }
}

const reads = (who: Who, table: string) =>
  who !== 'sequencer' || sequencedTables.includes(table) || table === 'AuditEntry'

for (const who of ['app', 'sequencer'] as const) {
  test.each(Object.entries({ ...changing, ...unguarding }))(
    `%s, as ${who}: the role may not`,
    async (way, statement) => {
      for (const table of tables) {
        const said = await attempt(who, table, statement(table))
        if (who === 'app' && erasable.includes(table) && removing.includes(way))
          expect(said).toBe('nothing stops it')
        else expect(said, table).toMatch(/permission denied|must be owner/)
      }
    },
  )

  test.each([
    'SET session_replication_role = replica',
    `SELECT set_config('session_replication_role', 'replica', false)`,
    'DROP SCHEMA public CASCADE',
    'CREATE TABLE public.other ()',
    'ALTER TABLE "AuditEntry" OWNER TO CURRENT_USER',
    `GRANT UPDATE ON "AuditEntry" TO CURRENT_USER; UPDATE "AuditEntry" SET act = 'other'`,
    `COPY "AuditEntry" FROM PROGRAM 'true'`,
    `COPY "AuditEntry" FROM '/tmp/none'`,
    `SELECT lo_import('/etc/passwd')`,
    'SET ROLE {owner}',
  ])(`%s, as ${who}: the role may not`, async (statement) => {
    const owner = new URL(shared.urls.owner).username
    expect(await attempt(who, '', statement.replace('{owner}', owner))).toMatch(
      /permission denied|must be owner/,
    )
  })

  test(`as ${who}, only the tables of its own can be added to, and only with a new number`, async () => {
    for (const table of tables) {
      const own = sequencedTables.includes(table) === (who === 'sequencer')
      const names = table === 'AuditEntry' ? 'id, at, dossier, n, act, result, "unitCode", bytes, leaf' : '*'
      const into = names === '*' ? `"${table}"` : `"${table}" (${names})`
      const said = await attempt(who, table, `INSERT INTO ${into} SELECT ${names} FROM "${table}" LIMIT 1`)
      expect(said, table).toMatch(own ? /duplicate key/ : /permission denied/)
      if (own && reads(who, table))
        expect(
          await attempt(
            who,
            table,
            `INSERT INTO ${into} SELECT ${names} FROM "${table}" ON CONFLICT DO NOTHING`,
          ),
          table,
        ).toBe('nothing stops it')
    }
  })
}

test.each(Object.entries(changing))('%s, as owner: a trigger stops it', async (way, statement) => {
  for (const who of ['owner', 'superuser'] as const)
    for (const table of tables) {
      const said = await attempt(who, table, statement(table))
      if (erasable.includes(table) && removing.includes(way)) expect(said).toBe('nothing stops it')
      else expect(said, table).toBe(`${table} is append-only`)
      const replica = await attempt(
        'superuser',
        table,
        `SET session_replication_role = replica; ${statement(table)}`,
      )
      expect(replica, table).toBe(said)
    }
})

test.each(Object.entries(unguarding))(
  '%s, as owner: the next start names the table',
  async (_, statement) => {
    await using copy = await copyOf(base)
    await runAs(copy.urls.owner, tables.map(statement).join('; '))
    const said = await assertAppendOnly(copy.superuser).then(
      () => 'nothing',
      (error: Error) => error.message,
    )
    for (const table of tables) expect(said).toContain(table)
  },
)

test.each([
  `CREATE OR REPLACE FUNCTION public.last_entry(of_dossier TEXT) RETURNS TABLE (n INTEGER, leaf TEXT) LANGUAGE plpgsql AS 'BEGIN END'`,
  `DROP FUNCTION public.append_entry`,
  `CREATE FUNCTION public.append_entry(TEXT) RETURNS VOID LANGUAGE plpgsql AS 'BEGIN END'`,
])('%s, as owner: the next start names the function', async (statement) => {
  await using copy = await copyOf(base)
  await runAs(copy.urls.owner, statement)
  await expect(assertAppendOnly(copy.superuser)).rejects.toThrow(/(last|append)_entry/)
})

/** As the superuser who took the triggers away and put them back. */
async function withoutTriggers(url: string, statements: string): Promise<void> {
  const names = [...appendOnlyTriggers('postgres').keys()].map((name) => ({
    name,
    table: name.replace(/_append_only_\w+$/, ''),
  }))
  const each = (verb: string) =>
    names.map(({ name, table }) => `ALTER TABLE "${table}" ${verb} TRIGGER "${name}"`).join('; ')
  await runAs(url, `${each('DISABLE')}; ${statements}; ${each('ENABLE ALWAYS')}`)
}

const entryAt = (number: number) => `(SELECT "entryId" FROM "LogSequence" WHERE number = ${number})`
const changedAt = (number: number) =>
  `UPDATE "AuditEntry" SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"done"', '"gone"'), 'UTF8') WHERE id = ${entryAt(number)}`

test.each<[string, string, RegExp]>([
  ['the content of an entry', changedAt(100), /entry 100 has not the hash/],
  ['an entry removed', `DELETE FROM "AuditEntry" WHERE id = ${entryAt(100)}`, /lacks entries/],
  ['a place removed', `DELETE FROM "LogSequence" WHERE number = 100`, /lacks hashes/],
  ['the newest places removed', `DELETE FROM "LogSequence" WHERE number > 200`, /lacks/],
  [
    'the hash of a place',
    `UPDATE "LogSequence" SET leaf = repeat('0', 64) WHERE number = 100`,
    /entry 100 has not/,
  ],
  [
    'the root of a tile',
    `UPDATE "LogTile" SET root = decode(repeat('00', 32), 'hex')`,
    /Hash 0 in .* is wrong/,
  ],
  [
    'the text of a checkpoint',
    `UPDATE "LogCheckpoint" SET note = replace(note, E'\\n260\\n', E'\\n259\\n')`,
    /bears no valid signature|no signed checkpoint/,
  ],
])('%s, with the triggers put back: export or verifier says so', async (_, statements, says) => {
  await using copy = await copyOf(base)
  await withoutTriggers(copy.urls.superuser, statements)
  await assertAppendOnly(copy.superuser)
  expect(await auditorSays(copy.superuser)).toMatch(says)
})

test('an older state of everything is right in itself: only a checkpoint kept elsewhere shows what is gone', async () => {
  await using copy = await copyOf(base)
  await withoutTriggers(
    copy.urls.superuser,
    `DELETE FROM "AuditEntry" WHERE id IN (SELECT "entryId" FROM "LogSequence" WHERE number >= 256);
      DELETE FROM "LogSequence" WHERE number >= 256; DELETE FROM "LogCheckpoint" WHERE size > 256`,
  )
  await assertAppendOnly(copy.superuser)
  expect(await auditorSays(copy.superuser)).toBe('right')
  expect(await auditorSays(copy.superuser, checkpoint)).toContain('fewer than the old one with 260')
  expect(await startSays(copy.superuser, checkpoint)).toBe('history_lost')
})

/** The newest entry, which no other one is linked to, is another one, and everything that was signed is gone. */
const rebuilt = `${changedAt(259)}; DELETE FROM "LogSequence"; DELETE FROM "LogTile"; DELETE FROM "LogCheckpoint";
  DELETE FROM "LogEpoch"; UPDATE "Lease" SET "expiresAt" = '2000-01-01'`

test('a log rebuilt with another key: the verifier says so', async () => {
  await using copy = await copyOf(base)
  await withoutTriggers(copy.urls.superuser, `${rebuilt}; DELETE FROM "LogKey"`)
  await sequenceAll(copy.superuser, { signer: signerOf(newKey('test.example/log').secret) })
  await assertAppendOnly(copy.superuser)
  expect(await auditorSays(copy.superuser)).toContain('is not the given key')
})

test('a log rebuilt with the stolen key: an older checkpoint shows it, and nothing else', async () => {
  await using copy = await copyOf(base)
  await withoutTriggers(copy.urls.superuser, rebuilt)
  await sequenceAll(copy.superuser, { signer: testSigner })
  await assertAppendOnly(copy.superuser)
  expect(await auditorSays(copy.superuser)).toBe('right')
  expect(await auditorSays(copy.superuser, checkpoint)).toContain('history was rewritten')
  expect(await startSays(copy.superuser, checkpoint)).toBe('history_differs')
})

test('a place that the sequencer adds out of turn stops it, and staff are warned', async () => {
  await using copy = await copyOf(base)
  await runAs(copy.urls.sequencer, `INSERT INTO "LogSequence" VALUES (999, 'e', repeat('0', 64))`)
  await recordEvents(copy.superuser, 1)
  await expect(sequenceAll(copy.superuser, { signer: testSigner })).rejects.toThrow('the log lacks hashes')
  expect((await logState(copy.superuser)).waitingSince).not.toBeNull()
})

test('what is read as the app is the same after all attempts', async () => {
  const rows = async (db: Db) => Promise.all(tables.map((table) => db.client.$queryRawUnsafe(all(table))))
  await using copy = await copyOf(base)
  expect(await rows(shared.superuser)).toEqual(await rows(copy.superuser))
})
