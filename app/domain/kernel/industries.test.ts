import { expect, test } from 'vitest'
import { checkIndustry } from './industry-code.ts'
import { divisionOf, divisions, industryNames, industryText } from './industries.ts'

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

test('a code has two to four digits, with or without the letter of a section', () => {
  for (const code of ['38', '381', '3812', 'C3812', 'I65', '5100', 'A01', 'T97'])
    expect(checkIndustry(code), code).toEqual({ ok: true, value: code })
  for (const code of ['', '3', '38123', 'CC38', 'U38', 'C', '电气'])
    expect(checkIndustry(code), code).toMatchObject({ refusal: { code: 'industry_format' } })
  expect(checkIndustry(' c３８ ')).toMatchObject({ value: 'C38' })
})

test('a code stands with the name of its division, or alone', () => {
  expect(industryText('3812', 'zh')).toBe('3812 电气机械和器材制造业')
  expect(industryText('C38', 'en')).toBe('C38 Manufacture of electrical machinery and apparatus')
  expect(['5100', 'B38', ''].map((code) => industryText(code, 'zh'))).toEqual(['5100', 'B38', ''])
})

test('names are found by the code as it is read; what has no division has none', () => {
  expect([...industryNames(['c38', '5100', ''], 'zh')]).toEqual([['C38', 'C38 电气机械和器材制造业']])
})
