import { z } from 'zod'

/**
 * Every job by name, with the schema of its payload. Sweeps are what time itself starts: no payload, one row for ever,
 * woken each minute.
 */
export const jobs = {
  render_document: z.strictObject({ documentId: z.string() }),
  send_mail: z.strictObject({ mailId: z.string() }),
  /** writes what was erased where no restore reaches */
  keep_erasures: z.strictObject({}),
  /** opens and closes guidelines at their hours */
  open_close_guidelines: z.strictObject({}),
  /** T23 and every other deadline of a workflow table */
  sweep_deadlines: z.strictObject({}),
  /** ends publicity periods (A.8) */
  sweep_publicity: z.strictObject({}),
  /** end dates of projects, periods of reports (D.0), risk alerts (D.4) */
  sweep_projects: z.strictObject({}),
  /** tells deputies that they stand in from now on */
  tell_deputies: z.strictObject({}),
  /** takes what was submitted into the index of the duplicate check (A.7) */
  print_texts: z.strictObject({}),
} as const satisfies Record<string, z.ZodType>

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>

/** Sweeps in the order they run within a minute. */
export const sweepNames = [
  'open_close_guidelines',
  'sweep_deadlines',
  'sweep_publicity',
  'sweep_projects',
  'tell_deputies',
  'print_texts',
] as const satisfies readonly JobName[]
export type SweepName = (typeof sweepNames)[number]

/** Oban's vocabulary. */
export const jobStates = [
  'available',
  'scheduled',
  'executing',
  'retryable',
  'completed',
  'cancelled',
  'discarded',
] as const
export type JobState = (typeof jobStates)[number]

/** Attempts before a job is given up and shown to the administrator. */
export const maxAttempts = 8

/** Seconds until the next attempt: 2, 4, 8 … at most ten minutes. */
export function backoffSeconds(attempt: number): number {
  return Math.min(600, 2 ** attempt)
}
