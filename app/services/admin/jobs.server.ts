import { may } from '#app/authorization/ability.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/** Gives a job that was given up another round of attempts. Refusals: job_not_given_up (409). */
export async function retryJob(ctx: Ctx, { id }: { id: string }): Promise<Result<null>> {
  if (!may(ctx.actor, 'manage', 'Job')) throw new NotFound('job')
  return ctx.db.transact(async (tx) => {
    const job = await tx.job.findUnique({ where: { id }, select: { name: true, attempt: true, error: true } })
    if (!job) throw new NotFound('job')
    const { count } = await tx.job.updateMany({
      where: { id, state: { in: ['discarded', 'cancelled'] } },
      data: { state: 'available', attempt: 0, availableAt: ctx.now, finishedAt: null, error: null },
    })
    if (count === 0) return refuse('job_not_given_up', {}, { status: 409 })
    await record(tx, ctx, {
      act: 'job.retry',
      dossier: `job:${id}`,
      object: { type: 'job', id },
      before: { attempt: job.attempt, error: job.error },
    })
    return done(null)
  })
}
