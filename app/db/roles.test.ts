import { expect, test } from 'vitest'
import { migrateInstallation } from '#prisma/migrate.ts'
import { appendOnly, sequencedTables } from './append-only.ts'
import { assertAppendOnly } from './append-only.server.ts'
import { assertRole, rolePowers } from './roles.server.ts'
import { addressesOf, rolesDb } from './testing-roles.ts'
import { testDb } from './testing.ts'

const at = new Date('2026-03-18T09:00:00Z')

test('app and sequencer as the migration leaves them have no power over the log, the owner has every', async () => {
  await using db = await rolesDb()
  await assertAppendOnly(db.app)
  await assertRole(db.app, 'app')
  await assertRole(db.sequencer, 'sequencer')
  expect((await rolePowers(db.owner, 'app')).map((power) => power.replace(/^\S+ /, ''))).toEqual([
    'owns the schema',
    'owns the trigger function',
    ...Object.keys(appendOnly)
      .toSorted()
      .map((table) => `owns ${table}`),
  ])
  expect((await rolePowers(db.superuser, 'app')).join('; ')).toMatch(/is superuser.*session_replication_role/)
})

test('the app cannot pass for the sequencer, nor the sequencer for the app', async () => {
  await using db = await rolesDb()
  const phrases = (powers: string[]) => powers.map((power) => power.replace(/^\S+ /, '')).toSorted()
  expect(phrases(await rolePowers(db.sequencer, 'app'))).toEqual(
    sequencedTables.map((table) => `may add to ${table}`).toSorted(),
  )
  expect(phrases(await rolePowers(db.app, 'sequencer'))).toEqual(
    Object.keys(appendOnly)
      .filter((table) => !sequencedTables.includes(table))
      .flatMap((table) => [
        `may add to ${table}`,
        ...(table === 'AuditPersonal' ? [`may remove from ${table}`] : []),
      ])
      .toSorted(),
  )
})

test('each power that the app is given too much stops the start; the next migration takes back what was granted', async () => {
  await using db = await rolesDb()
  const [app = '', owner = ''] = [db.urls.app, db.urls.owner].map((url) => new URL(url).username)
  const run = (statement: string) => db.superuser.client.$executeRawUnsafe(statement)
  for (const [power, grant] of [
    ['may change AuditEntry', `GRANT UPDATE ON "AuditEntry" TO ${app}`],
    ['may change LogTile', `GRANT UPDATE (hashes) ON "LogTile" TO ${app}`],
    ['may remove from LogSequence', `GRANT DELETE ON "LogSequence" TO ${app}`],
    ['may empty LogCheckpoint', `GRANT TRUNCATE ON "LogCheckpoint" TO PUBLIC`],
    ['may put triggers on AuditEntry', `GRANT TRIGGER ON "AuditEntry" TO ${app}`],
    ['may add to LogSequence', `GRANT INSERT ON "LogSequence" TO ${app}`],
  ] as const) {
    await run(grant)
    await expect(assertRole(db.app, 'app'), power).rejects.toThrow(`${app} ${power}`)
    await migrateInstallation(addressesOf(db))
    await assertRole(db.app, 'app')
  }
  for (const [power, give, takeBack] of [
    ['may create roles', `ALTER ROLE ${app} CREATEROLE`, `ALTER ROLE ${app} NOCREATEROLE`],
    ['is superuser', `ALTER ROLE ${app} SUPERUSER`, `ALTER ROLE ${app} NOSUPERUSER`],
    ['owns AuditEntry', `GRANT ${owner} TO ${app} WITH INHERIT FALSE`, `REVOKE ${owner} FROM ${app}`],
    ['owns LogKey', `ALTER TABLE "LogKey" OWNER TO ${app}`, `ALTER TABLE "LogKey" OWNER TO ${owner}`],
    [
      'owns the schema',
      `ALTER SCHEMA public OWNER TO ${app}`,
      `ALTER SCHEMA public OWNER TO pg_database_owner`,
    ],
    [
      'owns the trigger function',
      `ALTER FUNCTION forbid_change() OWNER TO ${app}`,
      `ALTER FUNCTION forbid_change() OWNER TO ${owner}`,
    ],
    [
      'may set session_replication_role',
      `GRANT SET ON PARAMETER session_replication_role TO ${app}`,
      `REVOKE SET ON PARAMETER session_replication_role FROM ${app}`,
    ],
  ] as const) {
    await run(give)
    await expect(assertRole(db.app, 'app'), power).rejects.toThrow(`${app} ${power}`)
    await run(takeBack)
    await assertRole(db.app, 'app')
  }
})

test('without separate roles there is nothing to assert on SQLite, and one role has every power on Postgres', async () => {
  await using sqlite = await testDb('sqlite')
  expect(await rolePowers(sqlite, 'app')).toEqual([])
  await using postgres = await testDb('postgres')
  expect((await rolePowers(postgres, 'app')).length).toBeGreaterThan(10)
})

test('the app writes business rows and entries and cannot say in which transaction an entry was made', async () => {
  await using db = await rolesDb()
  await db.app.client.setting.create({ data: { key: 'a', value: '1' } })
  const entry = {
    at,
    dossier: 'd',
    act: 'a',
    result: 'done',
    unitCode: '',
    bytes: new Uint8Array([1]),
    leaf: '',
  }
  await db.app.client.auditEntry.create({ data: { ...entry, id: 'e', n: 1 } })
  const early = db.app.client.$executeRawUnsafe(
    `INSERT INTO "AuditEntry" (id, "at", dossier, n, act, result, "unitCode", bytes, leaf, "transaction")
      VALUES ('f', now(), 'd', 2, 'a', 'done', '', ''::bytea, '', 1)`,
  )
  await expect(early).rejects.toThrow(/permission denied/)
})

test('who does not know the owner is told which migrations are missing, and by which setting to apply them', async () => {
  await using db = await rolesDb()
  const addresses = { ...addressesOf(db), ownerDatabaseUrl: null }
  expect(await migrateInstallation(addresses)).toEqual([])
  await db.superuser.client.$executeRawUnsafe(
    `DELETE FROM "_prisma_migrations" WHERE migration_name = '0003_bounds'`,
  )
  await expect(migrateInstallation(addresses)).rejects.toThrow(
    'the database lacks 0003_bounds: npm run migrate with OWNER_DATABASE_URL',
  )
  await expect(migrateInstallation({ ...addresses, sequencerDatabaseUrl: null })).rejects.toThrow(
    'SEQUENCER_DATABASE_URL is missing',
  )
})
