/**
 * Long texts that are alike, domain A.7 (3): shingles of three characters, compared exactly where a short signature
 * (MinHash, in bands) says that it is worth it.
 */

const shingleLength = 3
/** A band is a hash of so many minima: two texts share a band with probability similarity^rows. */
const rowsPerBand = 3
/** With 24 bands texts that are 60 % alike share one with probability 0.997, texts that are 5 % alike with 0.003. */
const bandCount = 24
/** characters; shorter stretches are the wording that everybody uses, and are not marked */
const shortestMark = 6

type Plain = { characters: string[]; ends: { from: number; to: number }[] }

/** Letters and digits alone, in one width and case, each with its place in the text as typed. */
function plain(text: string): Plain {
  const found: Plain = { characters: [], ends: [] }
  let from = 0
  for (const typed of text) {
    const to = from + typed.length
    for (const character of typed.normalize('NFKC').toLowerCase())
      if (/[\p{L}\p{N}]/u.test(character)) {
        found.characters.push(character)
        found.ends.push({ from, to })
      }
    from = to
  }
  return found
}

/** A text for comparison: one width and case, without blanks and punctuation. */
export function normaliseText(text: string): string {
  return plain(text).characters.join('')
}

/** Every run of three characters of the normalised text; none of a shorter one. */
export function shinglesOf(text: string): Set<string> {
  return new Set(runsOf(plain(text)))
}

function runsOf({ characters }: Plain): string[] {
  return characters.slice(shingleLength - 1).map((_, at) => characters.slice(at, at + shingleLength).join(''))
}

/** How much two texts have in common, each from 0 to 1. */
export type Alike = {
  /** shared shingles among all of both (Jaccard) */
  similarity: number
  /** shared shingles among those of the text that has fewer: 1 where it stands whole in the other */
  contained: number
}

/** Exact comparison of two sets of shingles; nothing is like a text without any. */
export function compare(first: ReadonlySet<string>, second: ReadonlySet<string>): Alike {
  const [fewer, more] = first.size <= second.size ? [first, second] : [second, first]
  if (fewer.size === 0) return { similarity: 0, contained: 0 }
  let shared = 0
  for (const shingle of fewer) if (more.has(shingle)) shared++
  return { similarity: shared / (first.size + second.size - shared), contained: shared / fewer.size }
}

/** The finaliser of MurmurHash3: every bit of the result depends on every bit given. */
function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** FNV-1a over UTF-16 units. */
function hashOf(shingle: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < shingle.length; at++) hash = Math.imul(hash ^ shingle.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

const seeds = Array.from({ length: rowsPerBand * bandCount }, (_, at) => mixed(at + 1))

/**
 * The bands of a text's MinHash signature, each a signed number of 32 bits; none of a text without shingles. Kept in the
 * database: whoever changes how they are made has to have all of them made again.
 */
export function bandsOf(shingles: ReadonlySet<string>): number[] {
  if (shingles.size === 0) return []
  const minima = new Uint32Array(seeds.length).fill(0xffffffff)
  for (const shingle of shingles) {
    const hash = hashOf(shingle)
    seeds.forEach((seed, at) => {
      const value = mixed(hash ^ seed)
      if (value < (minima[at] ?? 0)) minima[at] = value
    })
  }
  return Array.from({ length: bandCount }, (_, band) =>
    minima
      .subarray(band * rowsPerBand, (band + 1) * rowsPerBand)
      .reduce((hash, value) => mixed(Math.imul(hash, 31) ^ value) | 0, mixed(band + 1) | 0),
  )
}

/** A stretch of a text as typed, and whether it stands in the other text too. */
export type Stretch = { text: string; same: boolean }

/** A text as typed, cut where what it shares with the other begins and ends. The stretches joined are the text. */
export function markSame(text: string, other: ReadonlySet<string>): Stretch[] {
  const { characters, ends } = plain(text)
  const shared = new Uint8Array(characters.length)
  runsOf({ characters, ends }).forEach((shingle, at) => {
    if (other.has(shingle)) shared.fill(1, at, at + shingleLength)
  })
  const stretches: Stretch[] = []
  let done = 0
  const add = (to: number, same: boolean) => {
    if (to > done) stretches.push({ text: text.slice(done, to), same })
    done = Math.max(done, to)
  }
  for (let at = 0; at < shared.length; at++) {
    if (!shared[at]) continue
    const first = at
    while (shared[at + 1]) at++
    if (at - first + 1 < shortestMark) continue
    add(ends[first]?.from ?? 0, false)
    add(ends[at]?.to ?? 0, true)
  }
  add(text.length, false)
  return stretches
}
