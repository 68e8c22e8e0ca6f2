import { expect, onTestFinished, test, vi } from 'vitest'
import { publicityEnd } from '#app/domain/kernel/working-days.ts'
import { calendarOf } from './calendar.server.ts'

test.each([
  ['2025-04-25', '2025-05-06'],
  ['2025-01-22', '2025-02-05'],
  ['2025-06-16', '2025-06-23'],
  ['2026-09-28', '2026-10-10'],
])('posted on %s for five working days, ends on %s', (postedOn, lastDay) => {
  expect(publicityEnd(postedOn, { n: 5, unit: 'working' }, calendarOf())).toMatchObject({
    ok: true,
    value: { lastDay },
  })
})

test.each(['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
  'the clock of a server in %s changes nothing',
  (zone) => {
    vi.stubEnv('TZ', zone)
    onTestFinished(() => void vi.unstubAllEnvs())
    const { isWorkday } = calendarOf()
    expect(['2025-04-26', '2025-04-27', '2025-05-01', '2025-05-06'].map(isWorkday)).toEqual([
      false,
      true,
      false,
      true,
    ])
  },
)

test('a Sunday that works is a workday, a holiday is not', () => {
  const { isWorkday } = calendarOf()
  expect(isWorkday('2025-04-27')).toBe(true)
  expect(isWorkday('2025-05-01')).toBe(false)
})

test('years not yet published are unknown until an administrator enters them', () => {
  expect(['2003-06-02', '2026-12-31', '2027-01-04', '2040-10-01'].map(calendarOf().isWorkday)).toEqual([
    null,
    true,
    null,
    null,
  ])
  const { isWorkday } = calendarOf(
    new Map([
      ['2027-01-04', true],
      ['2026-12-31', false],
    ]),
  )
  expect(isWorkday('2027-01-04')).toBe(true)
  expect(isWorkday('2026-12-31')).toBe(false)
  expect(isWorkday('2027-01-05')).toBe(null)
})
