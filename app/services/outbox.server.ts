import type { Tx } from '#app/db/client.server.ts'
import { insertJob } from '#app/db/job.server.ts'
import { type JobName, type JobPayload, jobs } from '#app/domain/jobs.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'

/**
 * Puts a job into the outbox, in the business transaction: it exists exactly when the act it follows from exists.
 * The same `uniqueKey` a second time changes nothing, so a repeated act does not repeat its effects. `at` schedules it.
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  ctx: Pick<Ctx, 'now'>,
  name: N,
  payload: JobPayload<N>,
  { uniqueKey, at }: { uniqueKey?: string; at?: Date } = {},
): Promise<void> {
  await insertJob(tx, {
    id: newId(),
    name,
    payload: JSON.stringify(jobs[name].parse(payload)),
    state: at && at > ctx.now ? 'scheduled' : 'available',
    uniqueKey: uniqueKey ?? null,
    availableAt: at ?? ctx.now,
    createdAt: ctx.now,
  })
}
