import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from './env.server.ts'
import { filePath, readFileStream, storeFile } from './files.server.ts'
import { newId } from './id.ts'

beforeAll(async () => {
  env.dataDir = await mkdtemp(join(tmpdir(), 'qixiang-files-'))
})

afterAll(() => rm(env.dataDir, { recursive: true }))

test('a stored file is found by its id, with its size and hash', async () => {
  const id = newId()
  const stored = await storeFile(id, Readable.from([Buffer.from('启'), Buffer.from('项')]))
  expect(stored).toEqual({
    ok: true,
    value: { size: 6, sha256: createHash('sha256').update('启项').digest('hex') },
  })
  expect(await text(readFileStream(id))).toBe('启项')
})

test('a web stream is stored like a file', async () => {
  const id = newId()
  await storeFile(id, new Blob(['abc']).stream())
  expect(await readFile(filePath(id), 'utf8')).toBe('abc')
})

test('an upload beyond the limit is stopped on the way and leaves nothing', async () => {
  const id = newId()
  let sent = 0
  async function* endless() {
    for (;;) {
      sent += 1000
      yield Buffer.alloc(1000)
    }
  }
  const stored = await storeFile(id, Readable.from(endless()), { limit: 100_000 })
  expect(stored).toMatchObject({ ok: false, refusal: { code: 'file_too_large', status: 413 } })
  expect(sent).toBeLessThan(300_000)
  expect((await readdir(dirname(filePath(id)))).filter((name) => name.includes(id))).toEqual([])
})

test('a broken upload leaves nothing', async () => {
  const id = newId()
  const broken = new Readable({
    read() {
      this.destroy(new Error('connection lost'))
    },
  })
  await expect(storeFile(id, broken)).rejects.toThrow('connection lost')
  expect((await readdir(dirname(filePath(id)))).filter((name) => name.includes(id))).toEqual([])
})

test('no id leads out of the folder', () => {
  expect(() => filePath('../../etc/passwd')).toThrow('not a file id')
})
