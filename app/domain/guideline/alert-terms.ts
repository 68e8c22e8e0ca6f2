import { z } from 'zod'

const days = z.number().int().min(1).max(90)
const months = z.number().int().min(1).max(36)
const points = z.number().int().min(1).max(100)

/**
 * D.4: when projects of a call are warned of, and how soon the county has to handle it. The source writes "due date 7/15/3 d"
 * beside the levels yellow, orange, red; the graver a risk the sooner it is handled, so yellow has 15 days and orange 7.
 * Days and months are those of the calendar.
 */
export const alertTerms = z.strictObject({
  /** yellow: a report is outstanding for more days than these */
  lateDays: z.number().int().min(0).max(90),
  /** orange: so many reports one after the other were late or are outstanding */
  lateReports: z.number().int().min(2).max(8),
  /** yellow and orange: the investment lies more percentage points than these behind the plan */
  behindPoints: points,
  farBehindPoints: points,
  /** yellow: money has lain unused for more months than these since it arrived */
  unusedMonths: months,
  /** orange: from the middle of its time on, less than these percent of the planned matching funds have arrived */
  matchingPercent: z.number().int().min(1).max(100).default(50),
  /** red: the project ended more months ago than these and acceptance was not applied for */
  overdueMonths: months,
  /** days for handling an alert of each level */
  yellowDays: days,
  orangeDays: days,
  redDays: days,
})
export type AlertTerms = z.infer<typeof alertTerms>

/** As D.4 has it: for calls that do not say otherwise, those published before alerts too. */
export const usualAlertTerms: AlertTerms = {
  lateDays: 10,
  lateReports: 2,
  behindPoints: 10,
  farBehindPoints: 20,
  unusedMonths: 6,
  matchingPercent: 50,
  overdueMonths: 6,
  yellowDays: 15,
  orangeDays: 7,
  redDays: 3,
}
