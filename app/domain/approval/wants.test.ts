import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenPerWan, sumFen } from '../kernel/money.ts'
import { allocate, type AllocationEntry, type AllocationFacts } from './allocate.ts'
import { planTotalRefusal, totalRefusal } from './total-broken.ts'
import type { Spent, TotalCaps } from './total-caps.ts'
import { type CapTerms, type Tier, tierOf } from './wants.ts'

const wan = (amount: number) => BigInt(amount) * fenPerWan
const nanjing = '320100'
const suzhou = '320500'

function entry(id: string, rank: number, score: number, raw: number, region = suzhou, enterprise = id) {
  return { id, rank, scoreCenti: score * 100, rawFen: wan(raw), member: { region, enterprise } }
}
/** The vector of C.3 with cities: A and C in Suzhou, B and D in Nanjing. */
const entries: AllocationEntry[] = [
  entry('A', 1, 92.4, 1000),
  entry('B', 2, 88.1, 430, nanjing),
  entry('C', 3, 85, 1000),
  entry('D', 4, 79.6, 260, nanjing),
  entry('E', 5, 58.9, 900),
]
const tiers: Tier[] = [
  { grade: 'A', fromScore: 9000, amountFen: wan(800) },
  { grade: 'B', fromScore: 8500, amountFen: wan(500) },
  { grade: 'C', fromScore: 8000, amountFen: wan(300) },
]
const noCaps: TotalCaps = { of: { region: null, enterprise: null }, regions: new Map() }
const common = { budgetFen: wan(2600), passLine: 6000, entries }
const tiered: AllocationFacts = { ...common, strategy: 'tiered', tiers, partial: true, floorFen: wan(50) }
const cutoff: AllocationFacts = { ...common, strategy: 'rank_cutoff', partial: true, floorFen: wan(50) }

function terms(caps: Partial<TotalCaps>, taken: readonly Spent[] = []): CapTerms {
  return { caps: { ...noCaps, ...caps }, taken, floorFen: wan(50) }
}

/** id, 万元, codes of what limited it */
function amounts(facts: AllocationFacts) {
  const result = allocate(facts)
  if (!result.ok) return result.refusal
  return result.value.items.map(({ id, amountFen, limits, reason }) =>
    [id, Number(amountFen / fenPerWan), ...[...limits, { reason }].map((said) => said.reason?.code ?? '')]
      .filter((said) => said !== '')
      .join(' '),
  )
}

test('a grade gives its amount, never more than what was computed, and nothing below the lowest', () => {
  expect(amounts(tiered)).toEqual([
    'A 800 allocation_tier',
    'B 430 allocation_tier_within',
    'C 500 allocation_tier',
    'D 0 allocation_below_tiers',
    'E 0 allocation_below_pass_line',
  ])
})

test('grades go by rank until the budget ends, the last one takes the rest or nothing', () => {
  const short = { ...tiered, budgetFen: wan(1500) }
  expect(amounts(short)).toContain('C 270 allocation_tier allocation_partial')
  expect(amounts({ ...short, partial: false })).toContain('C 0 allocation_tier allocation_beyond_budget')
})

test.each([
  [9000, 'A'],
  [8999, 'B'],
  [8000, 'C'],
  [7999, null],
])('a score of %d centi-points is in grade %s, in whatever order the grades stand', (score, grade) => {
  expect(tierOf(tiers, score)?.grade ?? null).toBe(grade)
  expect(tierOf(tiers.toReversed(), score)?.grade ?? null).toBe(grade)
})

test('the total of a city cuts whoever stands behind, with its figures, and the money goes on to others', () => {
  const capped = { ...cutoff, terms: terms({ of: { region: wan(1200), enterprise: null } }) }
  expect(amounts(capped)).toEqual([
    'A 1000',
    'B 430',
    'C 200 allocation_region_cap',
    'D 260',
    'E 0 allocation_below_pass_line',
  ])
  const result = allocate(capped)
  expect(result.ok && result.value.items[2]?.limits[0]).toEqual({
    step: 'region_cap',
    fen: wan(200),
    reason: {
      code: 'allocation_region_cap',
      params: { cap: '1,200.00', used: '1,000.00', left: '200.00', floor: '50.00' },
    },
  })
})

test('a city may have a total of its own; a rest below the floor is not given; other plans count', () => {
  const own = terms({ of: { region: wan(600), enterprise: null }, regions: new Map([[suzhou, wan(1030)]]) })
  expect(amounts({ ...cutoff, terms: own })).toEqual([
    'A 1000',
    'B 430',
    'C 0 allocation_region_cap_floor',
    'D 170 allocation_region_cap',
    'E 0 allocation_below_pass_line',
  ])
  const taken = [{ region: suzhou, enterprise: 'X', fen: wan(500) }]
  const rest = terms({ of: { region: wan(1200), enterprise: null } }, taken)
  expect(amounts({ ...cutoff, terms: rest })).toContain('A 700 allocation_region_cap')
})

test('the total of an enterprise counts all its projects, and grades and totals cut one after the other', () => {
  const two = [
    entry('A', 1, 92, 1000, suzhou, 'X'),
    entry('B', 2, 91, 1000, nanjing, 'X'),
    entry('C', 3, 86, 700),
  ]
  const facts = { ...tiered, entries: two, terms: terms({ of: { region: wan(1000), enterprise: wan(900) } }) }
  expect(amounts(facts)).toEqual([
    'A 800 allocation_tier',
    'B 100 allocation_tier allocation_enterprise_cap',
    'C 200 allocation_tier allocation_region_cap',
  ])
})

test('in proportion, what the totals leave is reduced alike', () => {
  const capped = terms({ of: { region: wan(1200), enterprise: null } })
  const facts = { ...common, budgetFen: wan(945), strategy: 'proportional' as const, terms: capped }
  expect(amounts(facts)).toEqual([
    'A 500 allocation_proportional',
    'B 215 allocation_proportional',
    'C 100 allocation_region_cap allocation_proportional',
    'D 130 allocation_proportional',
    'E 0 allocation_below_pass_line',
  ])
})

test('equals whom a total would treat unequally wait for a collective decision', () => {
  const equals = entries.map((one) => ({ ...one, rank: one.id === 'C' ? 1 : one.rank }))
  const facts = { ...cutoff, budgetFen: wan(9000), entries: equals }
  const refused = { code: 'allocation_tie_at_cap', params: { rank: 1 }, status: 409 }
  expect(amounts({ ...facts, terms: terms({ of: { region: wan(1200), enterprise: null } }) })).toMatchObject(
    refused,
  )
  expect(amounts({ ...facts, terms: terms({ of: { region: wan(2000), enterprise: null } }) })).toContain(
    'C 1000',
  )
})

const member = fc.record({
  region: fc.constantFrom('1', '2', '3'),
  enterprise: fc.constantFrom('x', 'y', 'z'),
})
const amount = fc.bigInt(0n, 3000n * fenPerWan)
const rows = fc.array(fc.record({ score: fc.nat(10_000), raw: fc.nat(2000), member }), { maxLength: 14 })
const someFacts = fc.record({
  rows,
  budgetFen: fc.bigInt(0n, 10n ** 10n),
  strategy: fc.constantFrom('rank_cutoff', 'proportional', 'tiered'),
  partial: fc.boolean(),
  region: fc.option(amount),
  enterprise: fc.option(amount),
  own: fc.option(amount),
  taken: fc.array(fc.record({ member, fen: amount }), { maxLength: 3 }),
})

test('Σ within the budget, every total kept, no row above its grade or its computed amount, rows in any order', () => {
  fc.assert(
    fc.property(someFacts, ({ rows, budgetFen, strategy, partial, region, enterprise, own, taken }) => {
      const list = rows.map(({ score, raw, member }, i) => ({
        id: `p${i}`,
        rank: i + 1,
        scoreCenti: score,
        rawFen: wan(raw),
        member,
      }))
      const regions = new Map(own === null ? [] : [['2', own]])
      const spent = taken.map(({ member, fen }) => ({ ...member, fen }))
      const facts = {
        budgetFen,
        passLine: 6000,
        strategy,
        partial,
        tiers,
        floorFen: wan(50),
        terms: { caps: { of: { region, enterprise }, regions }, taken: spent, floorFen: wan(50) },
      }
      const result = allocate({ ...facts, entries: list })
      const turned = allocate({ ...facts, entries: list.toReversed() })
      if (!result.ok || !turned.ok) throw new Error('refused')
      expect(turned.value.items.toReversed()).toEqual(result.value.items)

      const { items, totalFen } = result.value
      expect(sumFen(items.map(({ amountFen }) => amountFen))).toBe(totalFen)
      expect(totalFen <= budgetFen).toBe(true)
      const given = list.map((one, i) => ({ ...one.member, fen: items[i]?.amountFen ?? 0n }))
      for (const [kind, key, cap] of [
        ...['1', '3'].map((key) => ['region', key, region] as const),
        ['region', '2', own ?? region] as const,
        ...['x', 'y', 'z'].map((key) => ['enterprise', key, enterprise] as const),
      ]) {
        const ours = sumFen(given.filter((one) => one[kind] === key).map(({ fen }) => fen))
        const others = sumFen(spent.filter((one) => one[kind] === key).map(({ fen }) => fen))
        if (cap !== null && ours > 0n) expect(ours + others <= cap).toBe(true)
      }
      items.forEach(({ amountFen }, i) => {
        const one = list[i]
        const tier = tierOf(tiers, one?.scoreCenti ?? 0)
        expect(amountFen % fenPerWan).toBe(0n)
        expect(amountFen <= (one?.rawFen ?? 0n)).toBe(true)
        if (strategy === 'tiered') expect(amountFen <= (tier?.amountFen ?? 0n)).toBe(true)
        if ((one?.scoreCenti ?? 0) < 6000) expect(amountFen).toBe(0n)
      })
    }),
  )
})

test('with equals too, plan or refusal are the same in whatever order the rows stand', () => {
  const ranked = fc.array(fc.record({ rank: fc.integer({ min: 1, max: 4 }), raw: fc.nat(900), member }), {
    maxLength: 9,
  })
  fc.assert(
    fc.property(ranked, amount, amount, fc.boolean(), (rows, budgetFen, region, partial) => {
      const list = rows.map(({ rank, raw, member }, i) => ({
        id: `p${i}`,
        rank,
        scoreCenti: 9500 - rank * 100,
        rawFen: raw < 50 ? 0n : wan(raw),
        member,
      }))
      const facts = { ...cutoff, budgetFen, partial, terms: terms({ of: { region, enterprise: null } }) }
      const [one, other] = [
        allocate({ ...facts, entries: list }),
        allocate({ ...facts, entries: list.toReversed() }),
      ]
      if (!one.ok || !other.ok) {
        expect(one).toEqual(other)
        return
      }
      expect(other.value.items.toReversed()).toEqual(one.value.items)
      for (const a of list)
        for (const b of list.filter(({ rank }) => rank === a.rank)) {
          const given = (id: string) => one.value.items.find((item) => item.id === id)?.amountFen ?? 0n
          if (given(a.id) < a.rawFen && a.rawFen === b.rawFen && a.member.region === b.member.region)
            expect(given(b.id)).toBe(given(a.id))
        }
    }),
  )
})

const caps: TotalCaps = { ...noCaps, of: { region: wan(1000), enterprise: wan(600) } }
const others: Spent[] = [
  { region: suzhou, enterprise: 'X', fen: wan(500) },
  { region: suzhou, enterprise: 'Y', fen: wan(300) },
]

test.each([
  ['Z', suzhou, 200, null, {}],
  ['Z', suzhou, 201, 'above_region_cap', { cap: '1,000.00', used: '800.00', left: '200.00', over: '1.00' }],
  [
    'X',
    nanjing,
    101,
    'above_enterprise_cap',
    { cap: '600.00', used: '500.00', left: '100.00', over: '1.00' },
  ],
  ['Z', nanjing, 600, null, {}],
])('by hand, for enterprise %s in %s, %d 万元: %s', (enterprise, region, amount, code, params) => {
  const asked = { member: { region, enterprise }, project: '一期', fen: wan(amount), path: 'amountWan' }
  const refusal = totalRefusal(asked, caps, others)?.refusal
  expect(refusal?.code ?? null).toBe(code)
  if (refusal)
    expect(refusal).toMatchObject({ params: { ...params, project: '一期' }, fields: [{ path: 'amountWan' }] })
})

test('a whole plan is measured beside what other plans took meanwhile', () => {
  const items = [
    { region: suzhou, enterprise: 'V', fen: wan(150), project: '甲' },
    { region: suzhou, enterprise: 'W', fen: wan(90), project: '乙' },
    { region: nanjing, enterprise: 'Z', fen: wan(600), project: '丙' },
  ]
  expect(planTotalRefusal(items, caps, others)?.refusal).toMatchObject({
    code: 'plan_above_region_cap',
    status: 409,
    params: { projects: '甲、乙', asked: '240.00', left: '200.00', over: '40.00' },
  })
  expect(planTotalRefusal(items.slice(1), caps, others)).toBeNull()
})
