import { randomBytes } from 'node:crypto'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { testFolder } from '#fixtures/folder.ts'
import { chunkSize, cipherSize, encrypted, openCipher, streamOf } from './file-cipher.server.ts'

let path = ''
beforeAll(async () => {
  path = join(await testFolder('cipher'), 'file')
})

const key = randomBytes(32)
/** a chunk with its tag */
const stored = chunkSize + 16
const header = 16

const written = (pieces: readonly Uint8Array[]) => buffer(encrypted(pieces, key))

async function decrypted(bytes: Uint8Array, withKey = key): Promise<Buffer> {
  await writeFile(path, bytes)
  return buffer(streamOf(await openCipher(path, withKey)))
}

test.each([0, 1, 5, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 5_000_000])(
  '%i bytes come back as they were',
  async (size) => {
    const content = randomBytes(size)
    const bytes = await written([content])
    expect(bytes.length).toBe(cipherSize(size))
    expect((await decrypted(bytes)).equals(content)).toBe(true)
  },
)

test('how it arrives makes no difference to what is written', async () => {
  const content = randomBytes(3 * chunkSize + 77)
  const pieces = Array.from({ length: Math.ceil(content.length / 1000) }, (_, n) =>
    content.subarray(n * 1000, (n + 1) * 1000),
  )
  expect((await written(pieces)).equals(await written([content]))).toBe(true)
})

test('any range is read without the rest, and nothing beyond the end', async () => {
  const content = randomBytes(2 * chunkSize + 100)
  await writeFile(path, await written([content]))
  const opened = await openCipher(path, key)
  for (const [at, length] of [
    [0, 10],
    [chunkSize - 3, 6],
    [chunkSize, chunkSize],
    [10, 2 * chunkSize],
    [content.length - 5, 50],
    [content.length, 1],
  ] as const)
    expect((await opened.read(at, length)).equals(content.subarray(at, at + length))).toBe(true)
  await opened.close()
})

test('a changed byte is reported in every part, before any of its chunk is given out', async () => {
  const content = randomBytes(2 * chunkSize + 100)
  const bytes = await written([content])
  for (const [part, at] of Object.entries({
    header: 3,
    'first chunk': header,
    'its middle': header + 30_000,
    'its tag': header + stored - 1,
    'second chunk': header + stored,
    'last chunk': header + 2 * stored,
    'the last tag': bytes.length - 1,
  })) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    await writeFile(path, changed)
    const given: Buffer[] = []
    const read = async () => {
      for await (const piece of streamOf(await openCipher(path, key))) given.push(piece)
    }
    await expect(read(), part).rejects.toThrow(/is not what was stored|is no stored file/)
    const whole = Math.max(0, Math.floor((at - header) / stored)) * chunkSize
    expect(Buffer.concat(given).equals(content.subarray(0, whole)), part).toBe(true)
  }
})

test('a file cut off anywhere is an error, never a shorter file; so is one with more behind it', async () => {
  const bytes = await written([randomBytes(2 * chunkSize)])
  for (const length of [
    0,
    10,
    header,
    header + 10,
    header + 16,
    header + stored - 16,
    header + stored,
    header + stored + 1,
  ])
    await expect(decrypted(bytes.subarray(0, length)), String(length)).rejects.toThrow()
  await expect(decrypted(bytes.subarray(0, -1))).rejects.toThrow()
  await expect(decrypted(Buffer.concat([bytes, Buffer.alloc(1)]))).rejects.toThrow()
  await expect(decrypted(Buffer.concat([bytes, bytes.subarray(header, header + stored)]))).rejects.toThrow()
})

test('chunks that change places, and one left out, are reported', async () => {
  const bytes = await written([randomBytes(3 * chunkSize)])
  const chunk = (n: number) => bytes.subarray(header + n * stored, header + (n + 1) * stored)
  const head = bytes.subarray(0, header)
  await expect(decrypted(Buffer.concat([head, chunk(1), chunk(0), chunk(2)]))).rejects.toThrow('chunk 0')
  await expect(decrypted(Buffer.concat([head, chunk(0), chunk(2)]))).rejects.toThrow('chunk 1')
})

test('another key opens nothing', async () => {
  await expect(decrypted(await written([Buffer.from('abc')]), randomBytes(32))).rejects.toThrow('chunk 0')
  await expect(decrypted(await written([]), randomBytes(32))).rejects.toThrow('chunk 0')
})

test('a file that shrinks while it is read is an error', async () => {
  await writeFile(path, await written([randomBytes(4 * chunkSize)]))
  const opened = await openCipher(path, key)
  await opened.read(0, 1)
  await truncate(path, header + stored)
  await expect(buffer(streamOf(opened))).rejects.toThrow('is not what was stored')
  expect((await readFile(path)).length).toBe(header + stored)
})
