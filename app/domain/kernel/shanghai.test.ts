import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addYears,
  checkDay,
  shanghaiDay,
  daysBetween,
  deadlineText,
  endOfDay,
  instantFromText,
  minuteText,
  secondText,
  startOfDay,
} from './shanghai.ts'

test('17:00 in Shanghai is 09:00 UTC', () => {
  const instant = new Date('2025-03-18T09:00:00Z')
  expect(instantFromText('2025-03-18 17:00')).toEqual({ ok: true, value: instant })
  expect(instantFromText('2025-03-18T17:00')).toEqual({ ok: true, value: instant })
  expect(instantFromText('2025-03-18 17:00:01')).toMatchObject({ value: new Date('2025-03-18T09:00:01Z') })
  expect(minuteText(instant)).toBe('2025-03-18 17:00')
  expect(secondText(instant)).toBe('2025-03-18 17:00:00')
})

test('a day begins at 16:00 UTC of the day before and ends at 24:00', () => {
  expect(shanghaiDay(new Date('2025-12-31T15:59:59.999Z'))).toBe('2025-12-31')
  expect(shanghaiDay(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01')
  expect(startOfDay('2026-01-01')).toEqual(new Date('2025-12-31T16:00:00Z'))
  expect(endOfDay('2025-12-31')).toEqual(new Date('2025-12-31T16:00:00Z'))
  expect(instantFromText('2025-12-31 24:00')).toEqual({ ok: true, value: endOfDay('2025-12-31') })
  expect(deadlineText(endOfDay('2025-12-31'))).toBe('2025-12-31 24:00')
  expect(deadlineText(new Date('2025-12-31T09:00:00Z'))).toBe('2025-12-31 17:00')
})

test('days that do not exist are refused', () => {
  expect(checkDay('2024-02-29')).toEqual({ ok: true, value: '2024-02-29' })
  expect(checkDay('２０２６/3/8')).toEqual({ ok: true, value: '2026-03-08' })
  expect(checkDay('')).toMatchObject({ refusal: { code: 'day_required' } })
  for (const text of ['2025-02-29', '2025-13-01', '2025-00-10', '20250318', '2025-3/8', '18-03-2025']) {
    expect(checkDay(text), text).toMatchObject({ refusal: { code: 'day_format' } })
  }
})

test('times that do not exist are refused', () => {
  expect(instantFromText(' ')).toMatchObject({ refusal: { code: 'time_required' } })
  for (const text of [
    '2025-03-18',
    '2025-03-18 25:00',
    '2025-03-18 24:01',
    '2025-03-18 12:60',
    '2025-02-30 12:00',
  ]) {
    expect(instantFromText(text), text).toMatchObject({ refusal: { code: 'time_format' } })
  }
})

test('days are counted across months and years', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('2025-01-01', -1)).toBe('2024-12-31')
  expect(daysBetween('2025-12-25', '2026-01-04')).toBe(10)
  expect(addYears('2026-03-18', -3)).toBe('2023-03-18')
})

test('text and instant are inverses', () => {
  const minute = fc.date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(minute, (date) => {
      const whole = new Date(Math.floor(date.getTime() / 60_000) * 60_000)
      expect(instantFromText(minuteText(whole))).toEqual({ ok: true, value: whole })
      expect(startOfDay(shanghaiDay(date)) <= date && date < endOfDay(shanghaiDay(date))).toBe(true)
    }),
  )
})
