import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** One file of a ZIP archive, as it is packed. */
type Part = { name: string; method: number; crc: number; size: number; packed: Buffer }

const contentTypes = '[Content_Types].xml'
const relations = '_rels/.rels'
const deflated = 8

/**
 * The workbook's archive with further parts of text, declared as what they are, and with dates that never change; its end
 * announces a comment of so many bytes, which the caller puts behind it. No folders, no ZIP64.
 */
export function archived(
  workbook: Uint8Array,
  { parts, comment }: { parts: Record<string, string>; comment: number },
): Buffer {
  const names = Object.keys(parts)
  const own = partsOf(Buffer.from(workbook)).map((part) => {
    if (part.name === contentTypes) return changed(part, '<Override', names.map(typeOf).join(''))
    return part.name === relations ? changed(part, '</Relationships>', names.map(relationOf).join('')) : part
  })
  return written([...own, ...names.map((name) => packed(name, parts[name] ?? ''))], comment)
}

function typeOf(name: string): string {
  return `<Default Extension="${name.split('.').at(-1)}" ContentType="text/plain"/>`
}

function relationOf(name: string, i: number): string {
  return `<Relationship Id="qixiang${i + 1}" Type="urn:qixiang:proof" Target="${name}"/>`
}

/** The part with a text put before the first place that says `before`. */
function changed({ name, packed: bytes }: Part, before: string, text: string): Part {
  return packed(name, inflateRawSync(bytes).toString().replace(before, `${text}${before}`))
}

function packed(name: string, text: string): Part {
  const bytes = Buffer.from(text)
  return { name, method: deflated, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes) }
}

/** The files of an archive by its directory at the end. @throws when it has none */
function partsOf(zip: Buffer): Part[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new Error('no archive')
  const parts: Part[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const lengths = [28, 30, 32].map((place) => zip.readUInt16LE(at + place))
    const [nameLength = 0] = lengths
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const header = zip.readUInt32LE(at + 42)
    const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
    if (!name.endsWith('/'))
      parts.push({
        name,
        method: zip.readUInt16LE(at + 10),
        crc: zip.readUInt32LE(at + 16),
        size: zip.readUInt32LE(at + 24),
        packed: zip.subarray(from, from + zip.readUInt32LE(at + 20)),
      })
    at += 46 + lengths.reduce((sum, length) => sum + length, 0)
  }
  return parts
}

const version = 20
/** names are UTF-8 */
const flags = 0x0800
/** 1 January 1980, midnight: the first that an archive can say */
const firstDay = 0x0021

function written(parts: readonly Part[], comment: number): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const about = fields([
      [2, version],
      [2, flags],
      [2, part.method],
      [2, 0],
      [2, firstDay],
      [4, part.crc],
      [4, part.packed.length],
      [4, part.size],
      [2, name.length],
      [2, 0],
    ])
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, name, part.packed])
    bodies.push(body)
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02', 'latin1'),
        fields([[2, version]]),
        about,
        fields([
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
          [4, at],
        ]),
        name,
      ]),
    )
    at += body.length
  }
  const listed = Buffer.concat(directory)
  const end = fields([
    [2, 0],
    [2, 0],
    [2, parts.length],
    [2, parts.length],
    [4, listed.length],
    [4, at],
    [2, comment],
  ])
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** Numbers one behind another, each in so many bytes, the low byte first. */
function fields(list: readonly (readonly [bytes: number, value: number])[]): Buffer {
  const all = Buffer.alloc(list.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of list) at = all.writeUIntLE(value, at, bytes)
  return all
}
