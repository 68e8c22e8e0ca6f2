import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { endConsultations } from './end-consultations.server.ts'
import { evaluationInScope } from './self-evaluation.server.ts'

export type EvaluationAct = { id: string; version: number; reason?: string }

/** The county passes a self-evaluation on; county or province return it with a reason, which ends what experts were asked. */
export async function reviewEvaluation(
  ctx: Ctx,
  { id, version, act, reason = '' }: EvaluationAct & { act: 'pass' | 'return' },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { project } = await evaluationInScope(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'evaluation',
      id,
      version,
      transition: act,
      reason: reason.trim() || null,
      notice: { params: { project: project.name, reason: reason.trim() }, link: `/evaluations/${id}` },
    })
    if (!moved.ok) return moved
    return act === 'return' ? endConsultations(tx, ctx, id, 'all') : done(null)
  })
}
