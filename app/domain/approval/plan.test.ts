import { expect, test } from 'vitest'
import { fenPerWan } from '../kernel/money.ts'
import { standardConfiguration } from '../guideline/standard.ts'
import {
  offeredStrategies,
  type PlanItem,
  share,
  type ShareFacts,
  strategyOf,
  tiersOf,
  unexplainedDepartures,
} from './plan.ts'
import { computedSteps, stepsFrom, stepsText } from './steps.ts'

const wan = (amount: number) => BigInt(amount) * fenPerWan
const entry = (id: string, rank: number, scoreCenti: number, raw: number) => ({
  id,
  rank,
  scoreCenti,
  rawFen: wan(raw),
})
const facts: ShareFacts = {
  strategy: 'cutoff_partial',
  budgetFen: wan(2600),
  passLine: 6000,
  floorFen: wan(50),
  entries: [
    entry('A', 1, 9240, 1000),
    entry('B', 2, 8810, 430),
    entry('C', 3, 8500, 1000),
    entry('D', 4, 7960, 260),
    entry('E', 5, 5890, 900),
  ],
}
const amounts = (given: ShareFacts) => share(given).map(({ amountFen }) => Number(amountFen / fenPerWan))

test.each([
  ['cutoff_partial', [1000, 430, 1000, 170, 0]],
  ['cutoff_drop', [1000, 430, 1000, 0, 0]],
  ['proportional', [967, 416, 966, 251, 0]],
] as const)('the vector of C.3 by %s', (strategy, expected) => {
  expect(amounts({ ...facts, strategy })).toEqual(expected)
})

test('equals at the end of the budget get nothing until their order is decided', () => {
  const entries = facts.entries.map((one) => (one.id === 'D' ? { ...one, rank: 3 } : one))
  expect(amounts({ ...facts, entries })).toEqual([1000, 430, 0, 0, 0])
  expect(share({ ...facts, entries })[2]?.reason).toEqual({ code: 'allocation_tie', params: { rank: 3 } })
})

test('equals who share a total that is not enough get nothing until their order is decided', () => {
  const member = { region: '320500', enterprise: 'X' }
  const entries = facts.entries.map((one) => ({ ...one, member, rank: one.id === 'D' ? 3 : one.rank }))
  const caps = { of: { region: wan(2000), enterprise: null }, regions: new Map() }
  const terms = { caps, taken: [], floorFen: wan(50) }
  const shared = share({ ...facts, entries, terms, budgetFen: wan(9000) })
  expect(shared.map(({ amountFen }) => Number(amountFen / fenPerWan))).toEqual([1000, 430, 0, 0, 0])
  expect(shared[2]?.reason).toEqual({ code: 'allocation_cap_tie', params: { rank: 3 } })
})

test('grades are offered only where the call sets some', () => {
  const { allocation } = standardConfiguration({ code: 'X', title: '', year: 2025 })
  const tiers = [{ grade: 'A', fromScore: 9000, amountWan: '500' }]
  expect(offeredStrategies({ allocation })).not.toContain('tiered')
  expect(offeredStrategies({ allocation: { ...allocation, tiers } })).toContain('tiered')
  expect(strategyOf({ allocation: { ...allocation, strategy: 'tiered', tiers } })).toBe('tiered')
  expect(tiersOf({ allocation: { ...allocation, tiers } })).toEqual([
    { grade: 'A', fromScore: 9000, amountFen: wan(500) },
  ])
})

function item(id: string, rank: number, amount: number, changes: Partial<PlanItem> = {}): PlanItem {
  return {
    id,
    rank,
    scoreCenti: 8000,
    rawFen: wan(100),
    amountFen: wan(amount),
    reason: '',
    ...changes,
  }
}

test('whoever is passed over for one behind needs a written reason', () => {
  const passedOver = (...items: PlanItem[]) => unexplainedDepartures(items, 6000).map(({ id }) => id)
  expect(passedOver(item('A', 1, 100), item('B', 2, 0), item('C', 3, 0))).toEqual([])
  expect(passedOver(item('A', 1, 0), item('B', 2, 0), item('C', 3, 100))).toEqual(['A', 'B'])
  expect(passedOver(item('A', 1, 0, { reason: '已停产' }), item('B', 2, 100))).toEqual([])
  expect(passedOver(item('A', 1, 0, { scoreCenti: 5999 }), item('B', 2, 100))).toEqual([])
  expect(passedOver(item('A', 1, 0, { rawFen: 0n }), item('B', 2, 100))).toEqual([])
  expect(passedOver(item('A', 1, 0, { leftOut: true }), item('B', 2, 100))).toEqual([])
})

test('steps come back as they were kept', () => {
  const steps = [
    { step: 'gross', fen: wan(12_000), reason: null },
    { step: 'allocation', fen: wan(170), reason: { code: 'allocation_partial', params: { raw: '260.00' } } },
  ] as const
  expect(stepsFrom(stepsText(steps))).toEqual(steps)
  expect(computedSteps(steps)).toHaveLength(1)
})
