import { execFile } from 'node:child_process'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { openStored } from '#app/db/file.server.ts'
import { type Db, openDb } from '#app/db/client.server.ts'
import { filesAreAsLogged } from '#app/db/file-invariant.server.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { personalOpensItsCommitment } from '#app/db/personal-invariant.server.ts'
import { testDb } from '#app/db/testing.ts'
import type { ErasureKind } from '#app/domain/audit/erasures.ts'
import { newKey, signerOf } from '#app/platform/audit-key.server.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import { env } from '#app/platform/env.server.ts'
import { askEpoch, declareEpoch } from '#app/services/admin/epoch.server.ts'
import { askErasure, erasePersonal } from '#app/services/admin/erasure.server.ts'
import { replayErasures } from '#app/services/admin/erasure-list.server.ts'
import { addAttachment } from '#app/services/application/attach.server.ts'
import { startApplication } from '#app/services/application/start.server.ts'
import { record } from '#app/services/audit.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { drain } from '../run.ts'
import { keepErasures } from './keep-erasures.ts'
import { sequenceAll } from './sequencer.ts'
import { testKey, testSigner } from './testing.ts'

let folder = ''
beforeAll(async () => {
  folder = await testFolder('again')
  env.dataDir = folder
})

const address = '192.0.2.7'

/** An entry with an address and a reason of one person, and a file of another. */
async function someValues(db: Db): Promise<{ entry: string; file: string }> {
  await seedCast(db)
  const entry = await db.transact((tx) =>
    record(
      tx,
      { ...ctxOf(db, 'suzhou_handler'), ip: address },
      {
        act: 'application.uphold',
        dossier: 'application:1',
        object: { type: 'appeal', id: '1' },
        reason: '张三的电话是 13800138000',
      },
    ),
  )
  const ctx = { ...ctxOf(db, 'kunshan_applicant'), ip: address }
  const { id } = held(
    await startApplication(ctx, { guidelineId: await anOpenGuideline(db), channel: 'local' }),
  )
  const input = { applicationId: id, slot: 'business_licence', name: '身份证.pdf', content: aPdf }
  return { entry, file: held(await addAttachment(ctx, input)).id }
}

async function erase(db: Db, kind: ErasureKind, target: string): Promise<void> {
  const { id } = held(await askErasure(ctxOf(db, 'sec_admin'), { kind, target, reason: '本人申请' }))
  held(await erasePersonal(ctxOf(db, 'audit_admin'), { id }))
}

/** What can still be read: addresses of the applicant, values of the entry, the file. */
async function readable(db: Db, { entry, file }: { entry: string; file: string }) {
  const of = await db.client.auditEntry.findMany({ where: { actorId: 'user-kunshan_applicant' } })
  const content = await openStored(db.client, file)
  await content?.close()
  const { name } = await db.client.storedFile.findUniqueOrThrow({ where: { id: file } })
  return {
    addresses: await db.client.auditPersonal.count({
      where: { field: 'actor.ip', entryId: { in: of.map(({ id }) => id) } },
    }),
    values: await db.client.auditPersonal.count({ where: { entryId: entry } }),
    file: content !== null,
    name,
  }
}

const all = { addresses: 2, values: 2, file: true, name: '身份证.pdf' }
const nothing = { addresses: 0, values: 0, file: false, name: '已删除.pdf' }
const breaches = async (db: Db) => [
  ...(await personalOpensItsCommitment(db)),
  ...(await filesAreAsLogged(db)),
]

test.each(['sqlite', 'postgres'] as const)(
  'on %s what was erased does not come back with an old backup',
  async (dialect) => {
    const checkpointFile = join(folder, dialect, 'checkpoint')
    await mkdir(join(folder, dialect))
    Object.assign(env, { auditCheckpointFile: checkpointFile, auditKey: testKey.secret })
    const options = { signer: testSigner, checkpointFile }
    await using first = await testDb(dialect)
    const made = await someValues(first)
    await sequenceAll(first, options)
    await first.close()
    await using backup = await testDb(dialect, first.url)
    await using second = await testDb(dialect, first.url)

    const later = await openDb(first.url)
    expect(await readable(later, made)).toEqual(all)
    await erase(later, 'entry', made.entry)
    await erase(later, 'person', 'user-kunshan_applicant')
    await erase(later, 'file', made.file)
    await drain(later, { sweep: false })
    expect(await readable(later, made)).toEqual(nothing)
    await sequenceAll(later, options)
    expect(await breaches(later)).toEqual([])
    await later.close()
    const list = await readFile(erasureFile(checkpointFile), 'utf8')
    expect(list.split('\n').filter((line) => line.startsWith('{'))).toHaveLength(3)

    expect(await readable(backup, made)).toEqual(all)
    await sequenceAll(backup, options)
    expect(await readHalt(backup)).toMatchObject({ code: 'history_lost', readOnly: true })
    expect(await readable(backup, made)).toEqual(nothing)
    expect(await breaches(backup)).toEqual([])
    const [asking, answering] = [ctxOf(backup, 'sec_admin'), ctxOf(backup, 'audit_admin')]
    const act = { ...held(await askEpoch(asking, { reason: '只有旧备份' })), version: 0 }

    await writeFile(erasureFile(checkpointFile), list.replace('"file"', '"entry"'))
    expect(await declareEpoch(answering, act)).toMatchObject({ refusal: { code: 'erasures_unreadable' } })
    await writeFile(erasureFile(checkpointFile), list)
    held(await declareEpoch(answering, act))
    await sequenceAll(backup, options)
    expect(await readHalt(backup)).toBeNull()
    expect(await readable(backup, made)).toEqual(nothing)
    expect(await breaches(backup)).toEqual([])
    const again = await backup.client.auditEntry.findMany({ where: { act: 'audit.erase_again' } })
    expect(again.map(({ n, actorId }) => [n, actorId])).toEqual([1, 2, 3].map(() => [1, 'system']))

    const settings = { ...process.env, DATABASE_URL: second.url, AUDIT_CHECKPOINT_FILE: checkpointFile }
    const script = join(import.meta.dirname, '../../scripts/erase-again.ts')
    const command = () => promisify(execFile)(process.execPath, [script], { env: settings })
    expect((await command()).stdout).toMatch(/^5 values and files erased again/)
    expect(await readable(second, made)).toEqual(nothing)
    const repeated = { file: erasureFile(checkpointFile), now: new Date() }
    expect(await replayErasures(second, [testSigner.key], repeated)).toBe(0)
  },
  60_000,
)

test('nothing becomes writable while the list cannot be read, also after the declaration', async () => {
  const checkpointFile = join(folder, 'damaged')
  Object.assign(env, { auditCheckpointFile: checkpointFile, auditKey: testKey.secret })
  const options = { signer: testSigner, checkpointFile }
  await using first = await testDb()
  const made = await someValues(first)
  await sequenceAll(first, options)
  await first.close()
  await using backup = await testDb('sqlite', first.url)
  const later = await openDb(first.url)
  await erase(later, 'file', made.file)
  await drain(later, { sweep: false })
  await sequenceAll(later, options)
  await later.close()

  const list = await readFile(erasureFile(checkpointFile), 'utf8')
  await sequenceAll(backup, { ...options, checkpointFile: join(folder, 'elsewhere') })
  const act = { ...held(await askEpoch(ctxOf(backup, 'sec_admin'), { reason: '旧备份' })), version: 0 }
  held(await declareEpoch(ctxOf(backup, 'audit_admin'), act))
  await appendFile(erasureFile(checkpointFile), 'x')
  expect(await sequenceAll(backup, options)).toBe(0)
  expect(await readHalt(backup)).toMatchObject({ code: 'history_lost' })
  expect((await readable(backup, made)).file).toBe(true)
  await writeFile(erasureFile(checkpointFile), list)
  expect(await sequenceAll(backup, options)).toBeGreaterThan(0)
  expect((await readable(backup, made)).file).toBe(false)
})

test('a person who goes on working keeps the addresses of later entries', async () => {
  const checkpointFile = join(folder, 'working')
  env.auditCheckpointFile = checkpointFile
  await using db = await testDb()
  const made = await someValues(db)
  await sequenceAll(db, { signer: testSigner, checkpointFile })
  await erase(db, 'person', 'user-kunshan_applicant')
  await drain(db, { sweep: false })
  const now = new Date('2027-01-01T00:00:00Z')
  const ctx = { ...ctxOf(db, 'kunshan_applicant', { now }), ip: '192.0.2.8' }
  await db.transact((tx) =>
    record(tx, ctx, {
      act: 'enterprise.save_profile',
      dossier: 'enterprise:1',
      object: { type: 'enterprise', id: '1' },
      after: { fields: [] },
    }),
  )
  expect((await readable(db, made)).addresses).toBe(1)
  expect(await replayErasures(db, [], { file: erasureFile(checkpointFile), now })).toBe(0)
  expect((await readable(db, made)).addresses).toBe(1)
  expect(await breaches(db)).toEqual([])
})

test('the list loses nothing, is signed anew by a new key, and believes no other', async () => {
  const file = join(folder, 'list')
  await using db = await testDb()
  const made = await someValues(db)
  await erase(db, 'file', made.file)
  await keepErasures(db, testSigner, file)
  const known = await readFile(file, 'utf8')
  await keepErasures(db, testSigner, file)
  expect(await readFile(file, 'utf8')).toBe(known)

  await using restored = await testDb()
  await someValues(restored)
  await erase(restored, 'person', 'user-kunshan_applicant')
  await keepErasures(restored, testSigner, file)
  expect((await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('{'))).toHaveLength(2)

  const stranger = signerOf(newKey('test.example/log').secret)
  const replay = replayErasures(restored, [stranger.key], { file, now: new Date() })
  await expect(replay).rejects.toThrow('is not a list of erasures that this log has signed')
  await expect(keepErasures(restored, stranger, file)).rejects.toThrow('has signed')
})
