import { expect, test } from 'vitest'
import { delegationPeriod, standingOf } from './delegation.ts'

const now = new Date('2025-03-10T02:00:30Z')

test.each([
  ['2025-03-11T08:30', '2025-03-14T18:00', ['2025-03-11T00:30:00.000Z', '2025-03-14T10:00:00.000Z']],
  ['2025-03-10 10:00', '2025-03-10 24:00', [now.toISOString(), '2025-03-10T16:00:00.000Z']],
  ['2025-03-01 09:00', '2025-03-12 09:00', [now.toISOString(), '2025-03-12T01:00:00.000Z']],
])('from %s to %s, a start that has passed is now', (startsAt, endsAt, period) => {
  const found = delegationPeriod({ startsAt, endsAt }, now)
  expect(found.ok && [found.value.startsAt.toISOString(), found.value.endsAt.toISOString()]).toEqual(period)
})

test.each([
  ['', '', ['startsAt time_required', 'endsAt time_required']],
  ['tomorrow', '2025-03-14 18:00', ['startsAt time_format']],
  ['2025-03-11 08:30', '2025-03-11 08:30', ['endsAt end_before_start']],
  ['2025-03-01 08:30', '2025-03-10 10:00', ['endsAt end_in_past']],
])('from "%s" to "%s" is told at the field', (startsAt, endsAt, problems) => {
  const found = delegationPeriod({ startsAt, endsAt }, now)
  expect(found.ok ? [] : found.refusal.fields?.map(({ path, code }) => `${path} ${code}`)).toEqual(problems)
})

test('it runs from its first instant to before its last, or until it was ended', () => {
  const [startsAt, endsAt] = [new Date('2025-03-11T00:30:00Z'), new Date('2025-03-14T10:00:00Z')]
  const at = (instant: string, endedAt: Date | null = null) =>
    standingOf({ startsAt, endsAt, endedAt }, new Date(instant))
  expect(at('2025-03-11T00:29:59.999Z')).toBe('coming')
  expect(at('2025-03-11T00:30:00Z')).toBe('running')
  expect(at('2025-03-14T09:59:59.999Z')).toBe('running')
  expect(at('2025-03-14T10:00:00Z')).toBe('over')
  expect(at('2025-03-12T00:00:00Z', startsAt)).toBe('over')
})
