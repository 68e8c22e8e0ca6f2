import { extname } from 'node:path'
import { done, type Failure, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Content } from './file-cipher.server.ts'
import { checkWorkbook } from './workbook-gate.server.ts'
import { readZip } from './zip.server.ts'

type Kind = {
  mediaType: string
  extensions: readonly string[]
  check: (content: Content) => Promise<Result<null>>
}

const zipped = [0x50, 0x4b, 0x03, 0x04]
const kinds: readonly Kind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], check: checkPdf },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], check: startsWith([0xff, 0xd8, 0xff]) },
  {
    mediaType: 'image/png',
    extensions: ['png'],
    check: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    check: office(checkWorkbook),
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    check: office(checkLetter),
  },
  { mediaType: 'application/zip', extensions: ['zip'], check: office(checkArchive) },
]

/** Extensions this gate can vouch for. */
export const knownFormats = kinds.flatMap((kind) => kind.extensions)

/**
 * Looks into an uploaded file: is it what its name says, whole, readable without a password, not a bomb?
 * `formats` are the extensions allowed here, `maxBytes` bytes. Its media type comes back, from what it is.
 * Refusals: `file_empty`, `file_too_large` {megabytes} (413), `file_format` {extension, allowed} (415), `file_content` {extension}
 * (415), `file_encrypted`, and those of checkWorkbook and readZip.
 */
export async function checkFile(
  content: Content,
  { name, formats, maxBytes }: { name: string; formats: readonly string[]; maxBytes: number },
): Promise<Result<{ mediaType: string }>> {
  const extension = extname(name).slice(1).toLowerCase()
  if (content.size === 0) return refuse('file_empty')
  if (content.size > maxBytes)
    return refuse('file_too_large', { megabytes: maxBytes / 1024 ** 2 }, { status: 413 })
  const kind = kinds.find((candidate) => candidate.extensions.includes(extension))
  if (!kind || !kind.extensions.some((one) => formats.includes(one)))
    return refuse(
      'file_format',
      { extension: extension || '—', allowed: formats.join(', ') },
      { status: 415 },
    )
  const checked = await kind.check(content)
  if (!checked.ok)
    return checked.refusal.code === 'file_content'
      ? refuse('file_content', { extension }, { status: 415 })
      : checked
  return done({ mediaType: kind.mediaType })
}

const otherContent: Failure = refuse('file_content')

function startsWith(magic: readonly number[]): Kind['check'] {
  return async (content) =>
    (await content.read(0, magic.length)).equals(Buffer.from(magic)) ? done(null) : otherContent
}

/** Office files with a password are not archives but OLE containers that hold one. */
function office(check: Kind['check']): Kind['check'] {
  return async (content) => {
    const head = await content.read(0, 8)
    if (head.toString('hex') === 'd0cf11e0a1b11ae1') {
      const encrypted = await contains(content, Buffer.from('EncryptedPackage', 'utf16le'))
      return encrypted ? refuse('file_encrypted') : otherContent
    }
    return head.subarray(0, 4).equals(Buffer.from(zipped)) ? check(content) : otherContent
  }
}

async function checkLetter(content: Content): Promise<Result<null>> {
  const zip = await readZip(content)
  if (!zip.ok) return zip
  if (!zip.value.names.includes('word/document.xml')) return otherContent
  return zip.value.names.some((name) => /vbaProject/i.test(name)) ? refuse('workbook_macros') : done(null)
}

async function checkArchive(content: Content): Promise<Result<null>> {
  const zip = await readZip(content, { limits: { entries: 2000, unpacked: 1024 ** 3, ratio: 200 } })
  return zip.ok ? done(null) : zip
}

/** The header within the first kilobyte, an end within the last two; no `/Encrypt` in any trailer. */
async function checkPdf(content: Content): Promise<Result<null>> {
  if (!(await content.read(0, 1024)).includes('%PDF-')) return otherContent
  const end = await content.read(Math.max(0, content.size - 2048), 2048)
  if (!end.includes('%%EOF')) return refuse('file_broken')
  return (await contains(content, Buffer.from('/Encrypt'))) ? refuse('file_encrypted') : done(null)
}

/** Whether the bytes occur anywhere; read in pieces that overlap. */
async function contains(content: Content, wanted: Buffer): Promise<boolean> {
  const piece = 256 * 1024
  for (let at = 0; at < content.size; at += piece)
    if ((await content.read(at, piece + wanted.length)).includes(wanted)) return true
  return false
}
