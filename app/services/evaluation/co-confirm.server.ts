import { systemActor } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { addFinanceOpinion } from '#app/db/finance-opinion.server.ts'
import { readEvaluation } from '#app/domain/evaluation/form.ts'
import { withReviewed } from '#app/domain/evaluation/reviewed.ts'
import { storedReview } from '#app/domain/evaluation/stored-review.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { closeProject, confirmedSha256, noticeOf } from './confirm.server.ts'
import { evaluationDocument } from './document.server.ts'
import { endConsultations } from './end-consultations.server.ts'
import type { EvaluationAct } from './review.server.ts'
import { evaluationInScope, evaluationTerms } from './self-evaluation.server.ts'

/**
 * Finance confirms the scores that the province confirmed: they stand, and an accepted or paid project is closed by it.
 * Refusals: wrong_state, own_confirmation, stale_version (409).
 */
export async function coConfirmEvaluation(ctx: Ctx, act: EvaluationAct): Promise<Result<null>> {
  return speak(ctx, act, 'pass')
}

/** Finance does not agree, with the reason: it goes back to the province. Refusals: reason_required, wrong_state, own_confirmation, stale_version (409). */
export async function declineCoConfirm(ctx: Ctx, act: EvaluationAct): Promise<Result<null>> {
  return speak(ctx, act, 'reject')
}

async function speak(
  ctx: Ctx,
  { id, version, reason = '' }: EvaluationAct,
  conclusion: 'pass' | 'reject',
): Promise<Result<null>> {
  const terms = await evaluationTerms(ctx, await evaluationInScope(ctx.db.client, ctx, id))
  return ctx.db.transact(async (tx) => {
    const evaluation = await evaluationInScope(tx, ctx, id)
    const { answer, confirmedById, project } = evaluation
    const reviewed = storedReview(evaluation.reviewed)
    const scored = readEvaluation(evaluation.typed, terms)
    const { totalCenti, grade } = withReviewed(scored, reviewed)
    const result = { scoreCenti: totalCenti ?? 0, grade: grade ?? '' }
    const sha256 = confirmedSha256({ ...evaluation, reviewed, answer }, result)
    const said = reason.trim()
    const agrees = conclusion === 'pass'
    const moved = await applyTransition(tx, ctx, {
      workflow: 'evaluation',
      id,
      version,
      transition: agrees ? 'co_confirm' : 'decline_co_confirm',
      reason: said || null,
      facts: async () => ({ confirmedById }),
      set: agrees ? result : {},
      after: agrees ? { ...result, sha256 } : { sha256 },
      notice: noticeOf(evaluation, result, said),
      produce: {
        self_evaluation: async () =>
          evaluationDocument({
            evaluation,
            scored,
            submittedAt: evaluation.submittedAt,
            fillerName: '',
            sha256,
            confirmed: {
              reviewed,
              answer,
              offices: [await officeOf(tx, confirmedById), ctx.actor.orgName],
              at: ctx.now,
            },
          }),
      },
    })
    if (!moved.ok) return moved
    const { guidelineId } = project.application
    await addFinanceOpinion(tx, ctx, {
      guidelineId,
      planId: null,
      evaluationId: id,
      sha256,
      conclusion,
      said,
    })
    if (!agrees) return done(null)
    const ended = await endConsultations(tx, ctx, id, 'all')
    if (!ended.ok) return ended
    // the project ends by what both confirmed, which is no act of finance on it
    const system = { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
    return closeProject(tx, system, evaluation)
  })
}

/** Name of the office of whoever confirmed for the province. */
async function officeOf(tx: Tx, userId: string | null): Promise<string> {
  const user = userId
    ? await tx.user.findUnique({ where: { id: userId }, select: { org: { select: { name: true } } } })
    : null
  return user?.org?.name ?? ''
}
