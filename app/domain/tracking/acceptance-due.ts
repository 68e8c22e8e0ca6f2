import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { addMonths, endOfDay, shanghaiDay } from '../kernel/shanghai.ts'

/** D.0: until when a project is rectified, once: so many months after the conclusion, as the guideline says. */
export function rectifyDue(
  { acceptanceTerms: { rectifyMonths } }: Pick<GuidelineConfiguration['tracking'], 'acceptanceTerms'>,
  now: Date,
): Date {
  return endOfDay(addMonths(shanghaiDay(now), rectifyMonths))
}

/**
 * Until when acceptance is applied for (A.0): so many months after the project's last day, as the guideline says. Null where
 * that is over, as for papers that were sent back late: then the working days of the workflow count.
 */
export function acceptanceDue(
  endOn: string,
  { acceptanceWithinMonths }: Pick<GuidelineConfiguration['tracking'], 'acceptanceWithinMonths'>,
  now: Date,
): Date | null {
  const due = endOfDay(addMonths(endOn, acceptanceWithinMonths))
  return due > now ? due : null
}
