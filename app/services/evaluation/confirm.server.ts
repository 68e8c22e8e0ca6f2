import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Tx } from '#app/db/client.server.ts'
import { opinionsOn } from '#app/db/evaluation-opinion.server.ts'
import { closeDisagreement } from '#app/db/finance-opinion.server.ts'
import { readEvaluation } from '#app/domain/evaluation/form.ts'
import { differing } from '#app/domain/evaluation/opinion.ts'
import { readReviewed, type ReviewedRow, withReviewed } from '#app/domain/evaluation/reviewed.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { score } from '#app/i18n/format.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { configurationFor, moveProject } from '../tracking/of-project.server.ts'
import { applyTransition, stateDue } from '../transition.server.ts'
import { evaluationDocument } from './document.server.ts'
import { endConsultations } from './end-consultations.server.ts'
import type { EvaluationAct } from './review.server.ts'
import { evaluationInScope, type EvaluationInScope, evaluationTerms } from './self-evaluation.server.ts'

/** `field`: scores and reasons of the province by their paths (reviewedField); empty where the formula's stands. */
export type Confirmation = EvaluationAct & { field?: (path: string) => string }

const zh = messagesOf('zh-CN').evaluation
const closing = ['accepted', 'paid']

/**
 * The province confirms score and grade of the rows as it reviewed them; an accepted or paid project is closed by it. Where finance or a
 * third party proposed another grade it says why. Refusals: co_confirm_needed, not_evaluated, form_has_problems {count} with
 * fields, evaluation_differs, wrong_state, stale_version (409).
 */
export async function confirmEvaluation(ctx: Ctx, act: Confirmation): Promise<Result<null>> {
  return settle(ctx, act, 'confirm')
}

/** The same, where the call has finance confirm together with the province: it waits for finance. Refusals: co_confirm_not_asked, and those of confirming. */
export async function askCoConfirm(ctx: Ctx, act: Confirmation): Promise<Result<null>> {
  return settle(ctx, act, 'ask_finance')
}

async function settle(
  ctx: Ctx,
  { id, version, reason = '', field = () => '' }: Confirmation,
  transition: 'confirm' | 'ask_finance',
): Promise<Result<null>> {
  const seen = await evaluationInScope(ctx.db.client, ctx, id)
  const [terms, { finance }] = await Promise.all([
    evaluationTerms(ctx, seen),
    configurationFor(ctx, seen.project),
  ])
  return ctx.db.transact(async (tx) => {
    const evaluation = await evaluationInScope(tx, ctx, id)
    const scored = readEvaluation(evaluation.typed, terms)
    const { reviewed, problems } = readReviewed(scored, field)
    const answer = reason.trim()
    const { totalCenti, grade } = withReviewed(scored, reviewed)
    const others = differing(grade, await opinionsOn(tx, evaluation))
    const result = { scoreCenti: totalCenti ?? 0, grade: grade ?? '' }
    const sha256 = confirmedSha256({ ...evaluation, reviewed, answer }, result)
    const own = { reviewed: JSON.stringify(reviewed), answer, confirmedById: ctx.actor.id }
    const moved = await applyTransition(tx, ctx, {
      workflow: 'evaluation',
      id,
      version,
      transition,
      reason: answer || null,
      facts: async () => ({
        coConfirms: finance.coConfirms,
        graded: evaluation.grade !== null && grade !== null,
        reviewProblems: problems.length,
        unanswered: others.length > 0 && answer === '',
      }),
      set: transition === 'confirm' ? { ...own, ...result } : own,
      dueAt: await stateDue(tx, ctx, { owner: 'finance', deadline: { workingDays: finance.withinDays } }),
      after: { ...result, sha256 },
      notice: noticeOf(evaluation, result),
      produce: {
        self_evaluation: async () =>
          evaluationDocument({
            evaluation,
            submittedAt: evaluation.submittedAt,
            fillerName: '',
            scored,
            sha256,
            confirmed: { reviewed, answer, offices: [ctx.actor.orgName], at: ctx.now },
          }),
      },
    })
    if (!moved.ok)
      return moved.refusal.code === 'form_has_problems'
        ? { ...moved, refusal: { ...moved.refusal, fields: problems } }
        : moved
    const ended = await endConsultations(tx, ctx, id, transition === 'confirm' ? 'all' : 'unanswered')
    if (!ended.ok) return ended
    if (transition === 'confirm') return closeProject(tx, ctx, evaluation)
    const { guidelineId } = evaluation.project.application
    await closeDisagreement(tx, ctx, { guidelineId, planId: null, evaluationId: id })
    return done(null)
  })
}

type Outcome = { scoreCenti: number; grade: string }

/** What was confirmed, as finance speaks of it: the form, the province's scores and words, and what they come to. */
export function confirmedSha256(
  {
    typed,
    spentFen,
    reviewed,
    answer,
  }: Pick<EvaluationInScope, 'typed' | 'spentFen'> & { reviewed: readonly ReviewedRow[]; answer: string },
  { scoreCenti, grade }: Outcome,
): string {
  const content = { form: typed, spentFen: `${spentFen}`, reviewed, answer, scoreCenti, grade }
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex')
}

/** What the notices of these acts say. */
export function noticeOf({ id, project }: EvaluationInScope, { scoreCenti, grade }: Outcome, reason = '') {
  const grades: Record<string, string> = zh.grades
  return {
    params: { project: project.name, score: score(scoreCenti), grade: grades[grade] ?? '', reason },
    link: `/evaluations/${id}`,
  }
}

/** An accepted or paid project ends with its evaluation. */
export async function closeProject(
  tx: Tx,
  ctx: Ctx,
  { project }: Pick<EvaluationInScope, 'project'>,
): Promise<Result<null>> {
  if (!closing.includes(project.status)) return done(null)
  const closed = await moveProject(tx, ctx, project, {
    version: null,
    transition: 'close',
    facts: { graded: true },
  })
  return closed.ok ? done(null) : closed
}
