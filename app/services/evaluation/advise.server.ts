import { doing } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { opinionHash } from '#app/db/evaluation-opinion.server.ts'
import { opinionOfficeOf, readOpinion } from '#app/domain/evaluation/opinion.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { evaluationInScope } from './self-evaluation.server.ts'

/**
 * The city, provincial finance or a third party says what it thinks of a self-evaluation under review, with a score of its
 * own: once for each revision, and again in place of what it said, until the grade is confirmed. Decides nothing.
 * Refusals: form_has_problems {count} with fields score and text, not_yours (403), wrong_state, stale_version (409).
 */
export async function adviseEvaluation(
  ctx: Ctx,
  { id, version, ...typed }: { id: string; version: number; score: string; text: string },
): Promise<Result<null>> {
  const { scoreCenti, problems } = readOpinion(typed)
  const office = opinionOfficeOf(doing(ctx.actor, false))
  const text = typed.text.trim()
  return ctx.db.transact(async (tx) => {
    const { revision } = await evaluationInScope(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'evaluation',
      id,
      version,
      transition: 'advise',
      facts: async () => ({ opinionProblems: problems.length }),
      after: { office, revision, scoreCenti, sha256: opinionHash(text) },
    })
    if (!moved.ok)
      return problems.length > 0 && moved.refusal.code === 'form_has_problems'
        ? { ...moved, refusal: { ...moved.refusal, fields: problems } }
        : moved
    if (!office) return refuse('not_yours', {}, { status: 403 })
    await keepOpinion(tx, ctx, { evaluationId: id, revision, office, scoreCenti, text })
    return done(null)
  })
}

/** Writes what the actor says of a revision, in place of what the same person said of it before. */
export async function keepOpinion(
  tx: Tx,
  { actor, now }: Ctx,
  { evaluationId, revision, ...opinion }: Opinion,
): Promise<void> {
  const said = { ...opinion, authorName: actor.name, updatedAt: now }
  const whose = { evaluationId, revision, authorId: actor.id }
  const { count } = await tx.evaluationOpinion.updateMany({ where: whose, data: said })
  if (count > 0) return
  await tx.evaluationOpinion.create({
    data: { id: newId(), ...whose, ...said, createdAt: now },
    select: { id: true },
  })
}

type Opinion = { evaluationId: string; revision: number; office: string; scoreCenti: number; text: string }
