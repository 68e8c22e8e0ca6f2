import { expect, test } from 'vitest'
import { divisionOf, divisions } from './industries.ts'

test('industry has 41 divisions: 7 of mining, 31 of manufacture, 3 of supply', () => {
  const count = (section: string) => divisions.filter((division) => division.section === section).length
  expect(['B', 'C', 'D', 'I'].map(count)).toEqual([7, 31, 3, 3])
  expect(divisions.slice(0, 41).map(({ code }) => Number(code))).toEqual(
    Array.from({ length: 41 }, (_, i) => i + 6),
  )
})

test('names and codes are unique', () => {
  for (const key of ['code', 'zh', 'en'] as const) {
    expect(new Set(divisions.map((division) => division[key])).size).toBe(divisions.length)
  }
})

test('a code of any length leads to its division', () => {
  expect(['39', '391', '3911', 'C3911', ' c39 '].map((code) => divisionOf(code)?.code)).toEqual(
    Array(5).fill('39'),
  )
  expect(['', '5', 'D3911', '47', '39111', 'C'].map(divisionOf)).toEqual(Array(6).fill(null))
})
