import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { env } from './env.server.ts'
import { type Content, encrypting, openCipher } from './file-cipher.server.ts'
import { seal, unseal } from './sealed.server.ts'

export type Stored = {
  /** bytes of the content */
  size: number
  /** lower-case SHA-256 of the content: what its owner can compare */
  plainSha256: string
  /** of the bytes on disk: what enters the log */
  cipherSha256: string
  /** the file's key, sealed by FIELD_KEY for this file alone */
  wrappedKey: string
}

/**
 * Streams an upload to its place under DATA_DIR, encrypted under a key of its own: written beside it, flushed to disk,
 * then renamed, so that a file that is there is whole. `id` is a uuidv7 whose date is the folder.
 * Refusals: `file_too_large` (413) as soon as `limit` bytes (default FILE_LIMIT) are passed, `file_empty`.
 */
export async function storeFile(
  id: string,
  content: Readable | ReadableStream<Uint8Array> | Uint8Array,
  { limit = env.fileLimit }: { limit?: number } = {},
): Promise<Result<Stored>> {
  const path = filePath(id)
  const partial = `${path}.part`
  const key = randomBytes(32)
  const [plain, cipher] = [measuring(limit), measuring()]
  await mkdir(dirname(path), { recursive: true })
  try {
    await pipeline(
      readable(content),
      plain.stream,
      encrypting(key),
      cipher.stream,
      createWriteStream(partial, { flush: true }),
    )
    const { size, sha256 } = plain.measured()
    if (size === 0) return refuse('file_empty')
    await rename(partial, path)
    await flushFolder(dirname(path))
    const wrappedKey = seal(key.toString('base64'), placeOf(id))
    return done({ size, plainSha256: sha256, cipherSha256: cipher.measured().sha256, wrappedKey })
  } catch (error) {
    if (error instanceof TooLarge)
      return refuse('file_too_large', { megabytes: limit / 1024 ** 2 }, { status: 413 })
    throw error
  } finally {
    await rm(partial, { force: true })
  }
}

/** The content of a stored file; the caller closes it. @throws when there is none, it was altered or the key is another */
export async function openFile({ id, wrappedKey }: { id: string; wrappedKey: string }): Promise<Content> {
  return openCipher(filePath(id), Buffer.from(unseal(wrappedKey, placeOf(id)), 'base64'))
}

/** Lower-case SHA-256 of the encrypted bytes; null when there are none. */
export async function hashOnDisk(id: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(filePath(id))) hash.update(piece)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return hash.digest('hex')
}

/** Takes away what was stored and is not wanted. */
export async function discardFile(id: string): Promise<void> {
  await rm(filePath(id), { force: true })
}

/** Where the encrypted bytes of `id` lie: files/yyyy/mm/id, by the time inside the uuidv7. @throws when it is none */
export function filePath(id: string): string {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id))
    throw new Error('not a file id')
  const day = new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString()
  return join(env.dataDir, 'files', day.slice(0, 4), day.slice(5, 7), id)
}

class TooLarge extends Error {}

function placeOf(id: string) {
  return `file.key:${id}` as const
}

/** Counts and hashes what flows through. */
function measuring(limit = Infinity) {
  const hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, next) {
      size += chunk.length
      if (size > limit) return next(new TooLarge())
      hash.update(chunk)
      next(null, chunk)
    },
  })
  return { stream, measured: () => ({ size, sha256: hash.digest('hex') }) }
}

function readable(content: Readable | ReadableStream<Uint8Array> | Uint8Array): Readable {
  if (content instanceof Readable) return content
  if (content instanceof Uint8Array) return Readable.from([content])
  return Readable.fromWeb(content as import('node:stream/web').ReadableStream<Uint8Array>)
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
