import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardScheme } from '../guideline/score-scheme.ts'
import { rank, type RankEntry } from './rank.ts'

const { tieBreak } = standardScheme

function entry(id: string, over: Partial<RankEntry> = {}): RankEntry {
  return {
    id,
    scoreCenti: 8000,
    heaviest: { num: 60n, den: 3n },
    twiceMedianCenti: 16_000,
    priorityTags: 0,
    collectiveOrder: null,
    ...over,
  }
}

test('equals share a rank and the next rank is skipped', () => {
  const entries = [entry('d', { scoreCenti: 7000 }), entry('c'), entry('b'), entry('a', { scoreCenti: 9000 })]
  expect(rank(entries, tieBreak)).toEqual([
    { id: 'a', rank: 1, decidedBy: 'score' },
    { id: 'b', rank: 2, decidedBy: 'score' },
    { id: 'c', rank: 2, decidedBy: 'equal' },
    { id: 'd', rank: 4, decidedBy: 'score' },
  ])
})

test('ties break on the heaviest item, then the median, then the tags', () => {
  const entries = [
    entry('a'),
    entry('b', { priorityTags: 1 }),
    entry('c', { twiceMedianCenti: 16_001 }),
    entry('d', { heaviest: { num: 41n, den: 2n } }),
  ]
  expect(rank(entries, tieBreak)).toEqual([
    { id: 'd', rank: 1, decidedBy: 'score' },
    { id: 'c', rank: 2, decidedBy: 'heaviest_item' },
    { id: 'b', rank: 3, decidedBy: 'median' },
    { id: 'a', rank: 4, decidedBy: 'priority_tags' },
  ])
})

test('a collective decision orders equals once it names them all', () => {
  const decided = [entry('a', { collectiveOrder: 2 }), entry('b', { collectiveOrder: 1 })]
  expect(rank(decided, tieBreak).map(({ id, rank, decidedBy }) => [id, rank, decidedBy])).toEqual([
    ['b', 1, 'score'],
    ['a', 2, 'collective_decision'],
  ])
  expect(rank([...decided, entry('c')], tieBreak).map((row) => row.rank)).toEqual([1, 1, 1])
})

test('a collective decision never overturns a better score', () => {
  const entries = [entry('a', { collectiveOrder: 2, scoreCenti: 8001 }), entry('b', { collectiveOrder: 1 })]
  expect(rank(entries, tieBreak).map((row) => row.id)).toEqual(['a', 'b'])
})

test('a rank is one more than the number of better entries, in whatever order they come', () => {
  const some = fc.record({
    score: fc.nat(3),
    median: fc.nat(2),
    tags: fc.nat(1),
    order: fc.option(fc.nat(3)),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 9 }), (rows) => {
      const entries = rows.map((row, i) =>
        entry(`e${i}`, {
          scoreCenti: row.score,
          twiceMedianCenti: row.median,
          priorityTags: row.tags,
          collectiveOrder: row.order,
        }),
      )
      const ranked = rank(entries, tieBreak)
      expect(rank(entries.toReversed(), tieBreak)).toEqual(ranked)
      ranked.forEach((row) =>
        expect(row.rank).toBe(ranked.filter((other) => other.rank < row.rank).length + 1),
      )
    }),
  )
})
