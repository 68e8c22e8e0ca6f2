import { scope } from '#app/authorization/scope.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { releaseBudget } from './budget.server.ts'

export type ApplicationAct = { applicationId: string; version: number; reason: string }

/** T16: good enough, no money this year: kept for some years. Refusals: years_wrong (1–5), below_pass_line, vetoed, reason_required. */
export async function reserveApplication(
  ctx: Ctx,
  input: ApplicationAct & { years: string },
): Promise<Result<null>> {
  const years = Number(input.years)
  if (!Number.isInteger(years) || years < 1 || years > 5) return refuse('years_wrong')
  const application = await findApplication(ctx, input.applicationId)
  const { reviewSkipped, scheme } = await configurationOf(
    ctx.db,
    application.guidelineId,
    application.guidelineVersion,
  )
  const reservedUntil = Number(shanghaiDay(ctx.now).slice(0, 4)) + years
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: application.id,
      version: input.version,
      transition: 'reserve',
      reason: input.reason,
      facts: async () => ({
        reviewSkipped,
        score: {
          centi: application.scoreCenti,
          passLineCenti: scheme.passLine,
          vetoed: application.reviewOutcome === 'vetoed',
        },
      }),
      set: { reservedUntil },
      dueAt: endOfDay(`${reservedUntil}-12-31`),
      after: { reservedUntil },
      notice: { params: { project: application.projectName }, link: `/applications/${application.id}` },
    })
    return moved.ok ? done(null) : moved
  })
}

/** T17: the leader does not approve; what was proposed is free again. Refusals: reason_required, wrong_state, stale_version (409). */
export async function notApprove(ctx: Ctx, input: ApplicationAct): Promise<Result<null>> {
  const application = await findApplication(ctx, input.applicationId)
  const reason = input.reason.trim()
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: application.id,
      version: input.version,
      transition: 'not_approve',
      reason,
      set: { proposedFen: null, openKey: null },
      after: { releasedFen: application.proposedFen },
      notice: {
        params: { project: application.projectName, reason },
        link: `/applications/${application.id}`,
      },
    })
    if (!moved.ok) return moved
    await releaseBudget(tx, application.guidelineId, application.proposedFen)
    return done(null)
  })
}

async function findApplication(ctx: Ctx, id: string) {
  const application = await ctx.db.client.application.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Application')] },
    select: {
      id: true,
      projectName: true,
      guidelineId: true,
      guidelineVersion: true,
      scoreCenti: true,
      reviewOutcome: true,
      proposedFen: true,
    },
  })
  if (!application) throw new NotFound('application')
  return application
}
