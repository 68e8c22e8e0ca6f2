import { may } from '#app/authorization/ability.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { daysOfYear, weekdayOf } from '#app/domain/kernel/shanghai.ts'
import { calendarOf } from '#app/platform/calendar.server.ts'
import type { Ctx } from '#app/services/context.ts'

export type DayCell = {
  day: string
  /** 1 Monday … 7 Sunday */
  weekday: number
  /** null: its year is not published */
  working: boolean | null
  /** differs from the published calendar, or its year has none; with the ground entered */
  note: string | null
}

/** A year's days as deadlines count them, with what administrators entered. */
export async function findYear(ctx: Ctx, year: number): Promise<{ days: DayCell[]; published: boolean }> {
  if (!may(ctx.actor, 'read', 'CalendarDay')) throw new NotFound('calendar')
  const entered = await ctx.db.client.calendarDay.findMany({ where: { day: { startsWith: `${year}-` } } })
  const byDay = new Map(entered.map((row) => [row.day, row]))
  const published = calendarOf()
  return {
    published: published.isWorkday(`${year}-01-04`) !== null,
    days: daysOfYear(year).map((day) => {
      const official = published.isWorkday(day)
      const own = byDay.get(day)
      const corrected = own !== undefined && own.working !== official
      return {
        day,
        weekday: weekdayOf(day),
        working: own?.working ?? official,
        note: corrected ? own.note : null,
      }
    }),
  }
}
