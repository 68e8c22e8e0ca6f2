import { expect, test } from 'vitest'
import { numbered, officialDay, shortHash, wanSum } from './report.ts'

test('days are written as documents write them; other text stays', () => {
  expect(officialDay('2026-03-08')).toBe('2026年3月8日')
  expect(officialDay('2026-10-31')).toBe('2026年10月31日')
  expect(officialDay('另行通知')).toBe('另行通知')
})

test('sums are exact to the fen', () => {
  expect(wanSum([100_000n, 200_000n, 1n], (fen) => fen)).toBe('0.300001')
  expect(wanSum([], () => 0n)).toBe('0.00')
})

test('rows count from one; a hash is shown by its first sixteen digits', () => {
  expect(numbered(['甲', '乙'], (name) => ({ name }))).toEqual([
    { serial: '1', name: '甲' },
    { serial: '2', name: '乙' },
  ])
  expect(shortHash('8f4a2c6e1b7d9035a4c8')).toBe('8f4a 2c6e 1b7d 9035')
  expect(shortHash('')).toBe('')
})
