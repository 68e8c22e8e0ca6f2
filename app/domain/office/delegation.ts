import { atField, done, type FieldProblem, refuse, type Result } from '../kernel/refusal.ts'
import { instantFromText } from '../kernel/shanghai.ts'

/**
 * The period of a delegation as typed, to the minute of Shanghai time. One that should have begun already begins now, so
 * that nothing was ever done under a delegation that was not there yet. There is no longest period: its end is always named.
 * Refusal: form_has_problems at startsAt and endsAt (time_required, time_format, end_before_start, end_in_past).
 */
export function delegationPeriod(
  typed: { startsAt: string; endsAt: string },
  now: Date,
): Result<{ startsAt: Date; endsAt: Date }> {
  const [start, end] = [instantFromText(typed.startsAt), instantFromText(typed.endsAt)]
  const fields: FieldProblem[] = []
  if (!start.ok) fields.push(atField('startsAt', start))
  if (!end.ok) fields.push(atField('endsAt', end))
  else if (end.value <= now) fields.push({ path: 'endsAt', code: 'end_in_past', params: {} })
  else if (start.ok && end.value <= start.value)
    fields.push({ path: 'endsAt', code: 'end_before_start', params: {} })
  if (fields.length > 0 || !start.ok || !end.ok)
    return refuse('form_has_problems', { count: fields.length }, { fields })
  return done({ startsAt: start.value < now ? now : start.value, endsAt: end.value })
}

type Period = { startsAt: Date; endsAt: Date; endedAt: Date | null }

/** Whether a delegation is still to come, runs, or is over at an instant; its end is no part of it. */
export function standingOf({ startsAt, endsAt, endedAt }: Period, now: Date): 'coming' | 'running' | 'over' {
  if (endedAt !== null || endsAt <= now) return 'over'
  return startsAt <= now ? 'running' : 'coming'
}
