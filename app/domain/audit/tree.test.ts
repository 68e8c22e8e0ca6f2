import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64, fromHex, hex } from './note.ts'
import {
  consistencyRanges,
  hashOfRange,
  inclusionRanges,
  leafHash,
  nodeHash,
  type Range,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const bytesOf = (text: string) => fromHex(text) ?? new Uint8Array()

/** The test set of the RFC's authors (certificate-transparency, merkletree tests). */
const published = {
  entries: [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
  inclusions: [
    {
      index: 0,
      size: 8,
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      path: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    { index: 2, size: 3, path: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
    {
      index: 1,
      size: 5,
      path: [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ],
  consistencies: [
    { old: 1, size: 1, path: [] },
    {
      old: 1,
      size: 8,
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      old: 6,
      size: 8,
      path: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      old: 2,
      size: 5,
      path: [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ],
}

const publishedLeaves = published.entries.map((entry) => leafHash(sha256, bytesOf(entry)))

test('the published roots of the trees of 0 to 8 leaves', () => {
  expect(hex(rootOf(sha256, []))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  for (const [i, root] of published.roots.entries())
    expect(hex(rootOf(sha256, publishedLeaves.slice(0, i + 1)))).toBe(root)
})

/** Larger trees of the same authors (trillian, compact merkle tree): leaf i is its two low bytes, the lower first. */
const publishedLarge: [size: number, root: string][] = [
  [10, 'VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4='],
  [15, 'j4SulYmocFuxdeyp12xXCIgK6PekBcxzAIj4zbQzNEI='],
  [16, 'c+4Uc6BCMOZf/v3NZK1kqTUJe+bBoFtOhP+P3SayKRE='],
  [100, 'dUh9hYH88p0CMoHkdr1wC2szbhcLAXOejWpINIooKUY='],
  [255, 'SmdsuKUqiod3RX2jyF2M6JnbdE4QuTwwipfAowI4/i0='],
  [256, 'qFI0t/tZ1MdOYgyPpPzHFiZVw86koScXy9q3FU5casA='],
  [1000, 'RXrgb8xHd55Y48FbfotJwCbV82Kx22LZfEbmBGAvwlQ='],
  [4095, 'cWRFdQhPcjn9WyBXE/r1f04ejxIm5lvg40DEpRBVS0w='],
  [4096, '6uU/phfHg1n/GksYT6TO9aN8EauMCCJRl3dIK0HDs2M='],
  [10_000, 'VZcav65F9haHVRk3wre2axFoBXRNeUh/1d9d5FQfxIg='],
  [65_535, 'iPuVYJhP6SEE4gUFp8qbafd2rYv9YTCDYqAxCj8HdLM='],
]

test.each(publishedLarge)('the published root of the tree of %i leaves', (size, root) => {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(sha256, new Uint8Array([i & 255, i >> 8])))
  expect(base64(rootOf(sha256, leaves))).toBe(root)
})

test.each(published.inclusions)('the published inclusion proof of $index in $size', async (vector) => {
  const { index, size, path } = vector
  const made = await hashes(publishedLeaves, inclusionRanges(index, size))
  expect(made.map(hex)).toEqual(path)
  const root = bytesOf(published.roots[size - 1] ?? '')
  const leaf = publishedLeaves[index] ?? new Uint8Array()
  expect(verifyInclusion(sha256, { index, size, leaf, path: path.map(bytesOf), root })).toBe(true)
})

test.each(published.consistencies)('the published consistency proof of $old in $size', async (vector) => {
  const { old, size, path } = vector
  expect((await hashes(publishedLeaves, consistencyRanges(old, size))).map(hex)).toEqual(path)
  const head = (size: number) => ({ size, root: bytesOf(published.roots[size - 1] ?? '') })
  expect(verifyConsistency(sha256, head(old), head(size), path.map(bytesOf))).toBe(true)
})

const anIndexedTree = fc
  .integer({ min: 1, max: 600 })
  .chain((size) => fc.record({ size: fc.constant(size), at: fc.integer({ min: 0, max: size - 1 }) }))
const manyLeaves = Array.from({ length: 600 }, (_, i) => leafHash(sha256, new Uint8Array([i >> 8, i & 255])))

test('every inclusion proof verifies, and none after any change', async () => {
  await fc.assert(
    fc.asyncProperty(
      anIndexedTree,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async ({ size, at }, byte, change) => {
        const leaves = manyLeaves.slice(0, size)
        const proof = {
          index: at,
          size,
          leaf: leaves[at] ?? new Uint8Array(),
          path: await hashes(leaves, inclusionRanges(at, size)),
          root: rootOf(sha256, leaves),
        }
        expect(verifyInclusion(sha256, proof)).toBe(true)
        const flip = (hash: Uint8Array) => hash.with(byte % 32, (hash[byte % 32] ?? 0) ^ change)
        const step = byte % Math.max(proof.path.length, 1)
        for (const wrong of [
          { index: at + 1 },
          { index: at - 1 },
          { leaf: flip(proof.leaf) },
          { root: flip(proof.root) },
          { path: [...proof.path, proof.root] },
          ...(proof.path.length > 0
            ? [
                { path: proof.path.slice(1) },
                { path: proof.path.map((hash, i) => (i === step ? flip(hash) : hash)) },
              ]
            : []),
        ])
          expect(verifyInclusion(sha256, { ...proof, ...wrong })).toBe(false)
      },
    ),
    { numRuns: 300 },
  )
})

test('every consistency proof verifies, and none after any change', async () => {
  await fc.assert(
    fc.asyncProperty(
      anIndexedTree,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async ({ size, at }, byte, change) => {
        const head = (count: number) => ({ size: count, root: rootOf(sha256, manyLeaves.slice(0, count)) })
        const [old, now] = [head(at + 1), head(size)]
        const path = await hashes(manyLeaves.slice(0, size), consistencyRanges(old.size, size))
        const flip = (hash: Uint8Array) => hash.with(byte % 32, (hash[byte % 32] ?? 0) ^ change)
        expect(verifyConsistency(sha256, old, now, path)).toBe(true)
        expect(verifyConsistency(sha256, { ...old, root: flip(old.root) }, now, path)).toBe(false)
        expect(verifyConsistency(sha256, old, { ...now, root: flip(now.root) }, path)).toBe(false)
        expect(verifyConsistency(sha256, old, now, [...path, old.root])).toBe(false)
        if (path.length === 0) return
        const step = byte % path.length
        expect(verifyConsistency(sha256, old, now, path.slice(1))).toBe(false)
        const changed = path.map((hash, i) => (i === step ? flip(hash) : hash))
        expect(verifyConsistency(sha256, old, now, changed)).toBe(false)
      },
    ),
    { numRuns: 300 },
  )
})

/** Hashes of nodes by way of complete subtrees, as tiles store them. */
async function hashes(leaves: readonly Uint8Array[], ranges: Range[]): Promise<Uint8Array[]> {
  const complete = async (level: number, index: number): Promise<Uint8Array> =>
    level === 0
      ? (leaves[index] ?? new Uint8Array())
      : nodeHash(sha256, await complete(level - 1, index * 2), await complete(level - 1, index * 2 + 1))
  return Promise.all(ranges.map((range) => hashOfRange(sha256, range, complete)))
}
