import { beforeAll, expect, test } from 'vitest'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { fileOf } from '#app/db/address.ts'
import type { Breach } from '#app/db/breach.ts'
import { openDb } from '#app/db/client.server.ts'
import { checkLog, logIsAsSigned, type ReadRows, unsoundPages } from '#app/db/log-check.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { judgeHistory } from '#app/services/audit-history.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { randomOf } from '#fixtures/random.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents, testSigner } from './testing.ts'

/** How many single-byte changes of the database file are tried; `npm run tamper` tries 5,000. */
const samples = Number(process.env.AUDIT_SAMPLES ?? 200)

const tables = ['AuditEntry', 'LogSequence', 'LogTile', 'LogCheckpoint', 'LogKey', 'LogDay']
/** When something was signed or noted: shown, and nothing rests on it; the entries have their own times. */
const unproven = ['LogCheckpoint.signedAt', 'LogKey.at', 'LogDay.day']

let folder = ''
let honest = Buffer.alloc(0)
beforeAll(async () => {
  folder = await testFolder('tamper')
  await using db = await testDb()
  for (const count of [90, 100, 80]) {
    await recordEvents(db, count)
    await sequenceAll(db, { signer: testSigner })
  }
  await recordEvents(db, 2, { name: 'waiting' })
  await db.client.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
  await cp(fileOf(db.url), join(folder, 'honest.db'))
  honest = await readFile(join(folder, 'honest.db'))
  // a deserialised database knows no write-ahead log: the file says that it has one in bytes 18 and 19
  honest.fill(1, 18, 20)
}, 180_000)

function reader(sqlite: Database.Database): ReadRows {
  return async <T>(statement: string) => sqlite.prepare<[], T>(statement).all()
}

function withoutTriggers(sqlite: Database.Database): Database.Database {
  const triggers = sqlite.prepare<[], { name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'trigger'`,
  )
  for (const { name } of triggers.all()) sqlite.exec(`DROP TRIGGER "${name}"`)
  return sqlite
}

type Found = { breaches: Breach[]; content: Map<string, string> | null }

/** What the check finds in these bytes of a database, and what the tables say, when they can be read at all. */
async function lookAt(bytes: Buffer): Promise<Found> {
  const damaged = { invariant: 'log_is_as_signed', subject: 'database', expected: 'readable', found: 'not' }
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(bytes)
    const breaches = [...(await unsoundPages(reader(sqlite))), ...(await checkLog(reader(sqlite)))]
    return { breaches, content: contentOf(sqlite) }
  } catch {
    return { breaches: [damaged], content: null }
  } finally {
    sqlite?.close()
  }
}

/** Every value of the log's tables, by column. */
function contentOf(sqlite: Database.Database): Map<string, string> {
  const content = new Map<string, string>()
  for (const table of tables)
    for (const row of sqlite
      .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY 1`)
      .all())
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value) ? value.toString('hex') : `${typeof value} ${value}`
        content.set(`${table}.${column}`, `${content.get(`${table}.${column}`) ?? ''}${text}\n`)
      }
  return content
}

/** Pages of the log's tables and of their indexes, from 0. */
function pagesOfLog(): number[] {
  const sqlite = new Database(honest)
  const list = tables.map((table) => `'${table}'`).join(', ')
  const rows = sqlite
    .prepare<[], { page: number }>(
      `SELECT pageno - 1 AS page FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (${list}))`,
    )
    .all()
  sqlite.close()
  return rows.map(({ page }) => page)
}

test(
  'every sampled single-byte change of the log in the database file is reported, or says the same',
  async () => {
    const { breaches, content } = await lookAt(honest)
    expect(breaches).toEqual([])
    const random = randomOf(20_261_122)
    const pages = pagesOfLog()
    const pageSize = honest.readUInt16BE(16)
    const counts = { reported: 0, same: 0, unproven: 0 }
    const missed: number[] = []
    for (let sample = 0; sample < samples; sample++) {
      const at = (pages[random(pages.length)] ?? 0) * pageSize + random(pageSize)
      const changed = Buffer.from(honest)
      changed[at] = (changed[at] ?? 0) ^ (1 + random(255))
      const found = await lookAt(changed)
      await setImmediate()
      const columns = [...(content ?? [])].filter(([column, text]) => found.content?.get(column) !== text)
      if (found.breaches.length > 0) counts.reported++
      else if (columns.length === 0) counts.same++
      else if (columns.every(([column]) => unproven.includes(column))) counts.unproven++
      else missed.push(at)
    }
    console.info(`${samples} changes: ${JSON.stringify(counts)}`)
    expect(missed).toEqual([])
    expect(counts.reported).toBeGreaterThan(samples / 3)
  },
  Math.max(180_000, samples * 400),
)

/** What somebody who can write the tables past every trigger might do to the log, and what is named. */
const deeds: [deed: string, subject: RegExp][] = [
  [
    `DELETE FROM "AuditEntry" WHERE id = (SELECT "entryId" FROM "LogSequence" WHERE "number" = 7)`,
    /^place 7 entry$/,
  ],
  [`DELETE FROM "LogSequence" WHERE "number" = 7`, /^place 8$/],
  [`DELETE FROM "LogSequence" WHERE "number" >= 260`, /^checkpoint 270$/],
  [`DELETE FROM "LogTile"`, /^tile 0\/0$/],
  [`UPDATE "LogTile" SET root = zeroblob(32)`, /^tile 0\/0 root$/],
  [
    `UPDATE "AuditEntry" SET act = 'session.closed' WHERE id = (SELECT "entryId" FROM "LogSequence" WHERE "number" = 3)`,
    /^entry 3 act$/,
  ],
  [
    `UPDATE "AuditEntry" SET "actorId" = 'user-leader' WHERE id = (SELECT "entryId" FROM "LogSequence" WHERE "number" = 3)`,
    /^entry 3 actorId$/,
  ],
  [`UPDATE "AuditEntry" SET "at" = '2020-01-01T00:00:00.000+00:00' WHERE dossier = 'test:1'`, /^entry 1 at$/],
  [`UPDATE "AuditEntry" SET "unitCode" = '320100' WHERE dossier = 'test:1'`, /^entry 1 unitCode$/],
  [
    `UPDATE "AuditEntry" SET bytes = replace(bytes, 'test', 'text') WHERE dossier = 'test:1'`,
    /^entry 1 leaf$/,
  ],
  [`UPDATE "LogSequence" SET leaf = replace(leaf, 'a', 'b')`, /^place \d+ leaf$/],
  [
    `UPDATE "LogSequence" SET "number" = "number" + 1000 WHERE "number" = 5; UPDATE "LogSequence" SET "number" = 5 WHERE "number" = 6; UPDATE "LogSequence" SET "number" = 6 WHERE "number" = 1005`,
    /^checkpoint 90$/,
  ],
  [
    `UPDATE "LogCheckpoint" SET root = (SELECT root FROM "LogCheckpoint" WHERE size = 270) WHERE size = 90`,
    /^checkpoint 90/,
  ],
  [
    `UPDATE "LogCheckpoint" SET note = replace(note, 'test.example', 'fake.example')`,
    /^checkpoint \d+ signature$/,
  ],
  [`UPDATE "LogKey" SET "fromSize" = 200`, /^checkpoint 90 signature$/],
]

test.each(deeds)('%s is named', async (deed, subject) => {
  const sqlite = withoutTriggers(new Database(honest))
  sqlite.exec(deed)
  const found = await checkLog(reader(sqlite))
  sqlite.close()
  expect(found.map((one) => one.subject)).toContainEqual(expect.stringMatching(subject))
})

test('a log cut behind a checkpoint, or rebuilt with the stolen key, is sound by itself: one kept outside tells', async () => {
  const kept = join(folder, 'kept')
  const file = join(folder, 'cut.db')
  await cp(join(folder, 'honest.db'), file)
  const sqlite = withoutTriggers(new Database(file))
  const [newest] = await reader(sqlite)<{ note: string }>(
    `SELECT note FROM "LogCheckpoint" ORDER BY size DESC`,
  )
  await writeFile(kept, newest?.note ?? '')
  sqlite.exec(`DELETE FROM "LogTile"; DELETE FROM "LogDay" WHERE size > 190; DELETE FROM "LogCheckpoint" WHERE size > 190;
    DELETE FROM "LogSequence" WHERE "number" >= 190;
    DELETE FROM "AuditEntry" WHERE id NOT IN (SELECT "entryId" FROM "LogSequence")`)
  sqlite.close()
  const cut = await openDb(`file:${file}`)
  expect(await logIsAsSigned(cut)).toEqual([])
  expect((await judgeHistory(cut, [testSigner.key], kept)).halt).toMatchObject({ code: 'history_lost' })
  await cut.close()

  await using rebuilt = await testDb()
  await recordEvents(rebuilt, 280, { name: 'rewritten' })
  await sequenceAll(rebuilt, { signer: testSigner })
  expect(await logIsAsSigned(rebuilt)).toEqual([])
  expect((await judgeHistory(rebuilt, [testSigner.key], kept)).halt).toMatchObject({
    code: 'history_differs',
  })
})

eachDialect('an honest log is found as it was signed', async (db) => {
  await recordEvents(db, 300)
  await sequenceAll(db, { signer: testSigner })
  await recordEvents(db, 3)
  expect(await logIsAsSigned(db)).toEqual([])
})
