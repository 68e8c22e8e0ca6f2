import { systemActor } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { liveConsultations, openConsultations } from '#app/domain/evaluation/consultation.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { usersOfExperts } from '../scoring/draw-panel.server.ts'
import { applyTransition } from '../transition.server.ts'

/**
 * The review of a self-evaluation ends: experts who have not answered are asked no more and told so; with `all`, opinions
 * that were given can be changed no more either.
 */
export async function endConsultations(
  tx: Tx,
  ctx: Ctx,
  evaluationId: string,
  which: 'unanswered' | 'all',
): Promise<Result<null>> {
  const states = which === 'all' ? liveConsultations : openConsultations
  const rows = await tx.consultation.findMany({
    where: { evaluationId, status: { in: [...states] } },
    select: {
      id: true,
      status: true,
      expertId: true,
      evaluation: { select: { project: { select: { name: true } } } },
    },
    orderBy: { id: 'asc' },
  })
  const system = { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
  for (const { id, status, expertId, evaluation } of rows) {
    const moved = await applyTransition(tx, system, {
      workflow: 'consultation',
      id,
      version: null,
      transition: status === 'given' ? 'close' : 'lapse',
      notice: {
        params: { project: evaluation.project.name },
        link: '/scoring/mine',
        named: await usersOfExperts(tx, [expertId]),
      },
    })
    if (!moved.ok) return moved
  }
  return done(null)
}
