/**
 * The specified generator of draws. Stream: SHA-256(seed ‖ counter) for counter 0, 1, 2 … as eight bytes, most
 * significant first; each block gives eight 32-bit words, most significant byte first. Anyone can repeat it.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const words = 2 ** 32

function* stream(sha256: Sha256, seed: Uint8Array): Generator<number, never> {
  for (let counter = 0; ; counter++) {
    const input = new Uint8Array(seed.length + 8)
    input.set(seed)
    new DataView(input.buffer).setBigUint64(seed.length, BigInt(counter))
    const block = sha256(input)
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
    for (let at = 0; at < 32; at += 4) yield view.getUint32(at)
  }
}

/** Whole numbers from 0 to below n (1 ≤ n ≤ 2^32), without bias: words from the last incomplete range are rejected. */
export function randomBelow(sha256: Sha256, seed: Uint8Array): (n: number) => number {
  const source = stream(sha256, seed)
  return (n) => {
    const limit = words - (words % n)
    let word = source.next().value
    while (word >= limit) word = source.next().value
    return word % n
  }
}

/** Fisher–Yates from the end: for i = last … 1 swap i with randomBelow(i + 1). */
export function shuffle<T>(items: readonly T[], below: (n: number) => number): T[] {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = below(i + 1)
    const [a, b] = [shuffled[i], shuffled[j]]
    if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a]
  }
  return shuffled
}
