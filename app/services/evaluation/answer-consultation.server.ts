import type { Tx } from '#app/db/client.server.ts'
import { opinionHash } from '#app/db/evaluation-opinion.server.ts'
import { consultationInScope } from '#app/db/evaluation-consultation.server.ts'
import { readOpinion } from '#app/domain/evaluation/opinion.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { ConflictKind } from '#app/domain/scoring/conflict.ts'
import type { Ctx } from '../context.ts'
import { boundOf } from '../scoring/avoidance.server.ts'
import { applyTransition } from '../transition.server.ts'
import { keepOpinion } from './advise.server.ts'
import { holdUnderReview } from './consult.server.ts'

type ConsultationAct = { id: string; version: number }

/** What every answer of an expert asks anew: the review goes on, and nothing bars this person (B.3). */
async function answering(tx: Tx, ctx: Ctx, id: string) {
  const { expertId, evaluationId, revision, evaluation, askedById } = await consultationInScope(tx, ctx, id)
  const { project } = evaluation
  const underReview = await holdUnderReview(tx, { id: evaluationId, revision })
  const bound = await boundOf(tx, ctx, [project.applicationId], expertId)
  return {
    evaluationId,
    revision,
    project,
    askedById,
    facts: { underReview, able: bound !== null, avoidance: bound?.avoidance },
  }
}

/**
 * B.3: the expert declares to have no conflict; from now on the self-evaluation is open to them. Refusals:
 * declaration_missing unless it was ticked, evaluation_not_under_review, consulted_not_able, avoidance_found {rules}, wrong_state, not_yours (403), stale_version (409).
 */
export async function declareForOpinion(
  ctx: Ctx,
  { id, version, confirmed }: ConsultationAct & { confirmed: boolean },
): Promise<Result<null>> {
  if (!confirmed) return refuse('declaration_missing')
  return ctx.db.transact(async (tx) => {
    const { facts } = await answering(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'consultation',
      id,
      version,
      transition: 'declare',
      facts: async () => facts,
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * B.3: the expert names a conflict and is asked no more; whoever asked is told, and can ask another. Refusals:
 * conflict_text_missing, wrong_state, not_yours (403), stale_version (409).
 */
export async function recuseFromOpinion(
  ctx: Ctx,
  { id, version, kind, text }: ConsultationAct & { kind: ConflictKind; text: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { evaluationId, project, askedById } = await answering(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'consultation',
      id,
      version,
      transition: 'recuse',
      facts: async () => ({ conflict: text }),
      set: { conflict: `${kind}: ${text.trim()}` },
      after: { conflict: kind },
      notice: {
        params: { project: project.name, expert: ctx.actor.name },
        link: `/evaluations/${evaluationId}/experts`,
        named: [askedById],
      },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * The expert says what they think of the self-evaluation, with a score of their own; again in place of what they said, until the
 * grade is confirmed. Decides nothing. Refusals: form_has_problems {count} with fields score and text, and those of declaring.
 */
export async function giveExpertOpinion(
  ctx: Ctx,
  { id, version, ...typed }: ConsultationAct & { score: string; text: string },
): Promise<Result<null>> {
  const { scoreCenti, problems } = readOpinion(typed)
  const text = typed.text.trim()
  return ctx.db.transact(async (tx) => {
    const { evaluationId, revision, facts } = await answering(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'consultation',
      id,
      version,
      transition: 'advise',
      facts: async () => ({ ...facts, opinionProblems: problems.length }),
      after: { revision, scoreCenti, sha256: opinionHash(text) },
    })
    if (!moved.ok)
      return moved.refusal.code === 'form_has_problems'
        ? { ...moved, refusal: { ...moved.refusal, fields: problems } }
        : moved
    await keepOpinion(tx, ctx, { evaluationId, revision, office: 'expert', scoreCenti, text })
    return done(null)
  })
}
