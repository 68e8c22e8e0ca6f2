import { has } from '#app/authorization/actor.ts'
import type { Ctx } from '#app/services/context.ts'
import { storedReview } from '#app/domain/evaluation/stored-review.ts'
import { configurationOf } from './configuration.server.ts'
import { type FinanceOpinion, wordOf } from './finance-opinion.server.ts'

type Confirming = {
  id: string
  status: string
  submittedAt: Date | null
  reviewed: string | null
  answer: string
  project: { application: { guidelineId: string; guidelineVersion: number } }
}

/** Does this person read what the province settles with finance before it is decided: province and who watches it? */
function readsInside({ actor }: Ctx): boolean {
  return actor.level === 'province' || has(actor, 'supervisor') || has(actor, 'auditor')
}

/** The province's scores and words on an evaluation: once confirmed for everybody who reads it, until then for the province. */
export function reviewShown(ctx: Ctx, { status, reviewed, answer }: Confirming) {
  const shown = status === 'confirmed' || (readsInside(ctx) && reviewed !== null)
  return shown ? { rows: storedReview(reviewed), answer, confirmed: status === 'confirmed' } : null
}

/** What finance said of the evaluation since it was sent in last; null where the call does not ask it, or for who may not know. */
export async function coConfirmOf(ctx: Ctx, evaluation: Confirming) {
  const { guidelineId, guidelineVersion } = evaluation.project.application
  const { finance } = await configurationOf(ctx.db, guidelineId, guidelineVersion)
  if (!finance.coConfirms || !readsInside(ctx)) return null
  const opinion: FinanceOpinion | null = await ctx.db.client.financeOpinion.findFirst({
    where: {
      evaluationId: evaluation.id,
      closedAt: null,
      createdAt: { gte: evaluation.submittedAt ?? new Date(0) },
    },
    orderBy: { createdAt: 'desc' },
    select: { conclusion: true, text: true, authorName: true, createdAt: true },
  })
  return { word: wordOf(opinion), opinion, waits: evaluation.status === 'finance_confirm' }
}
