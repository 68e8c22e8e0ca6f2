/** SHA-256 of the bytes: given by whoever calls, because this floor knows no platform. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The leaves `from` (included) to `to` (excluded), as one node of the tree. */
export type Range = readonly [from: number, to: number]

/** One step from a leaf towards the root: the neighbour and the side on which it stands. */
export type Step = { side: 'left' | 'right'; hash: Uint8Array }

/** RFC 6962 2.1: hash of 0x00 and the entry. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(prefixed(0, entry))
}

/** RFC 6962 2.1: hash of 0x01, the left node and the right node. */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(prefixed(1, left, right))
}

/** What is hashed: 0 and an entry, or 1 and two nodes. */
export function prefixed(prefix: 0 | 1, first: Uint8Array, second?: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + first.length + (second?.length ?? 0))
  bytes[0] = prefix
  bytes.set(first, 1)
  if (second) bytes.set(second, 1 + first.length)
  return bytes
}

/** Root over leaf hashes; over none, the hash of nothing. */
export function rootOf(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  let level = leaves
  while (level.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]]
      if (left) above.push(right ? nodeHash(sha256, left, right) : left)
    }
    level = above
  }
  return level[0] ?? sha256(new Uint8Array())
}

/**
 * Hash of a node from the complete subtrees below it.
 * @param range a node of the tree: it begins at a multiple of its power of two
 * @param complete hash of the `2 ** level` leaves that begin at `index * 2 ** level`
 */
export async function hashOfRange(
  sha256: Sha256,
  [from, to]: Range,
  complete: (level: number, index: number) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (to <= from) return sha256(new Uint8Array())
  const level = Math.floor(Math.log2(to - from))
  const width = 2 ** level
  const left = await complete(level, from / width)
  return from + width === to
    ? left
    : nodeHash(sha256, left, await hashOfRange(sha256, [from + width, to], complete))
}

/** RFC 6962 2.1.1: the nodes whose hashes prove that leaf `index` is in the tree of `size`, the lowest first. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + powerBelow(to - from)
    ranges.unshift(index < middle ? [middle, to] : [from, middle])
    if (index < middle) to = middle
    else from = middle
  }
  return ranges
}

/** RFC 6962 2.1.2: the nodes whose hashes prove that the tree of `old` leaves is a beginning of that of `size`. */
export function consistencyRanges(old: number, size: number): Range[] {
  if (old === 0 || old === size) return []
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to !== old) {
    const middle = from + powerBelow(to - from)
    ranges.unshift(old <= middle ? [middle, to] : [from, middle])
    if (old <= middle) to = middle
    else from = middle
  }
  return from === 0 ? ranges : [[from, to], ...ranges]
}

/** The steps from leaf to root; null when the path has not the length that index and size ask for. */
export function inclusionSteps(index: number, size: number, path: readonly Uint8Array[]): Step[] | null {
  if (!isPlace(index) || !isPlace(size) || index >= size) return null
  const ranges = inclusionRanges(index, size)
  if (ranges.length !== path.length) return null
  return path.map((hash, i) => ({ side: (ranges[i]?.[0] ?? 0) > index ? 'right' : 'left', hash }))
}

/** Whether the path leads from the leaf hash at `index` to the root of a tree of `size`. */
export function verifyInclusion(
  sha256: Sha256,
  { index, size, leaf, path, root }: Inclusion & { root: Uint8Array },
): boolean {
  const steps = inclusionSteps(index, size, path)
  if (!steps) return false
  const reached = steps.reduce(
    (node, { side, hash }) => (side === 'left' ? nodeHash(sha256, hash, node) : nodeHash(sha256, node, hash)),
    leaf,
  )
  return equalBytes(reached, root)
}

export type Inclusion = { index: number; size: number; leaf: Uint8Array; path: readonly Uint8Array[] }

/** Whether the path proves that the old tree is a beginning of the new one (RFC 9162 2.1.4.2). */
export function verifyConsistency(
  sha256: Sha256,
  old: { size: number; root: Uint8Array },
  now: { size: number; root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (!isPlace(old.size) || !isPlace(now.size) || old.size > now.size) return false
  const ranges = consistencyRanges(old.size, now.size)
  if (ranges.length !== path.length) return false
  if (old.size === now.size) return equalBytes(old.root, now.root)
  if (old.size === 0) return equalBytes(old.root, sha256(new Uint8Array()))
  const startsAtZero = ranges[0]?.[0] !== 0 && Number.isInteger(Math.log2(old.size))
  const [first, ...rest] = startsAtZero ? [old.root, ...path] : path
  if (!first) return false
  let [oldRoot, newRoot] = [first, first]
  for (const [i, hash] of rest.entries()) {
    const [from] = ranges[ranges.length - rest.length + i] ?? [0]
    if (from < old.size) oldRoot = nodeHash(sha256, hash, oldRoot)
    newRoot = from < old.size ? nodeHash(sha256, hash, newRoot) : nodeHash(sha256, newRoot, hash)
  }
  return equalBytes(oldRoot, old.root) && equalBytes(newRoot, now.root)
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

function isPlace(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** The largest power of two below `count`. @param count at least 2 */
function powerBelow(count: number): number {
  const power = 2 ** Math.floor(Math.log2(count))
  return power === count ? power / 2 : power
}
