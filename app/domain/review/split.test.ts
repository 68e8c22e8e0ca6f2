import { expect, test } from 'vitest'
import { decide } from '../kernel/decide.ts'
import { readShares, sharesChanged, type SplitFacts, splitWorkflow } from './split.ts'

const now = new Date('2025-03-10T02:00:00Z')
const line = { name: '昆山市', places: 2, used: 0, granted: null }
const facts: SplitFacts = {
  now,
  actorId: 'approver',
  proposedById: 'handler',
  cityPlaces: 3,
  running: true,
  until: now,
  lines: [
    line,
    { ...line, name: '苏州工业园区', places: 1 },
    { ...line, name: '常熟市', places: null, used: 4 },
  ],
}

function confirm(changes: Partial<SplitFacts>) {
  const decided = decide(splitWorkflow, {
    transition: 'confirm',
    from: 'proposed',
    doing: { roles: ['approver'], level: 'city', owns: false },
    facts: { ...facts, ...changes },
  })
  return decided.ok ? decided.value.to : [decided.refusal.code, decided.refusal.params]
}

test.each<[string, Partial<SplitFacts>, unknown]>([
  ['as many as the city has, until the last instant', {}, 'confirmed'],
  ['by who proposed', { proposedById: 'approver' }, ['same_person', {}]],
  ['a city without places', { cityPlaces: null }, ['split_no_places', {}]],
  ['a halted call', { running: false }, ['split_not_running', {}]],
  ['after the counties’ deadline', { until: new Date(now.getTime() - 1) }, ['split_closed', {}]],
  ['a call without that deadline', { until: null }, 'confirmed'],
  ['one too many', { cityPlaces: 2 }, ['split_over', { sum: 3, places: 2, over: 1 }]],
  [
    'below what is used',
    { lines: [{ ...line, places: 1, used: 2 }] },
    ['split_below_used', { unit: '昆山市', places: 1, used: 2 }],
  ],
  ['what is used', { lines: [{ ...line, used: 2 }] }, 'confirmed'],
  [
    'more than the call gives the county',
    { lines: [{ ...line, granted: 1 }] },
    ['split_above_call', { unit: '昆山市', places: 2, granted: 1 }],
  ],
  ['fewer than the call gives the county', { lines: [{ ...line, granted: 5 }] }, 'confirmed'],
  ['nothing known', { lines: undefined }, ['split_over', { sum: 0, places: 3, over: -3 }]],
])('%s', (_, changes, outcome) => {
  expect(confirm(changes)).toEqual(outcome)
})

test('shares are read as whole numbers in any width; empty is no share, 0 is none to give', () => {
  const units = ['320576', '320581', '320583']
  expect(readShares({ 320576: ' ２ ', 320581: '', 320583: '0', 999999: '7' }, units)).toEqual({
    shares: [
      { unit: '320576', places: 2 },
      { unit: '320583', places: 0 },
    ],
    problems: [],
  })
  const { problems } = readShares({ 320576: '1.5', 320581: '-1', 320583: '两' }, units)
  expect(problems.map(({ path }) => path)).toEqual(['share.320576', 'share.320581', 'share.320583'])
})

test('what changed names the unit with both figures', () => {
  const before = [
    { unit: 'a', places: 1 },
    { unit: 'b', places: 2 },
  ]
  const after = [
    { unit: 'b', places: 3 },
    { unit: 'c', places: 0 },
  ]
  expect(sharesChanged(before, after)).toEqual([
    { unit: 'a', before: 1, after: null },
    { unit: 'b', before: 2, after: 3 },
    { unit: 'c', before: null, after: 0 },
  ])
  expect(sharesChanged(after, after)).toEqual([])
})
