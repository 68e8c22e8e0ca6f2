import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './shanghai.ts'
import { addWorkingDays, publicityEnd, workingDaysBetween, type Calendar } from './working-days.ts'

/** Monday to Friday work, 2027 is not published. */
const weekdays: Calendar = {
  isWorkday: (day) => (day >= '2027' ? null : ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())),
}

test('the day of posting is not counted and the last day ends at 24:00', () => {
  expect(publicityEnd('2025-06-16', { n: 5, unit: 'working' }, weekdays)).toEqual({
    ok: true,
    value: { lastDay: '2025-06-23', endsAt: new Date('2025-06-23T16:00:00Z') },
  })
  expect(publicityEnd('2025-06-16', { n: 7, unit: 'calendar' }, weekdays)).toMatchObject({
    value: { lastDay: '2025-06-23' },
  })
})

test('no days leave the day as it is', () => {
  expect(addWorkingDays('2025-06-21', 0, weekdays)).toEqual({ ok: true, value: '2025-06-21' })
})

test('an unpublished year is refused, never guessed', () => {
  const refused = { refusal: { code: 'calendar_unknown', params: { year: '2027' } } }
  expect(addWorkingDays('2026-12-30', 5, weekdays)).toMatchObject(refused)
  expect(publicityEnd('2026-12-30', { n: 5, unit: 'working' }, weekdays)).toMatchObject(refused)
  expect(workingDaysBetween('2026-12-30', '2027-01-05', weekdays)).toMatchObject(refused)
  expect(publicityEnd('2026-12-30', { n: 5, unit: 'calendar' }, weekdays).ok).toBe(true)
})

test('adding and counting are inverses', () => {
  fc.assert(
    fc.property(fc.nat(700), fc.nat(100), (offset, n) => {
      const day = addDays('2024-01-01', offset)
      const end = addWorkingDays(day, n, weekdays)
      const last = end.ok ? end.value : ''
      expect(workingDaysBetween(day, last, weekdays)).toEqual({ ok: true, value: n })
      const back = workingDaysBetween(last, day, weekdays)
      expect(back.ok && back.value + n).toBe(0)
    }),
  )
})
