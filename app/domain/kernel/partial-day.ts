/** Days that may be known only to the month or the year, as people write of their past: YYYY, YYYY-MM or YYYY-MM-DD. */
import { narrow } from './decimal.ts'
import { done, refuse, type Result } from './refusal.ts'
import { checkDay } from './shanghai.ts'

const firstYear = 1900
const lastYear = 2100
const still = /^(|至今|今|现在|present|now|-|—)$/i

/**
 * A day, month or year as typed, of 1900 to 2100; 2021.3, 2021/3 and 2021年3月 are understood.
 * Refusals: day_required, partial_day_format.
 */
export function checkPartialDay(text: string): Result<string> {
  const typed = narrow(text)
  if (typed === '') return refuse('day_required')
  const [, year = '', , month = '', , date = ''] =
    /^(\d{4})(?:([-/.年])(\d{1,2})(?:([-/.月])(\d{1,2}))?)?$/.exec(typed.replace(/[年月日]$/, '')) ?? []
  const parts = [year, month, date].filter((part) => part !== '').map((part) => part.padStart(2, '0'))
  // the first of whatever is not said has to exist
  const exists = checkDay([...parts, '01', '01'].slice(0, 3).join('-')).ok
  const inRange = Number(year) >= firstYear && Number(year) <= lastYear
  return exists && inRange ? done(parts.join('-')) : refuse('partial_day_format')
}

/** Does this say that something lasts? Nothing typed does, and the words that people put there. */
export function isStill(text: string): boolean {
  return still.test(narrow(text))
}

/** The first day that a day, month or year covers. */
export function firstDayOf(part: string): string {
  return part + '-01-01'.slice(part.length - 4)
}

/** The last day that a day, month or year covers, for comparison as text: every month ends on a 31st. */
export function lastDayOf(part: string): string {
  return part + '-12-31'.slice(part.length - 4)
}
