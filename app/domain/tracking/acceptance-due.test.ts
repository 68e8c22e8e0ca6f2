import { expect, test } from 'vitest'
import { endOfDay } from '../kernel/shanghai.ts'
import { acceptanceDue } from './acceptance-due.ts'

const due = (endOn: string, acceptanceWithinMonths: number, now = '2026-01-01T00:00:00Z') =>
  acceptanceDue(endOn, { acceptanceWithinMonths }, new Date(now))

test('acceptance is due so many months after the last day', () => {
  expect(due('2025-12-31', 3)).toEqual(endOfDay('2026-03-31'))
  expect(due('2025-11-30', 3)).toEqual(endOfDay('2026-02-28'))
})

test('a day that is over is none, and so is the last day itself', () => {
  expect(due('2025-12-31', 0)).toBeNull()
  expect(due('2025-12-31', 3, '2026-03-31T15:59:00Z')).toEqual(endOfDay('2026-03-31'))
  expect(due('2025-12-31', 3, '2026-03-31T16:00:00Z')).toBeNull()
})
