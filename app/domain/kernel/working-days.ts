/** Working days by the State Council's calendar (domain A.8). The first day, of posting or of entry, is not counted. */
import { done, refuse, type Failure, type Result } from './refusal.ts'
import { addDays, endOfDay } from './shanghai.ts'

/** `isWorkday` is null for a day whose year has not been published: nobody may guess it. */
export type Calendar = { isWorkday: (day: string) => boolean | null }

export type Period = { n: number; unit: 'working' | 'calendar' }

function unknown(day: string): Failure {
  return refuse('calendar_unknown', { year: day.slice(0, 4) })
}

/** The nth working day after `day`; n = 0 is the day itself. Refusal: calendar_unknown {year}. */
export function addWorkingDays(day: string, n: number, calendar: Calendar): Result<string> {
  let at = day
  for (let left = n; left > 0;) {
    at = addDays(at, 1)
    const works = calendar.isWorkday(at)
    if (works === null) return unknown(at)
    if (works) left -= 1
  }
  return done(at)
}

/**
 * Last day of a public notice and the instant it ends, 24:00 of that day.
 * Vector: posted 2025-04-25 for 5 working days ends 2025-05-06. Refusal: calendar_unknown {year}.
 */
export function publicityEnd(
  postedOn: string,
  { n, unit }: Period,
  calendar: Calendar,
): Result<{ lastDay: string; endsAt: Date }> {
  const last = unit === 'calendar' ? done(addDays(postedOn, n)) : addWorkingDays(postedOn, n, calendar)
  return last.ok ? done({ lastDay: last.value, endsAt: endOfDay(last.value) }) : last
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. Refusal: calendar_unknown {year}. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): Result<number> {
  const forward = from <= to
  const last = forward ? to : from
  let count = 0
  for (let at = forward ? from : to; at < last;) {
    at = addDays(at, 1)
    const works = calendar.isWorkday(at)
    if (works === null) return unknown(at)
    if (works) count += 1
  }
  return done(forward ? count : -count)
}
