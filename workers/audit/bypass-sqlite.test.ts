import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { fileOf } from '#app/db/address.ts'
import { appendOnlyTriggers, assertAppendOnly } from '#app/db/append-only.server.ts'
import { openDb, type Db } from '#app/db/client.server.ts'
import { logState } from '#app/db/log-lag.server.ts'
import { latestCheckpoint } from '#app/db/log.server.ts'
import { testDb } from '#app/db/testing.ts'
import { newKey, signerOf } from '#app/platform/audit-key.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { auditorSays, change, fillLog, keyOf, otherRows, startSays, tables } from './bypass.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents, testSigner } from './testing.ts'

/**
 * The bypass matrix on SQLite. The cheat has opened the file with a shell of their own, whose pragmas are not those of
 * the app: on SQLite there are no roles. What a trigger does not stop is found at the next start, by the verifier, or by
 * whoever kept a checkpoint elsewhere.
 */

const [copyOf, allOf] = [
  (table: string) => `SELECT * FROM "${table}" LIMIT 1`,
  (table: string) => `SELECT * FROM "${table}"`,
]
const through = (pragma: string, statement: string) => `PRAGMA ${pragma}; ${statement}`

/** Refused by a trigger, whatever the pragmas, and no row is another one afterwards. */
const stoppedByTrigger: Record<string, (table: string) => string> = {
  UPDATE: (t) => `UPDATE "${t}" ${change(t)}`,
  'UPDATE to the same': (t) => `UPDATE "${t}" SET rowid = rowid`,
  'UPDATE OR REPLACE': (t) => `UPDATE OR REPLACE "${t}" ${change(t)}`,
  'UPDATE OR IGNORE': (t) => `UPDATE OR IGNORE "${t}" ${change(t)}`,
  DELETE: (t) => `DELETE FROM "${t}"`,
  'DELETE of one row': (t) => `DELETE FROM "${t}" WHERE rowid = (SELECT max(rowid) FROM "${t}")`,
  'INSERT OR REPLACE': (t) => `INSERT OR REPLACE INTO "${t}" ${copyOf(t)}`,
  REPLACE: (t) => `REPLACE INTO "${t}" ${copyOf(t)}`,
  upsert: (t) => `INSERT INTO "${t}" ${copyOf(t)} ON CONFLICT ${keyOf(t)} DO UPDATE ${change(t)}`,
  'upsert that does nothing': (t) => `INSERT INTO "${t}" ${copyOf(t)} ON CONFLICT DO NOTHING`,
  'INSERT with an existing number': (t) => `INSERT INTO "${t}" ${copyOf(t)}`,
  'INSERT OR IGNORE': (t) => `INSERT OR IGNORE INTO "${t}" ${copyOf(t)}`,
  'INSERT OR ROLLBACK': (t) => `INSERT OR ROLLBACK INTO "${t}" ${copyOf(t)}`,
  'recursive_triggers = off': (t) =>
    through('recursive_triggers = off', `INSERT OR REPLACE INTO "${t}" ${copyOf(t)}`),
  'foreign_keys = off': (t) => through('foreign_keys = off', `DELETE FROM "${t}"`),
  'ignore_check_constraints = on': (t) =>
    through('ignore_check_constraints = on', `UPDATE "${t}" ${change(t)}`),
  'legacy_alter_table = on': (t) => through('legacy_alter_table = on', `DELETE FROM "${t}"`),
  'ATTACH under another name': (t) => `ATTACH '{file}' AS other; DELETE FROM other."${t}"`,
  'a temporary trigger': (t) =>
    `CREATE TEMP TRIGGER cheat BEFORE DELETE ON main."${t}" BEGIN SELECT 1; END; DELETE FROM "${t}"`,
}

/** A row of personal data may be removed: an erasure, which is itself an event. What is left of the row is its commitment. */
const erasure = [
  'DELETE',
  'DELETE of one row',
  'foreign_keys = off',
  'legacy_alter_table = on',
  'ATTACH under another name',
  'a temporary trigger',
]

/** Nothing in the database stops it; the next start refuses and names the table. */
const foundAtStart: Record<string, (table: string) => string> = {
  'DROP TRIGGER': (t) => `DROP TRIGGER "${t}_append_only_update"`,
  'a trigger of that name that does nothing': (t) =>
    `DROP TRIGGER "${t}_append_only_replace"; CREATE TRIGGER "${t}_append_only_replace" BEFORE INSERT ON "${t}" WHEN false BEGIN SELECT 1; END`,
  'writable_schema = on': (t) =>
    through(
      'writable_schema = on',
      `UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT, ''${t} is append-only'')', 'RAISE(IGNORE)') WHERE name = '${t}_append_only_update'`,
    ),
  'one more trigger, that swallows what is added': (t) =>
    `CREATE TRIGGER "${t}_append_only_more" BEFORE INSERT ON "${t}" BEGIN SELECT RAISE(IGNORE); END`,
  'DROP TABLE, and one like it': (t) =>
    `PRAGMA foreign_keys = off; CREATE TABLE copy AS SELECT * FROM "${t}"; DROP TABLE "${t}"; ALTER TABLE copy RENAME TO "${t}"`,
  'the table renamed away, and one like it': (t) =>
    `ALTER TABLE "${t}" RENAME TO "${t}_old"; CREATE TABLE "${t}" AS SELECT * FROM "${t}_old"`,
}

const entryAt = (number: number) => `(SELECT "entryId" FROM "LogSequence" WHERE number = ${number})`
const changedAt = (number: number) =>
  `UPDATE "AuditEntry" SET bytes = CAST(replace(CAST(bytes AS TEXT), '"done"', '"gone"') AS BLOB) WHERE id = ${entryAt(number)}`

/** Triggers taken away and put back: the start finds nothing, the export or the verifier names the entry. */
const foundByVerifier: Record<string, [statement: string, says: RegExp]> = {
  'the content of an entry': [changedAt(100), /entry 100 has not the hash|Entry 100/],
  'an entry removed': [`DELETE FROM "AuditEntry" WHERE id = ${entryAt(100)}`, /lacks entries/],
  'a place removed': [`DELETE FROM "LogSequence" WHERE number = 100`, /lacks hashes/],
  'the newest places removed': [`DELETE FROM "LogSequence" WHERE number > 200`, /lacks/],
  'the hash of a place': [
    `UPDATE "LogSequence" SET leaf = '${'0'.repeat(64)}' WHERE number = 100`,
    /entry 100 has not/,
  ],
  'two entries exchanged': [
    `UPDATE "LogSequence" SET "entryId" = CASE number WHEN 9 THEN (SELECT "entryId" FROM "LogSequence" WHERE number = 10) || '-' ELSE "entryId" END WHERE number = 9;
      UPDATE "LogSequence" SET "entryId" = (SELECT id FROM "AuditEntry" WHERE rowid = 10) WHERE number = 10;
      UPDATE "LogSequence" SET "entryId" = rtrim("entryId", '-') WHERE number = 9`,
    /entry 9 has not/,
  ],
  'the root of a tile': [`UPDATE "LogTile" SET root = zeroblob(32)`, /Hash 0 in .* is wrong/],
  'the text of a checkpoint': [
    `UPDATE "LogCheckpoint" SET note = replace(note, '${'\n'}260${'\n'}', '${'\n'}259${'\n'}')`,
    /bears no valid signature|no signed checkpoint/,
  ],
  'the newest checkpoint removed': [`DELETE FROM "LogCheckpoint" WHERE size = 260`, /^right$/],
}

let folder = ''
let base = ''
let checkpoint = ''
let copies = 0

beforeAll(async () => {
  folder = await testFolder('bypass')
  base = join(folder, 'base.db')
  await using db = await testDb('sqlite')
  await fillLog(db)
  checkpoint = (await latestCheckpoint(db))?.note ?? ''
  const shell = new Database(fileOf(db.url))
  shell.pragma('foreign_keys = off')
  for (const row of otherRows) shell.exec(row)
  shell.pragma('wal_checkpoint(TRUNCATE)')
  shell.close()
  await copyFile(fileOf(db.url), base)
})

/** Gives the cheat a copy of the filled file, and then the app what became of it. */
async function cheated(
  cheat: (shell: Database.Database) => void,
  look?: (db: Db) => Promise<void>,
): Promise<void> {
  const file = join(folder, `${copies++}.db`)
  await copyFile(base, file)
  const shell = new Database(file)
  shell.unsafeMode(true)
  try {
    cheat(shell)
  } finally {
    shell.close()
  }
  if (!look) return
  const db = await openDb(`file:${file}`)
  try {
    await look(db)
  } finally {
    await db.close()
  }
}

function withoutTriggers(shell: Database.Database, statement: string): void {
  const triggers = appendOnlyTriggers('sqlite')
  for (const name of triggers.keys()) shell.exec(`DROP TRIGGER "${name}"`)
  shell.pragma('foreign_keys = off')
  shell.exec(statement)
  for (const text of triggers.values()) shell.exec(text)
}

test.each(Object.entries(stoppedByTrigger))('%s: a trigger stops it', async (way, statement) => {
  for (const table of tables.filter((name) => name !== 'AuditPersonal' || !erasure.includes(way)))
    await cheated((shell) => {
      const before = shell.prepare(allOf(table)).all()
      expect(before.length, table).toBeGreaterThan(0)
      const sql = statement(table).replace('{file}', shell.name)
      expect(() => shell.exec(sql), table).toThrow(`${table} is append-only`)
      expect(shell.prepare(allOf(table)).all(), table).toEqual(before)
    })
})

test.each(erasure)('%s: personal data can be erased, and the log stays right', async (way) => {
  const statement = stoppedByTrigger[way]?.('AuditPersonal') ?? ''
  await cheated(
    (shell) => shell.exec(statement.replace('{file}', shell.name)),
    async (db) => {
      expect(await db.client.auditPersonal.count()).toBe(0)
      await assertAppendOnly(db)
      expect(await auditorSays(db)).toBe('right')
    },
  )
})

test.each(Object.entries(foundAtStart))('%s: the next start names the table', async (_, statement) => {
  for (const table of tables)
    await cheated(
      (shell) => shell.exec(statement(table)),
      async (db) => expect(assertAppendOnly(db), table).rejects.toThrow(`${table}_append_only`),
    )
})

test.each(Object.entries(foundByVerifier))(
  '%s, with the triggers put back: export or verifier says so',
  async (_, [statement, says]) => {
    await cheated(
      (shell) => withoutTriggers(shell, statement),
      async (db) => {
        await assertAppendOnly(db)
        expect(await auditorSays(db)).toMatch(says)
      },
    )
  },
)

test('an older state of everything is right in itself: only a checkpoint kept elsewhere shows what is gone', async () => {
  const gone = `DELETE FROM "AuditEntry" WHERE id IN (SELECT "entryId" FROM "LogSequence" WHERE number >= 256);
    DELETE FROM "LogSequence" WHERE number >= 256; DELETE FROM "LogCheckpoint" WHERE size > 256`
  await cheated(
    (shell) => withoutTriggers(shell, gone),
    async (db) => {
      await assertAppendOnly(db)
      expect(await auditorSays(db)).toBe('right')
      expect(await auditorSays(db, checkpoint)).toContain('fewer than the old one with 260')
      expect(await startSays(db, checkpoint)).toBe('history_lost')
    },
  )
})

/** The newest entry, which no other one is linked to, is another one, and everything that was signed is gone. */
const rebuilt = `${changedAt(259)}; DELETE FROM "LogSequence"; DELETE FROM "LogTile"; DELETE FROM "LogCheckpoint";
  DELETE FROM "LogEpoch"`

test('what is added out of turn gets no place: the sequencer stops or the entry waits, and staff are warned', async () => {
  const far = `INSERT INTO "LogSequence" VALUES (999, 'e', '${'0'.repeat(64)}')`
  await cheated(
    (shell) => shell.exec(far),
    async (db) => {
      await recordEvents(db, 1)
      await expect(sequenceAll(db, { signer: testSigner })).rejects.toThrow('the log lacks hashes')
      expect((await logState(db)).waitingSince).not.toBeNull()
      expect(await auditorSays(db)).toBe('right')
    },
  )
  const early = `INSERT INTO "AuditEntry" (rowid, id, at, dossier, n, act, result, "unitCode", bytes, leaf)
    VALUES (-1, 'e', CURRENT_TIMESTAMP, 'd', 1, 'a', 'done', '', '{}', '')`
  await cheated(
    (shell) => shell.exec(early),
    async (db) => {
      expect(await sequenceAll(db, { signer: testSigner })).toBe(0)
      expect((await logState(db)).waitingSince).not.toBeNull()
      expect(await auditorSays(db)).toBe('right')
    },
  )
})

test('a log rebuilt with another key: the verifier says so', async () => {
  const foreign = signerOf(newKey('test.example/log').secret)
  await cheated(
    (shell) => withoutTriggers(shell, `${rebuilt}; DELETE FROM "LogKey"`),
    async (db) => {
      await sequenceAll(db, { signer: foreign })
      await assertAppendOnly(db)
      expect(await auditorSays(db)).toContain('is not the given key')
    },
  )
})

test('a log rebuilt with the stolen key: an older checkpoint shows it, and nothing else', async () => {
  await cheated(
    (shell) => withoutTriggers(shell, rebuilt),
    async (db) => {
      await sequenceAll(db, { signer: testSigner })
      await assertAppendOnly(db)
      expect(await auditorSays(db)).toBe('right')
      expect(await auditorSays(db, checkpoint)).toContain('history was rewritten')
      expect(await startSays(db, checkpoint)).toBe('history_differs')
    },
  )
})
