import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardScheme } from '../guideline/score-scheme.ts'
import { aggregate, type CountedSheet } from './aggregate.ts'

function sheets(totals: number[], vetoes = 0): CountedSheet[] {
  return totals.map((total, i) => ({
    totalCenti: Math.round(total * 100),
    marks: { S1: 1500, S2: 2000 + i * 100 },
    vetoed: i < vetoes,
    valid: true,
  }))
}

test.each([
  [[88, 92, 79, 85, 90], 8680, 8767],
  [[76.5, 81, 95, 80, 78], 8210, 7967],
  [[80, 80, 80], 8000, 8000],
  [[90, 80, 81, 82], 8325, 8325],
  [[90, 90, 90, 70, 70, 70], 8000, 8000],
])('%j has mean %i and score %i', (totals, meanCenti, scoreCenti) => {
  expect(aggregate(sheets(totals), standardScheme)).toMatchObject({
    meanCenti,
    scoreCenti,
    outcome: 'passed',
  })
})

test('a scheme may keep every sheet', () => {
  const scheme = { ...standardScheme, aggregation: 'mean' as const }
  expect(aggregate(sheets([88, 92, 79, 85, 90]), scheme)).toMatchObject({ scoreCenti: 8680, dropped: 0 })
})

test('void sheets do not count, and too few need another expert', () => {
  const two = sheets([90, 90, 10]).map((sheet, i) => ({ ...sheet, valid: i < 2 }))
  expect(aggregate(two, standardScheme)).toMatchObject({
    outcome: 'insufficient',
    count: 2,
    scoreCenti: null,
  })
  expect(aggregate([], standardScheme)).toMatchObject({
    outcome: 'insufficient',
    meanCenti: null,
    heaviest: null,
    twiceMedianCenti: null,
  })
})

test('half a centi-point is rounded up, at the very end', () => {
  expect(aggregate(sheets([59.99, 60, 59.99, 60]), standardScheme)).toMatchObject({
    scoreCenti: 6000,
    outcome: 'passed',
  })
  expect(aggregate(sheets([59.99, 60, 59.99]), standardScheme)).toMatchObject({
    scoreCenti: 5999,
    outcome: 'failed',
  })
})

test.each([
  ['any', 1, 'vetoed'],
  ['majority', 2, 'passed'],
  ['majority', 3, 'vetoed'],
  ['two', 1, 'passed'],
  ['two', 2, 'vetoed'],
] as const)('policy %s with %i of 5 vetoes: %s', (vetoPolicy, vetoes, outcome) => {
  expect(aggregate(sheets([88, 92, 79, 85, 90], vetoes), { ...standardScheme, vetoPolicy }).outcome).toBe(
    outcome,
  )
})

test('half of the sheets are no majority', () => {
  expect(aggregate(sheets([80, 80, 80, 80], 2), standardScheme).outcome).toBe('passed')
})

test('ties are measured on the heaviest item and the median', () => {
  const four = aggregate(sheets([88, 92, 79, 85]), standardScheme)
  expect(four).toMatchObject({ heaviest: { num: 8600n, den: 4n }, twiceMedianCenti: 17_300 })
  expect(aggregate(sheets([88, 92, 79]), standardScheme).twiceMedianCenti).toBe(17_600)
})

test('the score does not depend on the order and lies within the sheets', () => {
  const totals = fc.array(fc.nat(10_000), { minLength: 3, maxLength: 15 })
  fc.assert(
    fc.property(totals, fc.nat(), (values, turn) => {
      const counted = values.map((totalCenti) => ({ totalCenti, marks: {}, vetoed: false, valid: true }))
      const at = turn % values.length
      const turned = [...counted.slice(at), ...counted.slice(0, at)]
      const { scoreCenti } = aggregate(counted, standardScheme)
      expect(aggregate(turned, standardScheme).scoreCenti).toBe(scoreCenti)
      expect(scoreCenti).toBeGreaterThanOrEqual(Math.min(...values))
      expect(scoreCenti).toBeLessThanOrEqual(Math.max(...values))
    }),
  )
})
