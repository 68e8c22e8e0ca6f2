import { may } from '#app/authorization/ability.ts'
import { checkDay, daysOfYear, weekdayOf } from '#app/domain/kernel/shanghai.ts'
import { done, type FieldProblem, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { calendarOf } from '#app/platform/calendar.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/** Corrects one day, with the ground for it. Deadlines already set stay. Refusals: form_has_problems with fields. */
export async function correctDay(
  ctx: Ctx,
  input: { day: string; working: boolean; note: string },
): Promise<Result<null>> {
  requireMay(ctx)
  const fields: FieldProblem[] = []
  const day = checkDay(input.day)
  if (!day.ok) fields.push({ path: 'day', code: day.refusal.code, params: {} })
  const note = input.note.trim().slice(0, 200)
  if (!note) fields.push({ path: 'note', code: 'required', params: {} })
  if (!day.ok || fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
  const { working } = input
  return ctx.db.transact(async (tx) => {
    const before = await tx.calendarDay.findUnique({ where: { day: day.value } })
    await tx.calendarDay.upsert({
      where: { day: day.value },
      create: { day: day.value, working, note },
      update: { working, note },
    })
    await record(tx, ctx, {
      act: 'calendar.correct',
      dossier: `calendar:${day.value.slice(0, 4)}`,
      object: { type: 'calendar_day', id: day.value },
      before: { working: before?.working ?? calendarOf().isWorkday(day.value) },
      after: { working },
      reason: note,
    })
    return done(null)
  })
}

/**
 * Enters a whole year that the calendar package does not know, from the State Council's notice: weekdays that are
 * free and weekend days that are worked, one a line; all other days follow the week. Refusals: form_has_problems with
 * fields, calendar_year_known (the package has it: correct single days instead).
 */
export async function enterYear(
  ctx: Ctx,
  input: { year: number; free: string; worked: string; note: string },
): Promise<Result<{ days: number }>> {
  requireMay(ctx)
  const { year } = input
  if (!Number.isSafeInteger(year) || year < 2000 || year > 2100) throw new NotFound('year')
  if (calendarOf().isWorkday(`${year}-01-04`) !== null) return refuse('calendar_year_known', { year })
  const fields: FieldProblem[] = []
  const free = readDays(input.free, 'free', year, fields)
  const worked = readDays(input.worked, 'worked', year, fields)
  const note = input.note.trim().slice(0, 200)
  if (!note) fields.push({ path: 'note', code: 'required', params: {} })
  if (free.size === 0) fields.push({ path: 'free', code: 'required', params: {} })
  if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })

  return ctx.db.transact(async (tx) => {
    const days = daysOfYear(year)
    for (const day of days) {
      const weekend = weekdayOf(day) > 5
      const working = worked.has(day) || (!weekend && !free.has(day))
      await tx.calendarDay.upsert({
        where: { day },
        create: { day, working, note },
        update: { working, note },
      })
    }
    await record(tx, ctx, {
      act: 'calendar.enter_year',
      dossier: `calendar:${year}`,
      object: { type: 'calendar_year', id: String(year) },
      after: { free: [...free], worked: [...worked] },
      reason: note,
    })
    return done({ days: days.length })
  })
}

/** Days of the year in a text, one a line or with blanks between; what is none of its days is a problem of the field. */
function readDays(text: string, path: string, year: number, problems: FieldProblem[]): Set<string> {
  const days = new Set<string>()
  for (const word of text
    .slice(0, 10_000)
    .split(/[\s,，、;；]+/)
    .filter(Boolean)) {
    const day = checkDay(word)
    if (day.ok && day.value.startsWith(`${year}-`)) days.add(day.value)
    else problems.push({ path, code: 'not_a_day_of', params: { text: word.slice(0, 40), year } })
  }
  return days
}

function requireMay(ctx: Ctx): void {
  if (!may(ctx.actor, 'manage', 'CalendarDay')) throw new NotFound('calendar')
}
