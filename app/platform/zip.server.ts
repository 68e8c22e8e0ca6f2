import { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { type Content, piecesOf } from './file-cipher.server.ts'

/** What an archive may be: entries, bytes when unpacked, and how many times larger than packed. */
export type ZipLimits = { entries: number; unpacked: number; ratio: number }

const officeLimits: ZipLimits = { entries: 2000, unpacked: 100 * 1024 * 1024, ratio: 100 }
/** Small archives of repetitive XML compress well without being bombs. */
const smallEnough = 4 * 1024 * 1024

export type ZipContent = { names: string[]; texts: Map<string, string> }

/**
 * Unpacks an archive into nothing, counting: what its directory claims is not believed. Returns the names
 * and the text of the entries that `keep` asks for.
 * Refusals: `archive_broken`, `archive_encrypted`, `archive_too_large` {entries, megabytes, ratio}.
 */
export async function readZip(
  content: Content,
  {
    keep = () => false,
    limits = officeLimits,
  }: { keep?: (name: string) => boolean; limits?: ZipLimits } = {},
): Promise<Result<ZipContent>> {
  let zip: ZipFile
  try {
    zip = await yauzl.fromRandomAccessReaderPromise(new ContentReader(content), content.size, {
      autoClose: false,
    })
  } catch {
    return refuse('archive_broken')
  }
  try {
    return await unpack(zip, keep, limits)
  } catch {
    return refuse('archive_broken')
  } finally {
    zip.close()
  }
}

/** What yauzl reads archives from; a class, because it asks for one. */
class ContentReader extends yauzl.RandomAccessReader {
  #content: Content
  constructor(content: Content) {
    super()
    this.#content = content
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#content, start, end), { objectMode: false })
  }
}

async function unpack(
  zip: ZipFile,
  keep: (name: string) => boolean,
  limits: ZipLimits,
): Promise<Result<ZipContent>> {
  const tooLarge = refuse(
    'archive_too_large',
    { entries: limits.entries, megabytes: limits.unpacked / 1024 / 1024, ratio: limits.ratio },
    { status: 413 },
  )
  if (zip.entryCount > limits.entries) return tooLarge
  const content: ZipContent = { names: [], texts: new Map() }
  let total = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return refuse('archive_encrypted')
    content.names.push(entry.fileName)
    if (total + entry.uncompressedSize > limits.unpacked || exceedsRatio(entry, limits)) return tooLarge
    if (entry.fileName.endsWith('/')) continue
    const unpacked = await drain(await zip.openReadStreamPromise(entry), keep(entry.fileName))
    total += unpacked.size
    if (keep(entry.fileName)) content.texts.set(entry.fileName, unpacked.text)
  }
  return done(content)
}

function exceedsRatio({ compressedSize, uncompressedSize }: Entry, limits: ZipLimits): boolean {
  return uncompressedSize > smallEnough && uncompressedSize > limits.ratio * Math.max(1, compressedSize)
}

/** yauzl ends the stream with an error as soon as an entry is larger than it claimed. */
async function drain(stream: Readable, kept: boolean): Promise<{ size: number; text: string }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (kept) chunks.push(chunk)
  }
  return { size, text: Buffer.concat(chunks).toString('utf8') }
}
