import type { Calendar } from '#app/domain/kernel/working-days.ts'
import { calendarOf } from '#app/platform/calendar.server.ts'
import type { Tx } from './client.server.ts'
import { findRows } from './find-rows.server.ts'

/** The State Council calendar with the days that an administrator entered or corrected. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  const days = await findRows(tx, 'calendarDay', ['day', 'working'], {})
  return calendarOf(new Map(days.map(({ day, working }) => [day, working])))
}
