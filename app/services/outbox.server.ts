import type { Tx } from '#app/db/client.server.ts'
import { type JobName, type JobPayload, jobs, maxAttempts } from '#app/domain/jobs.ts'
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
  const data = {
    id: newId(),
    name,
    payload: JSON.stringify(jobs[name].parse(payload)),
    state: at && at > ctx.now ? 'scheduled' : 'available',
    uniqueKey: uniqueKey ?? null,
    maxAttempts,
    availableAt: at ?? ctx.now,
    createdAt: ctx.now,
  }
  if (uniqueKey === undefined) await tx.job.create({ data, select: { id: true } })
  else await tx.job.upsert({ where: { uniqueKey }, create: data, update: {}, select: { id: true } })
}
