import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expertFlags, isDisputed, sheetDeviations, type ExpertSheet } from './deviation.ts'

test('95 among [76.5, 81, 95, 80, 78] is flagged', () => {
  expect(sheetDeviations([7650, 8100, 9500, 8000, 7800], 1500)).toEqual([
    { deviationCenti: -700, flagged: false },
    { deviationCenti: -138, flagged: false },
    { deviationCenti: 1613, flagged: true },
    { deviationCenti: -263, flagged: false },
    { deviationCenti: -513, flagged: false },
  ])
})

test('exactly the limit is no flag, and one sheet has no others', () => {
  expect(sheetDeviations([9500, 8000], 1500).map(({ flagged }) => flagged)).toEqual([false, false])
  expect(sheetDeviations([9501, 8000], 1500).map(({ flagged }) => flagged)).toEqual([true, true])
  expect(sheetDeviations([9500], 1500)).toEqual([])
})

test('a range above 20 points is disputed', () => {
  expect(isDisputed([9000, 7000, 8000])).toBe(false)
  expect(isDisputed([9001, 7000])).toBe(true)
  expect(isDisputed([])).toBe(false)
})

function sheets(count: number, over: (i: number) => Partial<ExpertSheet>): ExpertSheet[] {
  return Array.from({ length: count }, (_, i) => ({
    totalCenti: 6000 + i * 300,
    deviationCenti: 0,
    sharesBp: [8000, 9000],
    seconds: 600,
    comment: `${i}`,
    ...over(i),
  }))
}

test('habits of an expert are named', () => {
  expect(expertFlags(sheets(10, () => ({})))).toEqual([])
  expect(expertFlags(sheets(10, () => ({ deviationCenti: 801 })))).toEqual(['lenient'])
  expect(expertFlags(sheets(10, () => ({ deviationCenti: -801 })))).toEqual(['severe'])
  expect(expertFlags(sheets(9, () => ({ deviationCenti: -801 })))).toEqual([])
  expect(expertFlags(sheets(10, (i) => ({ totalCenti: 8000 + i })))).toEqual(['no_discrimination'])
  expect(
    expertFlags(sheets(2, () => ({ sharesBp: [8000, 8000], seconds: 179, comment: '好 项目' }))),
  ).toEqual(['equal_items', 'hasty', 'copied_comments'])
})

test('deviations cancel out', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 2, maxLength: 15 }), (totals) => {
      const sum = sheetDeviations(totals, 1500).reduce(
        (total, { deviationCenti }) => total + deviationCenti,
        0,
      )
      expect(Math.abs(sum)).toBeLessThanOrEqual(totals.length / 2)
    }),
  )
})
