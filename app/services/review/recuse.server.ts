import { type ConflictKind, conflictKinds } from '#app/domain/scoring/conflict.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, noticeOf, ofMaterial, openCase, type ReviewAct } from './case.server.ts'

/**
 * B.3, last line: somebody of an office names what stands between them and the applicant, and acts in this dossier no
 * more. What they said of the application where it stands is past, so that a colleague is asked. The words stand in the
 * log alone, where they can be erased. Refusals: conflict_kind_missing, reason_required, already recused (recused),
 * not_yours (403), wrong_state and stale_version (409).
 */
export async function recuseOfficer(
  ctx: Ctx,
  { id, version, kind, text }: ReviewAct & { kind: string; text: string },
): Promise<Result<null>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application } = opened.value
  const ground = conflictKinds.find((one): one is ConflictKind => one === kind) ?? null
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'recuse',
      facts: async () => ({ conflict: ground }),
      set: application.handlerId === ctx.actor.id ? { handlerId: null } : {},
      after: { conflict: ground },
      reason: text,
      notice: noticeOf(application, { person: ctx.actor.name }),
    })
    if (!moved.ok || !ground) return moved.ok ? done(null) : moved
    await tx.reviewOpinion.updateMany({
      where: {
        applicationId: id,
        node: application.status,
        kind: { in: ofMaterial },
        authorId: ctx.actor.id,
        closedAt: null,
      },
      data: { closedAt: ctx.now },
    })
    await addOpinion(tx, ctx, application, {
      node: application.status,
      kind: 'recusal',
      conclusion: ground,
      text: '',
    })
    return done(null)
  })
}
