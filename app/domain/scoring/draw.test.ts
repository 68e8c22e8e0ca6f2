import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cityLimit,
  draw,
  drawSeed,
  expertKinds,
  nextInOrder,
  nextSubstitute,
  type Candidate,
  type DrawPlan,
} from './draw.ts'
import { randomBelow, shuffle } from './random.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const seedOf = (salt: string) => drawSeed(sha256, { poolSha256: 'p', serverNonce: 'n', salt })

const pool: Candidate[] = Array.from({ length: 30 }, (_, i) => ({
  id: `e${String(i).padStart(2, '0')}`,
  kind: i % 5 === 0 ? 'finance' : 'technical',
  city: `c${i % 7}`,
}))
const plan: DrawPlan = {
  seats: { technical: 4, finance: 1 },
  substitutes: { technical: 4, finance: 1 },
  maxPerCity: 1,
}

test('the generator is the published one', () => {
  const below = randomBelow(sha256, new Uint8Array())
  const first = sha256(new Uint8Array(8))
  expect([below(2 ** 32), below(2 ** 32)]).toEqual([first.readUInt32BE(0), first.readUInt32BE(4)])
  for (let i = 2; i < 8; i++) below(2 ** 32)
  expect(below(2 ** 32)).toBe(sha256(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 1])).readUInt32BE(0))
})

test('words of the last incomplete range are rejected', () => {
  const words = [0xffffffff, 0xfffffffe, 7, 0, 0, 0, 0, 0]
  const fixed = () => {
    const block = Buffer.alloc(32)
    words.forEach((word, i) => block.writeUInt32BE(word, i * 4))
    return block
  }
  expect(randomBelow(fixed, new Uint8Array())(2 ** 31 + 1)).toBe(7)
})

test('a published draw repeats', () => {
  const result = draw(sha256, seedOf('31415'), pool, plan)
  expect(result).toEqual(draw(sha256, seedOf('31415'), pool.toReversed(), plan))
  expect(result).toMatchObject({ value: { members: ['e27', 'e02', 'e18', 'e01', 'e00'], warnings: [] } })
  expect(result).not.toEqual(draw(sha256, seedOf('31416'), pool, plan))
})

test('a shuffle is fair', () => {
  const below = randomBelow(sha256, seedOf('fair'))
  const counts = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const key = shuffle(['a', 'b', 'c'], below).join('')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

test('what cannot be drawn says what is short', () => {
  const experts = pool.filter((candidate) => candidate.kind === 'technical')
  expect(draw(sha256, seedOf('1'), experts, plan)).toMatchObject({
    refusal: { code: 'draw_short_finance', params: { available: 0, wanted: 1 } },
  })
  const oneCity = pool.map((candidate) => ({ ...candidate, city: 'c0' }))
  expect(draw(sha256, seedOf('1'), oneCity, plan)).toMatchObject({
    refusal: { code: 'draw_city_limit', params: { limit: 1 } },
  })
})

test('a narrow pool warns', () => {
  expect(draw(sha256, seedOf('1'), pool.slice(0, 9), plan)).toMatchObject({
    value: {
      warnings: [
        { code: 'draw_pool_narrow', params: { candidates: 9, seats: 5 } },
        { code: 'draw_substitutes_short', params: { found: 4, wanted: 5 } },
      ],
    },
  })
})

test('a third of five seats is one', () => {
  expect([5, 7, 9, 2].map((seats) => cityLimit(seats, { num: 1, den: 3 }))).toEqual([1, 2, 3, 1])
})

test('a substitute has the kind of who leaves and room in the city', () => {
  const [a, b, c, d] = [
    { id: 'a', kind: 'technical', city: 'c1' },
    { id: 'b', kind: 'technical', city: 'c2' },
    { id: 'c', kind: 'finance', city: 'c3' },
    { id: 'd', kind: 'technical', city: 'c1' },
  ] as const
  const facts = { staying: [b], substitutes: [c, { ...b, id: 'e' }, d], maxPerCity: 1 }
  expect(nextSubstitute(a, facts)?.id).toBe('d')
  expect(nextSubstitute(a, { ...facts, maxPerCity: null })?.id).toBe('e')
  expect(nextSubstitute(a, { ...facts, substitutes: [c] })).toBe(null)
})

test('further experts come in the drawn order, by kind, with room in their city', () => {
  const person = (id: string, kind: Candidate['kind'], city: string): Candidate => ({ id, kind, city })
  const order = [
    person('a', 'technical', 'c1'),
    person('b', 'finance', 'c2'),
    person('c', 'technical', 'c2'),
    person('d', 'technical', 'c3'),
    person('e', 'technical', 'c4'),
  ]
  const facts = { seated: new Set(['a']), staying: [person('m', 'technical', 'c2')], maxPerCity: 1 }
  const called = (open: DrawPlan['seats'], changes: Partial<typeof facts> = {}) =>
    nextInOrder(order, { ...facts, ...changes, open }).map(({ id }) => id)
  expect(called({ technical: 1 })).toEqual(['d'])
  expect(called({ technical: 5 })).toEqual(['d', 'e'])
  expect(called({ technical: 1, finance: 1 }, { staying: [] })).toEqual(['b', 'd'])
  expect(called({ management: 1 })).toEqual([])
  expect(called({})).toEqual([])
})

/** Tries every set of members: slow and plain. */
function exists(
  people: readonly Candidate[],
  { seats, maxPerCity }: DrawPlan,
  from = 0,
  taken: Candidate[] = [],
): boolean {
  const over = expertKinds.some((kind) => taken.filter((t) => t.kind === kind).length > (seats[kind] ?? 0))
  const crowded = taken.some((t) => taken.filter((o) => o.city === t.city).length > (maxPerCity ?? Infinity))
  if (over || crowded) return false
  if (taken.length === expertKinds.reduce((sum, kind) => sum + (seats[kind] ?? 0), 0)) return true
  return people
    .slice(from)
    .some((person, i) =>
      exists(people, { seats, substitutes: {}, maxPerCity }, from + i + 1, [...taken, person]),
    )
}

test('whenever a panel exists one is drawn, and it keeps every condition', () => {
  const person = fc.record({ kind: fc.constantFrom(...expertKinds), city: fc.constantFrom('c1', 'c2', 'c3') })
  fc.assert(
    fc.property(
      fc.array(person, { maxLength: 9 }),
      fc.record({ technical: fc.nat(3), finance: fc.nat(2), management: fc.nat(1) }),
      fc.option(fc.integer({ min: 1, max: 3 })),
      fc.string(),
      (people, seats, maxPerCity, salt) => {
        const candidates = people.map((one, i) => ({ id: `e${i}`, ...one }))
        const wish = { seats, substitutes: { technical: 1 }, maxPerCity }
        const result = draw(sha256, seedOf(salt), candidates, wish)
        expect(result.ok).toBe(exists(candidates, wish))
        if (!result.ok) return
        const members = candidates.filter(({ id }) => result.value.members.includes(id))
        expect(members).toHaveLength(result.value.members.length)
        for (const kind of expertKinds)
          expect(members.filter((m) => m.kind === kind)).toHaveLength(seats[kind])
        for (const { city } of members) {
          expect(members.filter((m) => m.city === city).length).toBeLessThanOrEqual(maxPerCity ?? 99)
        }
        expect(result.value.order.toSorted()).toEqual(candidates.map(({ id }) => id))
        expect(result.value.substitutes.some((id) => result.value.members.includes(id))).toBe(false)
      },
    ),
    { numRuns: 300 },
  )
})
