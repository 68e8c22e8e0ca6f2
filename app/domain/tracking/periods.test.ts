import { expect, test } from 'vitest'
import { endedPeriods, periodsToReport } from './periods.ts'

test('a period that began before the contract was signed counts, one that ended before does not', () => {
  expect(periodsToReport('quarter', '2025-05-12', '2026-01-01')).toEqual([
    '2025Q2',
    '2025Q3',
    '2025Q4',
    '2026Q1',
  ])
  expect(periodsToReport('quarter', '2025-03-31', '2025-03-31')).toEqual(['2025Q1'])
  expect(periodsToReport('quarter', '2025-04-01', '2025-06-30')).toEqual(['2025Q2'])
  expect(periodsToReport('half_year', '2025-05-12', '2026-03-31')).toEqual(['2025H1', '2025H2', '2026H1'])
})

test('where the guideline names no kind, both are offered by the day they end', () => {
  expect(periodsToReport('none', '2025-05-12', '2025-12-31')).toEqual([
    '2025Q2',
    '2025H1',
    '2025Q3',
    '2025Q4',
    '2025H2',
  ])
})

test('a project that ends before it begins has none', () => {
  expect(periodsToReport('quarter', '2026-05-12', '2025-12-31')).toEqual([])
})

test('a period has ended the day after its last one', () => {
  expect(endedPeriods('quarter', '2025-05-12', '2025-09-30', '2026-12-31')).toEqual(['2025Q2'])
  expect(endedPeriods('quarter', '2025-05-12', '2025-10-01', '2026-12-31')).toEqual(['2025Q2', '2025Q3'])
  expect(endedPeriods('half_year', '2025-07-01', '2025-12-31', '2026-12-31')).toEqual([])
})

test('the last period is the one in which the project ends, once it is over', () => {
  const ended = (today: string) => endedPeriods('quarter', '2025-05-12', today, '2025-08-15')
  expect(ended('2025-09-30')).toEqual(['2025Q2'])
  expect(ended('2026-05-01')).toEqual(['2025Q2', '2025Q3'])
})
