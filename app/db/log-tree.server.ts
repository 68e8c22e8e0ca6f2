import { placeOfNode, tileWidth } from '#app/domain/audit/tiles.ts'
import { rootOf, type Sha256 } from '#app/domain/audit/tree.ts'
import type { Tx } from './client.server.ts'
import { readRow } from './log.server.ts'

type Reader = Pick<Tx, 'logSequence' | 'logTile'>

/**
 * Hashes of the nodes of a log of `size`: that over the `2 ** level` leaves that begin at `index * 2 ** level`. Each tile
 * is read once, however many of its nodes are asked for.
 */
export function nodesOf(
  tx: Reader,
  sha256: Sha256,
  size: number,
): (level: number, index: number) => Promise<Uint8Array> {
  const tiles = new Map<string, Promise<Uint8Array[]>>()
  return async (level, index) => {
    const place = placeOfNode(level, index)
    const name = `${place.level}/${place.index}`
    const tile = tiles.get(name) ?? readTile(tx, place.level, place.index, size)
    tiles.set(name, tile)
    return rootOf(sha256, (await tile).slice(place.from, place.to))
  }
}

async function readTile(tx: Reader, level: number, number: number, size: number): Promise<Uint8Array[]> {
  const first = number * tileWidth
  const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - first)
  if (width < tileWidth) return readRow(tx, level, first, first + width)
  const tile = await tx.logTile.findUniqueOrThrow({
    where: { level_number: { level, number } },
    select: { hashes: true },
  })
  return Array.from({ length: tileWidth }, (_, i) => tile.hashes.subarray(i * 32, i * 32 + 32))
}
