import type { Calendar } from '#app/domain/kernel/working-days.ts'
import { calendarOf } from '#app/platform/calendar.server.ts'
import type { Tx } from './client.server.ts'

/** The State Council calendar with the days that an administrator entered or corrected. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  const days = await tx.calendarDay.findMany({ select: { day: true, working: true } })
  return calendarOf(new Map(days.map(({ day, working }) => [day, working])))
}
