import { has } from '#app/authorization/actor.ts'
import { hasFinance } from '#app/db/review/finance.server.ts'
import { coReviewAt } from '#app/domain/application/chain-nodes.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { CoReviewOffice } from '#app/domain/guideline/chain.ts'
import { coReviewKind } from '#app/domain/review/co-review.ts'
import type { Conclusion } from '#app/domain/review/opinion.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, openCase, type ReviewAct } from './case.server.ts'

export type CoReview = ReviewAct & {
  office: CoReviewOffice
  conclusion: Conclusion
  text: string
  /** number of the office's written reply; asked of a handler who enters it for them */
  documentNo: string
}

/**
 * A.4: what an office asked beside the unit says of the application as it stands now. Finance speaks for itself where it
 * has an account; of an office without one the handler enters the written reply with its number. A later opinion of the
 * office takes the place of its earlier one. Refusals: opinion_missing, co_review_speaks_itself, not_yours (403), co_review_not_asked, form_has_problems (documentNo), stale_version (409).
 */
export async function giveCoReview(
  ctx: Ctx,
  { id, version, office, conclusion, ...typed }: CoReview,
): Promise<Result<{ opinionId: string }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application, configuration } = opened.value
  const node = application.status
  const [said, documentNo] = [typed.text.trim(), typed.documentNo.trim()]
  const asked = coReviewAt(configuration, application, node).includes(office)
  const finance = has(ctx.actor, 'finance')
  if (asked && office === 'finance' && !finance && (await hasFinance(ctx.db.client, ctx.actor.orgId)))
    return refuse('co_review_speaks_itself')
  const enters = has(ctx.actor, 'handler') && !(office === 'finance' && finance)
  if (!enters && office !== 'finance') return refuse('not_yours', {}, { status: 403 })
  const missing: FieldProblem = { path: 'documentNo', code: 'required', params: {} }
  if (enters && documentNo === '') return refuse('form_has_problems', { count: 1 }, { fields: [missing] })
  const text = [documentNo, said].filter(Boolean).join('：')
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'co_review',
      facts: async () => ({
        opinion: { authorId: ctx.actor.id, conclusion, text: said, untickedItems: 0 },
        coReviewAsked: asked,
      }),
      after: { office, conclusion, snapshot: application.snapshotNumber },
    })
    if (!moved.ok) return moved
    const kind = coReviewKind(office)
    await tx.reviewOpinion.updateMany({
      where: { applicationId: id, node, kind, closedAt: null },
      data: { closedAt: ctx.now },
    })
    return done({ opinionId: await addOpinion(tx, ctx, application, { node, kind, conclusion, text }) })
  })
}
