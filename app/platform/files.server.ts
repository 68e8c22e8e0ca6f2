import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { env } from './env.server.ts'
import { type Content, encrypted, openCipher, type Pieces } from './file-cipher.server.ts'
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
  content: Pieces | Uint8Array,
  { limit = env.fileLimit }: { limit?: number } = {},
): Promise<Result<Stored>> {
  const path = filePath(id)
  const partial = `${path}.part`
  const key = randomBytes(32)
  const plain = measure(limit)
  const cipher = measure()
  try {
    const pieces = content instanceof Uint8Array ? [content] : content
    await writeNew(partial, cipher.through(encrypted(plain.through(pieces), key)))
    const { size, sha256 } = plain.measured()
    if (size === 0) {
      await rm(partial)
      return refuse('file_empty')
    }
    await rename(partial, path)
    await flushFolder(dirname(path))
    const wrappedKey = seal(key.toString('base64'), placeOf(id))
    return done({ size, plainSha256: sha256, cipherSha256: cipher.measured().sha256, wrappedKey })
  } catch (error) {
    await rm(partial, { force: true })
    if (error instanceof TooLarge)
      return refuse('file_too_large', { megabytes: limit / 1024 ** 2 }, { status: 413 })
    throw error
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
    if (isMissing(error)) return null
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

/** Counts and hashes what goes through it. */
function measure(limit = Infinity) {
  const hash = createHash('sha256')
  let size = 0
  async function* through(pieces: Pieces): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      size += piece.length
      if (size > limit) throw new TooLarge()
      hash.update(piece)
      yield piece
    }
  }
  return { through, measured: () => ({ size, sha256: hash.digest('hex') }) }
}

/** Writes a new file and flushes it. */
async function writeNew(path: string, pieces: Pieces): Promise<void> {
  const file = await openNew(path)
  try {
    for await (const piece of pieces) await file.appendFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes its folder when there is none yet. */
async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w')
  } catch (error) {
    if (!isMissing(error)) throw error
    await mkdir(dirname(path), { recursive: true })
    return open(path, 'w')
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
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
