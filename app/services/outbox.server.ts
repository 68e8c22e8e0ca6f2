import type { Tx } from '#app/db/client.server.ts'
import { insertJobs, type NewJob } from '#app/db/job.server.ts'
import { type JobName, type JobPayload, jobs } from '#app/domain/jobs.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'

type Asked<N extends JobName> = { payload: JobPayload<N>; uniqueKey?: string; at?: Date }

/**
 * Puts a job into the outbox, in the business transaction: it exists exactly when the act it follows from exists.
 * The same `uniqueKey` a second time changes nothing, so a repeated act does not repeat its effects. `at` schedules it.
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  ctx: Pick<Ctx, 'now'>,
  name: N,
  payload: JobPayload<N>,
  when: { uniqueKey?: string; at?: Date } = {},
): Promise<void> {
  await insertJobs(tx, jobsOf(ctx, name, [{ payload, ...when }]))
}

/** Jobs of one name, to be put in with others of the same act: one statement for all of them. */
export function jobsOf<N extends JobName>(
  ctx: Pick<Ctx, 'now'>,
  name: N,
  asked: readonly Asked<N>[],
): NewJob[] {
  return asked.map(({ payload, uniqueKey, at }) => ({
    id: newId(),
    name,
    payload: JSON.stringify(jobs[name].parse(payload)),
    state: at && at > ctx.now ? 'scheduled' : 'available',
    uniqueKey: uniqueKey ?? null,
    availableAt: at ?? ctx.now,
    createdAt: ctx.now,
  }))
}
