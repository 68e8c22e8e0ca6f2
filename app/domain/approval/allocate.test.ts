import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenPerWan, sumFen } from '../kernel/money.ts'
import { allocate, type AllocationEntry, type AllocationFacts } from './allocate.ts'

const wan = (amount: number) => BigInt(amount) * fenPerWan

const entries: AllocationEntry[] = [
  { id: 'A', rank: 1, scoreCenti: 9240, rawFen: wan(1000) },
  { id: 'B', rank: 2, scoreCenti: 8810, rawFen: wan(430) },
  { id: 'C', rank: 3, scoreCenti: 8500, rawFen: wan(1000) },
  { id: 'D', rank: 4, scoreCenti: 7960, rawFen: wan(260) },
  { id: 'E', rank: 5, scoreCenti: 5890, rawFen: wan(900) },
]
const common = { budgetFen: wan(2600), passLine: 6000, entries }
const cutoff: AllocationFacts = { ...common, strategy: 'rank_cutoff', partial: true, floorFen: wan(50) }

function amounts(facts: AllocationFacts) {
  const result = allocate(facts)
  return result.ok
    ? result.value.items.map(({ amountFen, reason }) => [Number(amountFen / fenPerWan), reason?.code ?? null])
    : result.refusal
}

test('by rank, the last one takes what is left', () => {
  expect(amounts(cutoff)).toEqual([
    [1000, null],
    [430, null],
    [1000, null],
    [170, 'allocation_partial'],
    [0, 'allocation_below_pass_line'],
  ])
  expect(allocate(cutoff)).toMatchObject({ value: { totalFen: wan(2600), leftFen: 0n } })
})

test('by rank, the last one is dropped, and nobody behind overtakes', () => {
  const behind = { id: 'F', rank: 6, scoreCenti: 7000, rawFen: wan(100) }
  expect(amounts({ ...cutoff, partial: false, entries: [...entries, behind] })).toEqual([
    [1000, null],
    [430, null],
    [1000, null],
    [0, 'allocation_beyond_budget'],
    [0, 'allocation_below_pass_line'],
    [0, 'allocation_beyond_budget'],
  ])
})

test('a part below the floor is not given', () => {
  expect(amounts({ ...cutoff, floorFen: wan(171) })).toContainEqual([0, 'allocation_beyond_budget'])
})

test('equals at the cut-off wait for a collective decision', () => {
  const equals = entries.map((entry) => ({ ...entry, rank: entry.id === 'D' ? 3 : entry.rank }))
  expect(amounts({ ...cutoff, entries: equals })).toMatchObject({
    code: 'allocation_tie_at_cutoff',
    params: { rank: 3 },
    status: 409,
  })
  expect(allocate({ ...cutoff, entries: equals, budgetFen: wan(2690) }).ok).toBe(true)
})

test('in proportion, to the last 万元', () => {
  expect(amounts({ ...common, strategy: 'proportional' })).toEqual([
    [967, 'allocation_proportional'],
    [416, 'allocation_proportional'],
    [966, 'allocation_proportional'],
    [251, 'allocation_proportional'],
    [0, 'allocation_below_pass_line'],
  ])
})

test('enough money cuts nobody', () => {
  const plenty = { ...common, budgetFen: wan(2690) }
  for (const facts of [
    { ...cutoff, ...plenty },
    { ...plenty, strategy: 'proportional' as const },
  ]) {
    expect(amounts(facts)).toEqual([
      [1000, null],
      [430, null],
      [1000, null],
      [260, null],
      [0, 'allocation_below_pass_line'],
    ])
  }
})

const some = fc
  .array(fc.record({ score: fc.nat(10_000), raw: fc.nat(2000) }), { maxLength: 12 })
  .map((rows) =>
    rows.map(({ score, raw }, i) => ({ id: `p${i}`, rank: i + 1, scoreCenti: score, rawFen: wan(raw) })),
  )

test('Σ stays within the budget, each within its raw amount, all in whole 万元', () => {
  fc.assert(
    fc.property(
      some,
      fc.bigInt(0n, 10n ** 10n),
      fc.constantFrom('rank_cutoff', 'proportional'),
      fc.boolean(),
      (list, budgetFen, strategy, partial) => {
        const result = allocate({
          entries: list,
          budgetFen,
          passLine: 6000,
          strategy,
          partial,
          floorFen: wan(50),
        })
        if (!result.ok) throw new Error(result.refusal.code)
        const { items, totalFen, leftFen } = result.value
        expect(sumFen(items.map(({ amountFen }) => amountFen))).toBe(totalFen)
        expect(totalFen + leftFen).toBe(budgetFen)
        expect(leftFen >= 0n).toBe(true)
        items.forEach(({ id, amountFen }, i) => {
          const entry = list[i]
          expect(entry?.id).toBe(id)
          expect(amountFen % fenPerWan).toBe(0n)
          expect(amountFen <= (entry?.rawFen ?? 0n)).toBe(true)
          if ((entry?.scoreCenti ?? 0) < 6000) expect(amountFen).toBe(0n)
        })
      },
    ),
  )
})

test('in proportion, a short budget is used to its last whole 万元', () => {
  fc.assert(
    fc.property(some, fc.nat(5000), (list, budget) => {
      const wanted = sumFen(list.filter(({ scoreCenti }) => scoreCenti >= 6000).map(({ rawFen }) => rawFen))
      fc.pre(wanted > wan(budget))
      const result = allocate({
        entries: list,
        budgetFen: wan(budget),
        passLine: 6000,
        strategy: 'proportional',
      })
      expect(result.ok && result.value.leftFen).toBe(0n)
    }),
  )
})
