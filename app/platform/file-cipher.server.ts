import { createCipheriv, createDecipheriv } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** bytes of content in one chunk; the last chunk may hold less */
export const chunkSize = 64 * 1024
const tagSize = 16
const header = Buffer.from('qixiang-file v1\n')

/** What can be read from any place without lying in memory whole. `read` gives less than asked only at the end. */
export type Content = {
  /** bytes */
  size: number
  read: (at: number, length: number) => Promise<Buffer>
  close: () => Promise<void>
}

/** Bytes on disk of a file with so many bytes of content. */
export function cipherSize(size: number): number {
  return header.length + size + tagSize * Math.max(1, Math.ceil(size / chunkSize))
}

/** Content as it arrives: in memory, from a file or over the network. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * Encrypts content by AES-256-GCM: a line that names the format, then each chunk followed by its tag. A chunk's nonce is
 * its number and whether it is the last, so none can be left out, moved or cut off unnoticed. The same key and content
 * give the same bytes.
 * @param key 32 bytes, never used for a second file
 */
export async function* encrypted(pieces: Pieces, key: Buffer): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  let number = 0
  const encrypt = (content: Uint8Array, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last))
    const body = cipher.update(content)
    cipher.final()
    const chunk = [body, cipher.getAuthTag()]
    return Buffer.concat(number++ === 0 ? [header, ...chunk] : chunk)
  }
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size <= chunkSize) continue
    const content = together(held)
    let at = 0
    for (; content.length - at > chunkSize; at += chunkSize)
      yield encrypt(content.subarray(at, at + chunkSize), false)
    held = [content.subarray(at)]
    size = content.length - at
  }
  yield encrypt(together(held), true)
}

function together(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces
  return only && pieces.length === 1 ? only : Buffer.concat(pieces)
}

/**
 * Opens what `encrypted` wrote. Each chunk is authenticated before any of it is given out.
 * @throws here or when read, when the key is another or any byte was changed, added or cut off
 */
export async function openCipher(path: string, key: Buffer): Promise<Content> {
  const file = await open(path)
  try {
    const { size: stored } = await file.stat()
    const count = Math.max(1, Math.ceil((stored - header.length) / (chunkSize + tagSize)))
    const size = stored - header.length - count * tagSize
    // the last chunk has a byte at least, unless it is the only one: reading to the end authenticates it
    const cutOff = size < 0 || (count > 1 && size <= (count - 1) * chunkSize)
    if (cutOff || !(await bytesAt(file, 0, header.length)).equals(header))
      throw new Error(`${path} is no stored file`)
    return contentOf(file, { path, key, count, size })
  } catch (error) {
    await file.close()
    throw error
  }
}

type Opened = { path: string; key: Buffer; count: number; size: number }

function contentOf(file: FileHandle, { path, key, count, size }: Opened): Content {
  let latest: { number: number; content: Buffer } | null = null

  async function chunk(number: number): Promise<Buffer> {
    if (latest?.number === number) return latest.content
    const last = number === count - 1
    const length = (last ? size - number * chunkSize : chunkSize) + tagSize
    const bytes = await bytesAt(file, header.length + number * (chunkSize + tagSize), length)
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last))
      decipher.setAuthTag(bytes.subarray(-tagSize))
      const content = decipher.update(bytes.subarray(0, -tagSize))
      decipher.final()
      latest = { number, content }
      return content
    } catch (error) {
      throw new Error(`chunk ${number} of ${path} is not what was stored`, { cause: error })
    }
  }

  return {
    size,
    close: () => file.close(),
    async read(at, length) {
      const end = Math.min(at + length, size)
      const parts: Buffer[] = []
      for (let from = at; from < end;) {
        const number = Math.floor(from / chunkSize)
        const start = number * chunkSize
        const until = Math.min(end, start + chunkSize)
        parts.push((await chunk(number)).subarray(from - start, until - start))
        from = until
      }
      // an empty file has a chunk too
      if (size === 0) await chunk(0)
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    },
  }
}

/** The whole content chunk by chunk; closed at the end, when the reader goes away and on error. */
export function streamOf(content: Content): Readable {
  const stream = Readable.from(piecesOf(content, 0, content.size), { objectMode: false })
  return stream.once('close', content.close)
}

/** A range of the content in pieces; also of an empty one something is read, since that authenticates it. */
export async function* piecesOf(content: Content, start: number, end: number): AsyncGenerator<Buffer> {
  if (start === end) await content.read(start, 0)
  for (let at = start; at < end; at += chunkSize) yield await content.read(at, Math.min(chunkSize, end - at))
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
