import { placeOfNode, tileWidth } from '#app/domain/audit/tiles.ts'
import { rootOf, type Sha256 } from '#app/domain/audit/tree.ts'
import { type Db, Prisma } from './client.server.ts'
import { findRows } from './find-rows.server.ts'
import { rowsOf } from './plain.server.ts'

export type PlacedEntry = {
  id: string
  number: number
  leaf: string
  bytes: Uint8Array
  /** of the newest checkpoint */
  size: number
  note: string
  signedAt: Date
}

/** An entry with its place and the newest checkpoint, past Prisma's query engine: a worker asks it for each document. */
export async function placedEntry(db: Db, entry: string | number): Promise<PlacedEntry | null> {
  const asked = typeof entry === 'number' ? Prisma.sql`s."number"` : Prisma.sql`s."entryId"`
  const [found] = await rowsOf<PlacedEntry>(
    db.client,
    Prisma.sql`SELECT e.id, s."number", s.leaf, e.bytes, c.size, c.note, c."signedAt"
      FROM "LogSequence" s JOIN "AuditEntry" e ON e.id = s."entryId"
      CROSS JOIN (SELECT size, note, "signedAt" FROM "LogCheckpoint" ORDER BY size DESC LIMIT 1) c
      WHERE ${asked} = ${entry}`,
  )
  return found ?? null
}

/**
 * Hashes of the nodes of a log of `size`: that over the `2 ** level` leaves that begin at `index * 2 ** level`. Each tile
 * is read once, however many of its nodes are asked for.
 */
export function nodesOf(
  db: Db,
  sha256: Sha256,
  size: number,
): (level: number, index: number) => Promise<Uint8Array> {
  const tiles = new Map<string, Promise<Uint8Array[]>>()
  return async (level, index) => {
    const place = placeOfNode(level, index)
    const name = `${place.level}/${place.index}`
    const tile = tiles.get(name) ?? readTile(db, place.level, place.index, size)
    tiles.set(name, tile)
    return rootOf(sha256, (await tile).slice(place.from, place.to))
  }
}

async function readTile(db: Db, level: number, number: number, size: number): Promise<Uint8Array[]> {
  const first = number * tileWidth
  const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - first)
  const hashes = await readHashes(db, level, { number, first, width })
  if (hashes.length !== width) throw new Error(`the log lacks hashes of tile ${level}/${number}`)
  return hashes
}

async function readHashes(
  { client }: Db,
  level: number,
  { number, first, width }: { number: number; first: number; width: number },
): Promise<Uint8Array[]> {
  if (width === tileWidth) {
    const [tile] = await findRows(client, 'logTile', ['hashes'], { level, number })
    const hashes = tile?.hashes ?? new Uint8Array()
    return Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
  }
  const among = { gte: first, lt: first + width }
  if (level > 0) {
    const where = { level: level - 1, number: among }
    return (await findRows(client, 'logTile', ['root'], where, { orderBy: 'number' })).map(({ root }) => root)
  }
  const rows = await findRows(client, 'logSequence', ['leaf'], { number: among }, { orderBy: 'number' })
  return rows.map(({ leaf }) => Buffer.from(leaf, 'hex'))
}
