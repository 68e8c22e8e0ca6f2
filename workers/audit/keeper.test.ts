import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { latestCheckpoint } from '#app/db/log.server.ts'
import { testDb } from '#app/db/testing.ts'
import { formatCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { newKey, sha256, signerOf, signNote } from '#app/platform/audit-key.server.ts'
import { checkHistory } from '#app/services/audit-history.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { openSequencer, sequenceAll } from './sequencer.ts'
import { recordEvents, testSigner } from './testing.ts'

let folder = ''
let file = ''
beforeAll(async () => {
  folder = await testFolder('keeper')
})
beforeEach(async () => {
  file = join(await mkdtemp(join(folder, 'disk-')), 'checkpoint')
})

const present = () => readFile(file, 'utf8')
const forged = (size: number, signer = testSigner) =>
  signNote(signer, formatCheckpoint({ origin: signer.key.name, size, root: sha256(Buffer.from('other')) }))

test('the file follows the log at most once a second, as a whole, and at the end', async () => {
  await using db = await testDb()
  let clock = new Date('2026-03-18T09:00:00Z')
  const after = (ms: number) => (clock = new Date(clock.getTime() + ms))
  const sequencer = openSequencer(db, { signer: testSigner, checkpointFile: file, now: () => clock })
  const sizes: string[] = []
  for (const [count, wait] of [
    [3, 0],
    [3, 300],
    [3, 300],
    [0, 500],
    [3, 10],
  ] as const) {
    await recordEvents(db, count)
    after(wait)
    await sequencer.step()
    sizes.push((await present()).split('\n')[1] ?? '')
  }
  expect(sizes).toEqual(['3', '3', '3', '9', '9'])
  await sequencer.end()
  expect(await present()).toBe((await latestCheckpoint(db))?.note)
  expect(await readdir(join(file, '..'))).toEqual(['checkpoint'])
})

test('another text in the file stops the signing, until what belongs there is back', async () => {
  await using db = await testDb()
  const options = { signer: testSigner, checkpointFile: file }
  await recordEvents(db, 4)
  await sequenceAll(db, options)
  const older = await present()
  await recordEvents(db, 4)
  await sequenceAll(db, options)
  const whole = await present()

  const foreign = signerOf(newKey('test.example/log').secret)
  const elsewhere = signerOf(newKey('other.example/log', new Uint8Array(32).fill(7)).secret)
  for (const [text, code] of [
    ['', 'checkpoint_damaged'],
    ['junk\n', 'checkpoint_damaged'],
    [whole.replace('\n8\n', '\n9\n'), 'checkpoint_damaged'],
    [await forged(8, foreign), 'checkpoint_damaged'],
    [await forged(8, elsewhere), 'checkpoint_damaged'],
    [await forged(8), 'history_differs'],
    [await forged(3), 'history_differs'],
    [await forged(9), 'history_lost'],
  ] as const) {
    await writeFile(file, text)
    await recordEvents(db, 1)
    expect([text, await sequenceAll(db, options)]).toEqual([text, 0])
    expect(await readHalt(db)).toMatchObject({ code, readOnly: code.startsWith('history') })
    expect(await present()).toBe(text)
  }
  await writeFile(file, older)
  expect(await sequenceAll(db, options)).toBe(8)
  expect(await readHalt(db)).toBeNull()
  expect((await present()).split('\n')[1]).toBe('16')
})

test('a leader notices within a second that its file was replaced or removed', async () => {
  await using db = await testDb()
  let clock = new Date('2026-03-18T09:00:00Z')
  const sequencer = openSequencer(db, { signer: testSigner, checkpointFile: file, now: () => clock })
  const grow = async () => {
    await recordEvents(db, 2)
    clock = new Date(clock.getTime() + 1_100)
    return sequencer.step()
  }
  expect(await grow()).toBe(2)
  const kept = await present()
  await writeFile(file, await forged(50))
  expect(await grow()).toBe(0)
  await rm(file)
  expect(await grow()).toBe(0)
  expect(await readHalt(db)).toMatchObject({ code: 'history_lost' })
  await writeFile(file, kept)
  expect(await grow()).toBe(6)
})

test('a signed log without its file is read-only from the start, until the file is back; a first start is not', async () => {
  await using db = await testDb()
  const options = { signer: testSigner, checkpointFile: file }
  const own = [testSigner.key]
  const start = async () => (await checkHistory(db, own, file)).halt
  expect(await start()).toBeNull()
  await recordEvents(db, 2)
  expect(await start()).toBeNull()
  expect(await sequenceAll(db, options)).toBe(2)
  await rm(file)
  expect(await start()).toBeNull()
  await recordEvents(db, 2)
  expect(await sequenceAll(db, options)).toBe(2)
  const kept = await present()

  await rm(file)
  expect(await start()).toEqual({ code: 'checkpoint_missing', params: { file, own: 4 } })
  expect(await readHalt(db)).toMatchObject({ code: 'checkpoint_missing', readOnly: true })
  await recordEvents(db, 1)
  expect(await sequenceAll(db, options)).toBe(0)
  await expect(present()).rejects.toThrow('ENOENT')
  await writeFile(file, kept)
  expect(await sequenceAll(db, options)).toBe(1)
  expect(await readHalt(db)).toBeNull()
})

test('a leader that runs writes a file anew that was removed, by what it remembers', async () => {
  await using db = await testDb()
  let clock = new Date('2026-03-18T09:00:00Z')
  const sequencer = openSequencer(db, { signer: testSigner, checkpointFile: file, now: () => clock })
  for (let size = 2; size <= 8; size += 2) {
    await recordEvents(db, 2)
    clock = new Date(clock.getTime() + 1_100)
    expect(await sequencer.step()).toBe(2)
    expect((await present()).split('\n')[1]).toBe(`${size}`)
    await rm(file)
  }
})

test('a file on a disk that is not there stops the signing and says so', async () => {
  await using db = await testDb()
  let clock = new Date('2026-03-18T09:00:00Z')
  const onNoDisk = join(folder, 'not-there', 'checkpoint')
  const sequencer = openSequencer(db, {
    signer: testSigner,
    checkpointFile: onNoDisk,
    now: () => clock,
  })
  await recordEvents(db, 2)
  await sequencer.step()
  await recordEvents(db, 2)
  clock = new Date(clock.getTime() + 1_100)
  expect(await sequencer.step()).toBe(0)
  expect(await readHalt(db)).toEqual({
    code: 'checkpoint_unwritable',
    params: { file: onNoDisk },
    readOnly: false,
  })
})

test('a key that is not the log’s signs nothing', async () => {
  await using db = await testDb()
  await recordEvents(db, 2)
  await sequenceAll(db, { signer: testSigner, checkpointFile: file })
  await recordEvents(db, 2)
  const other = signerOf(newKey('test.example/log').secret)
  expect(await sequenceAll(db, { signer: other })).toBe(0)
  expect(await sequenceAll(db, { signer: other, checkpointFile: file })).toBe(0)
  expect(await readHalt(db)).toMatchObject({ code: 'key_changed', readOnly: false })
  expect(await sequenceAll(db, { signer: testSigner, checkpointFile: file })).toBe(2)
  expect(await readHalt(db)).toBeNull()
})

/** As a restore beneath running programs does it: nothing of the log behind `size` is left. */
async function putBack(db: Db, size: number): Promise<void> {
  for (const [table, column] of [
    ['LogCheckpoint', `size > ${size}`],
    ['LogSequence', `number >= ${size}`],
  ]) {
    await db.client.$executeRawUnsafe(`DROP TRIGGER IF EXISTS "${table}_append_only_delete"`)
    await db.client.$executeRawUnsafe(`DELETE FROM "${table}" WHERE ${column}`)
  }
}

test('a database that is put back beneath a running leader never gets over the newer checkpoint', async () => {
  await using db = await testDb()
  let clock = new Date('2026-03-18T09:00:00Z')
  const sequencer = openSequencer(db, { signer: testSigner, checkpointFile: file, now: () => clock })
  const grow = async (count: number, ms: number) => {
    await recordEvents(db, count)
    clock = new Date(clock.getTime() + ms)
    return sequencer.step()
  }
  for (let i = 0; i < 3; i++) expect(await grow(2, 1_100)).toBe(2)
  const kept = await present()
  await putBack(db, 4)
  await grow(1, 300)
  await grow(9, 300)
  expect(await present()).toBe(kept)
  expect(await grow(1, 1_100)).toBe(0)
  expect(await present()).toBe(kept)
  expect(await readHalt(db)).toMatchObject({ readOnly: true })
})
