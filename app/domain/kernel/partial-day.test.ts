import { expect, test } from 'vitest'
import { checkPartialDay, firstDayOf, isStill, lastDayOf } from './partial-day.ts'

test.each([
  ['2021', '2021'],
  ['2021年', '2021'],
  ['2021-03', '2021-03'],
  ['2021.3', '2021-03'],
  ['２０２１／３', '2021-03'],
  ['2021年3月', '2021-03'],
  [' 2021-3-8 ', '2021-03-08'],
  ['2021年3月8日', '2021-03-08'],
  ['2024.2.29', '2024-02-29'],
])('%s is understood as %s', (typed, day) => {
  expect(checkPartialDay(typed)).toEqual({ ok: true, value: day })
})

test.each([
  '1899',
  '2101-01',
  '20211',
  '202103',
  '2021-13',
  '2021-0',
  '2023-02-29',
  '2021-03-',
  '去年',
  '2021，2022',
])('%s is no day, month or year', (typed) => {
  expect(checkPartialDay(typed)).toMatchObject({ refusal: { code: 'partial_day_format' } })
})

test('nothing typed is asked for', () => {
  expect(checkPartialDay(' ')).toMatchObject({ refusal: { code: 'day_required' } })
})

test('nothing, and the words for it, say that something lasts', () => {
  expect(['', ' ', '至今', 'Present', '-'].every(isStill)).toBe(true)
  expect(['2024', '至', '不详'].some(isStill)).toBe(false)
})

test.each([
  ['2021', '2021-01-01', '2021-12-31'],
  ['2021-03', '2021-03-01', '2021-03-31'],
  ['2021-03-08', '2021-03-08', '2021-03-08'],
])('%s covers %s to %s', (part, first, last) => {
  expect([firstDayOf(part), lastDayOf(part)]).toEqual([first, last])
})
