import { doing } from '#app/authorization/actor.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/** The applicant confirms truth and credit; asked anew after a recall. A second time it changes nothing. */
export async function confirmCommitment(ctx: Ctx, { id }: { id: string }): Promise<Result<{ at: Date }>> {
  const application = await workingApplication(ctx, id)
  const decision = decide(applicationWorkflow, {
    transition: 'save',
    from: application.status,
    doing: doing(ctx.actor, application.enterpriseId === ctx.actor.enterpriseId),
    facts: { now: ctx.now, actorId: ctx.actor.id },
  })
  if (!decision.ok) return decision
  if (application.commitmentAt) return done({ at: application.commitmentAt })
  return ctx.db.transact(async (tx) => {
    const { count } = await tx.application.updateMany({
      where: { id, commitmentAt: null },
      data: { commitmentAt: ctx.now },
    })
    if (count === 1)
      await record(tx, ctx, {
        act: 'application.commit',
        dossier: `application:${id}`,
        object: { type: 'application', id },
        unitCode: application.unitCode,
      })
    return done({ at: ctx.now })
  })
}
