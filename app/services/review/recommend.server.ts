import { quotaAt } from '#app/db/review/case.server.ts'
import { takeQuota } from '#app/db/quota.server.ts'
import { coReviewAt, nextNode, nodeEnd } from '#app/domain/application/chain-nodes.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { coReviewFacts } from '#app/domain/review/co-review.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, besideAt, noticeOf, openCase, type ReviewAct } from './case.server.ts'
import { opinionFacts } from './opinion.server.ts'
import { placeAt, quotaUsedUp } from './places.server.ts'

/**
 * T05: the approver recommends what the handler proposed to pass, within the level's deadline. It takes one place of
 * the unit, atomically: of q + 1 at once exactly q succeed. The chain of the guideline names the next node.
 * Refusals: not_handled_to_pass, same_person, co_review_missing_* and _against_*, after_node_end, quota_used_up {limit}, no_next_state and stale_version (409).
 */
export async function recommendApplication(
  ctx: Ctx,
  { id, version, text }: ReviewAct & { text: string },
): Promise<Result<{ to: string }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application, configuration, current } = opened.value
  const node = application.status
  const next = nextNode(configuration, application, node)
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'recommend',
      facts: async () => ({
        next,
        opinion: opinionFacts(opened.value),
        coReview: coReviewFacts(coReviewAt(configuration, application, node), application),
        nodeEnd: latest(nodeEnd(current, node), application.dueAt),
        quota: await quotaAt(tx, application, node),
      }),
      set: { handlerId: null, openedAt: null },
      dueAt: next && nodeEnd(current, next),
      after: { node, snapshot: application.snapshotNumber },
      reason: text.trim() || null,
      notice: { ...noticeOf(application), beside: besideAt(opened.value, next) },
    })
    if (!moved.ok) return moved
    const place = placeAt(application, node)
    if (place && !(await takeQuota(tx, place))) return quotaUsedUp(tx, place)
    await addOpinion(tx, ctx, application, { node, kind: 'recommend', conclusion: 'pass', text: text.trim() })
    return done({ to: moved.value.to })
  })
}

/** The level's end, or the later day given to this application when it came back; null where there is no end. */
function latest(end: Date | null, due: Date | null): Date | null {
  return end && due && due > end ? due : end
}
