import { tileWidth } from './tiles.ts'
import { nodeHash, rootOf, type Sha256 } from './tree.ts'

/**
 * All that must be known to let a tree grow: per tile level, lowest first, the hashes of the row that are in no
 * complete tile yet, at most 255.
 */
export type Frontier = readonly (readonly Uint8Array[])[]

/** A tile that became complete, and the node over it. */
export type CompleteTile = { level: number; number: number; hashes: readonly Uint8Array[]; root: Uint8Array }

/** How many leaves there are below a frontier. */
export function sizeOf(frontier: Frontier): number {
  return frontier.reduce((size, row, level) => size + row.length * tileWidth ** level, 0)
}

/** The tree with more leaves, and the tiles that they complete, in the order in which they do. */
export function append(
  sha256: Sha256,
  frontier: Frontier,
  leaves: readonly Uint8Array[],
): { frontier: Frontier; tiles: CompleteTile[] } {
  const rows = frontier.map((row) => [...row])
  const tiles: CompleteTile[] = []
  let size = sizeOf(frontier)
  for (const leaf of leaves) {
    size++
    let carried: Uint8Array | null = leaf
    for (let level = 0; carried; level++) {
      const row: Uint8Array[] = (rows[level] ??= [])
      row.push(carried)
      carried = null
      if (row.length < tileWidth) break
      carried = rootOf(sha256, row)
      tiles.push({ level, number: size / tileWidth ** (level + 1) - 1, hashes: row, root: carried })
      rows[level] = []
    }
  }
  return { frontier: rows, tiles }
}

/** RFC 6962 root of the whole tree. */
export function rootOfFrontier(sha256: Sha256, frontier: Frontier): Uint8Array {
  const peaks = frontier.toReversed().flatMap((row) => peaksOf(sha256, row))
  return (
    peaks.reduceRight<Uint8Array | null>(
      (right, peak) => (right ? nodeHash(sha256, peak, right) : peak),
      null,
    ) ?? sha256(new Uint8Array())
  )
}

/** The row as nodes over powers of two, the largest first. */
function peaksOf(sha256: Sha256, row: readonly Uint8Array[]): Uint8Array[] {
  const peaks: Uint8Array[] = []
  for (let from = 0, width = tileWidth / 2; width >= 1; width /= 2) {
    if (row.length - from < width) continue
    peaks.push(rootOf(sha256, row.slice(from, from + width)))
    from += width
  }
  return peaks
}
