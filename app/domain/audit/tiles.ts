/** Leaves of one tile, as powers of two: 2 ** 8 = 256 hashes. */
export const tileHeight = 8
export const tileWidth = 256

/** Longest entry, in bytes: a bundle writes lengths as 16 bits. */
export const longestEntry = 61_440

export type Tile = { level: number; index: number; width: number }

/** C2SP tlog-tiles: `tile/0/x001/x234/067.p/8`, without the suffix when the tile is full. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${numberPath(index, width)}`
}

/** C2SP tlog-tiles: `tile/entries/x001/x234/067.p/8`. */
export function entriesPath(index: number, width: number): string {
  return `tile/entries/${numberPath(index, width)}`
}

/** The tile that a path after `tile/` names; null for entries and whatever else is no tile of hashes. */
export function parseTilePath(path: string): Tile | null {
  const found = /^(\d)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  const level = Number(found?.[1])
  const index = Number(found?.[2]?.replace(/[x/]/g, ''))
  const width = found?.[3] === undefined ? tileWidth : Number(found[3])
  if (!found || level > 5 || index > 2 ** 32 || width > tileWidth) return null
  const partial = found[3] !== undefined
  return tilePath({ level, index, width }) === `tile/${path}` && partial === width < tileWidth
    ? { level, index, width }
    : null
}

/** The tiles of a tree of `size`, the lowest level first, each row from left to right. */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = []
  let hashes = size
  for (let level = 0; hashes > 0; level++) {
    for (let index = 0; index * tileWidth < hashes; index++)
      tiles.push({ level, index, width: Math.min(tileWidth, hashes - index * tileWidth) })
    hashes = Math.floor(hashes / tileWidth)
  }
  return tiles
}

/** Where the node over `2 ** level` leaves lies: the hashes `from` to `to` of one tile, to be joined. */
export function placeOfNode(
  level: number,
  index: number,
): { level: number; index: number; from: number; to: number } {
  const row = Math.floor(level / tileHeight)
  const joined = 2 ** (level % tileHeight)
  const first = index * joined
  const tile = Math.floor(first / tileWidth)
  const from = first - tile * tileWidth
  return { level: row, index: tile, from, to: from + joined }
}

/** Entries with their lengths before them, 16 bits each, the higher byte first. @throws on an entry beyond the limit */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new Error(`an entry of ${entry.length} bytes`)
    bytes[at] = entry.length >> 8
    bytes[at + 1] = entry.length & 255
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

function numberPath(index: number, width: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === tileWidth ? path : `${path}.p/${width}`
}
