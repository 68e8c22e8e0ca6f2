import type { Computed, Held, ReminderKind } from '#app/db/reminder.server.ts'

/** Deadlines that the records keep: states in which a person is asked to be done by them, told two working days before. */
export const stored: Record<Held, readonly string[]> = {
  application: [
    'draft',
    'returned',
    'town_review',
    'county_review',
    'city_review',
    'province_check',
    'site_check',
  ],
  contract: ['draft', 'b_signed', 'c_signed'],
  report: ['draft', 'county_review', 'city_review', 'returned'],
  alert: ['open', 'handled'],
  evaluation: ['asked', 'county_review', 'province_review', 'finance_confirm', 'returned'],
  issue: ['proposed'],
  payment: ['issued', 'received', 'paid', 'returned'],
  clawback: ['opened', 'proposed', 'decided', 'notified', 'partial', 'overdue'],
  credit: ['opened', 'proposed', 'repair_asked', 'repair_passed'],
  split: ['proposed'],
  proposal: ['pending'],
  disclosure: ['asked'],
  objection: ['filed', 'accepted', 'investigated'],
  project: [
    'approved',
    'midterm',
    'change_pending',
    'acceptance_due',
    'acceptance_applied',
    'acceptance_review',
    'rectifying',
  ],
}
/** States that a whole call enters in one act: applications of a call with the same date are told of together. */
export const together = ['qualified', 'reviewed', 'reserved', 'proposed'] as const
/** Records of a kind that one sweep tells of at most; the next minute takes the rest. */
export const batch = 200
/** Working days before those deadlines at which it is told. */
export const daysBefore = 2

/**
 * Deadlines that follow from the log or from the panel: states, and how many working days before it is told. Whoever has
 * but a day or two was told when it began, and is told again on the last day.
 */
export const computed: Record<Computed, Readonly<Record<string, number>>> = {
  guideline: { reviewing: 2 },
  plan: { proposed: 2 },
  panel: { pool_published: 0, scoring: 2, to_sign: 0 },
  seat: { designation_asked: 0, invited: 0 },
  sheet: { unlock_requested: 0 },
}

/** Milliseconds after a deadline beyond which nobody is told any more: it was before this system knew of it. */
export const tooLate = 3 * 24 * 3_600_000

/** Which deadlines are told now, and as what: those after the first instant and until the second. */
export function windows(now: Date, soon: Date): [ReminderKind, Date, Date][] {
  return [
    ['due_soon', now, soon],
    ['overdue', new Date(now.getTime() - tooLate), now],
  ]
}
