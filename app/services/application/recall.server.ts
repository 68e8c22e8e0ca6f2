import { doing } from '#app/authorization/actor.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { nextNode, nodesOf } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, type Refusal, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { closeOpinions, ofMaterial } from '../review/case.server.ts'
import { applyTransition } from '../transition.server.ts'
import { releaseInvoices } from './send-in.server.ts'

type Chained = Parameters<typeof nextNode>
type Sent = Chained[1] & {
  status: string
  openedAt: Date | null
  guideline: { applyStart: Date; applyEnd: Date }
}

function factsOf(configuration: Chained[0], application: Sent) {
  return {
    status: application.status,
    firstNode: nextNode(configuration, application, null),
    openedAt: application.openedAt,
    guideline: { ...application.guideline, open: true },
  }
}

/** Why an application of the reader's own does not come back any more; null while it does. */
export function recallRefused(ctx: Ctx, configuration: Chained[0], application: Sent): Refusal | null {
  const decision = decide(applicationWorkflow, {
    transition: 'recall',
    from: application.status,
    doing: doing(ctx.actor, true),
    facts: { ...factsOf(configuration, application), now: ctx.now, actorId: ctx.actor.id },
  })
  return decision.ok ? null : decision.refusal
}

/**
 * T04: back to draft, as long as the first node has not opened it and the call is open. Receipt number and snapshots
 * stay; the commitment is asked anew. Refusals: not_at_first_node, already_opened, after_apply_end.
 */
export async function recallApplication(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<Result<{ id: string }>> {
  const application = await workingApplication(ctx, id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'recall',
      facts: async ({ status }) => factsOf(configuration, { ...application, status }),
      set: { submittedAt: null, commitmentAt: null, openedAt: null, handlerId: null },
      dueAt: application.guideline.applyEnd,
    })
    if (!moved.ok) return moved
    await releaseInvoices(tx, id)
    await closeOpinions(tx, ctx, id, nodesOf(configuration, application), ofMaterial)
    return done({ id })
  })
}
