import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { env } from './env.server.ts'
import { streamOf } from './file-cipher.server.ts'
import { discardFile, filePath, openFile, storeFile } from './files.server.ts'
import { newId } from './id.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const contentIn = async (id: string, wrappedKey: string) => text(streamOf(await openFile({ id, wrappedKey })))

test('a stored file is found by its id, with its size, the hash of its content and that of its bytes on disk', async () => {
  const id = newId()
  const stored = held(await storeFile(id, Readable.from([Buffer.from('启'), Buffer.from('项')])))
  expect(stored).toEqual({
    size: 6,
    plainSha256: sha256('启项'),
    cipherSha256: sha256(await readFile(filePath(id))),
    wrappedKey: expect.stringMatching(/^v1\.[0-9a-f]{8}\./),
  })
  expect(await contentIn(id, stored.wrappedKey)).toBe('启项')
})

test('the same content twice is two files that have nothing in common on disk, and neither shows it', async () => {
  const secret = '张三 13800138000 '.repeat(10_000)
  const [first, second] = [newId(), newId()]
  const [one, two] = [
    held(await storeFile(first, Buffer.from(secret))),
    held(await storeFile(second, Buffer.from(secret))),
  ]
  expect([one.plainSha256, one.size]).toEqual([two.plainSha256, two.size])
  expect(one.cipherSha256).not.toBe(two.cipherSha256)
  for (const name of await readdir(env.dataDir, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const bytes = await readFile(join(name.parentPath, name.name))
    for (const part of ['张三', '13800138000', Buffer.from(secret).subarray(1000, 1008)])
      expect(bytes.includes(part)).toBe(false)
  }
  await expect(openFile({ id: second, wrappedKey: one.wrappedKey })).rejects.toThrow()
})

test('without its key, or with another FIELD_KEY, a file cannot be opened', async () => {
  const id = newId()
  const { wrappedKey } = held(await storeFile(id, Buffer.from('abc')))
  const own = env.fieldKey
  env.fieldKey = randomBytes(32).toString('base64')
  await expect(openFile({ id, wrappedKey })).rejects.toThrow('which FIELD_KEY does not name')
  env.fieldKey = `${env.fieldKey} ${own}`
  expect(await contentIn(id, wrappedKey)).toBe('abc')
  env.fieldKey = own
  await discardFile(id)
  await expect(openFile({ id, wrappedKey })).rejects.toThrow('ENOENT')
})

test('a web stream is stored like a file', async () => {
  const id = newId()
  const { wrappedKey } = held(await storeFile(id, new Blob(['abc']).stream()))
  expect(await contentIn(id, wrappedKey)).toBe('abc')
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
