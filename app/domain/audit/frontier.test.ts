import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { append, type CompleteTile, type Frontier, rootOfFrontier, sizeOf } from './frontier.ts'
import { tilesOf } from './tiles.ts'
import { rootOf } from './tree.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const leaves = Array.from({ length: 66_000 }, (_, i) => sha256(new Uint8Array([i >> 16, i >> 8, i])))

test('grown in any steps, the tree has the root of all its leaves', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (steps) => {
      let [frontier, size]: [Frontier, number] = [[], 0]
      for (const step of steps) {
        frontier = append(sha256, frontier, leaves.slice(size, size + step)).frontier
        size += step
        expect(sizeOf(frontier)).toBe(size)
        expect(rootOfFrontier(sha256, frontier)).toEqual(rootOf(sha256, leaves.slice(0, size)))
      }
    }),
    { numRuns: 40 },
  )
})

test('65,536 leaves complete a tile of the second row', () => {
  const tiles: CompleteTile[] = []
  let frontier: Frontier = []
  for (let size = 0; size < leaves.length; size += 256) {
    const grown = append(sha256, frontier, leaves.slice(size, size + 256))
    tiles.push(...grown.tiles)
    frontier = grown.frontier
  }
  const full = tilesOf(leaves.length).filter(({ width }) => width === 256)
  const place = ({ level, number }: { level: number; number: number }) => `${level}/${number}`
  expect(tiles.map(place).toSorted()).toEqual(
    full.map(({ level, index }) => place({ level, number: index })).toSorted(),
  )
  expect(rootOfFrontier(sha256, frontier)).toEqual(rootOf(sha256, leaves))
})
