import { scope } from '#app/authorization/scope.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'

/** T12: awards and subsidies pass without experts, where the guideline says so; the basis is the reason. */
export async function skipReview(
  ctx: Ctx,
  input: { applicationId: string; version: number; reason: string },
): Promise<Result<null>> {
  const application = await ctx.db.client.application.findFirst({
    where: { AND: [{ id: input.applicationId }, scope(ctx.actor, 'Application')] },
    select: { guidelineId: true, guidelineVersion: true },
  })
  if (!application) throw new NotFound('application')
  const { reviewSkipped } = await configurationOf(
    ctx.db,
    application.guidelineId,
    application.guidelineVersion,
  )
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: input.applicationId,
      version: input.version,
      transition: 'skip_review',
      reason: input.reason,
      facts: async () => ({ reviewSkipped }),
    })
    return moved.ok ? done(null) : moved
  })
}
