import { opinionsOn } from '#app/db/evaluation-opinion.server.ts'
import { differing } from '#app/domain/evaluation/opinion.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { score } from '#app/i18n/format.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { moveProject } from '../tracking/of-project.server.ts'
import { applyTransition } from '../transition.server.ts'
import { evaluationInScope } from './self-evaluation.server.ts'

export type EvaluationAct = { id: string; version: number; reason?: string }

const zh = messagesOf('zh-CN').evaluation
const closing = ['accepted', 'paid']

/** The county passes a self-evaluation on; county or province return it with a reason. */
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
    return moved.ok ? done(null) : moved
  })
}

/**
 * The province confirms score and grade; an accepted or paid project is closed by it. Where finance or a third party
 * proposed another grade it says why. Refusals: not_evaluated, evaluation_differs, wrong_state, stale_version (409).
 */
export async function confirmEvaluation(
  ctx: Ctx,
  { id, version, reason = '' }: EvaluationAct,
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { project, scoreCenti, grade, revision } = await evaluationInScope(tx, ctx, id)
    const others = differing(grade, await opinionsOn(tx, { id, revision }))
    const grades: Record<string, string> = zh.grades
    const graded = grade !== null && scoreCenti !== null
    const moved = await applyTransition(tx, ctx, {
      workflow: 'evaluation',
      id,
      version,
      transition: 'confirm',
      reason: reason.trim() || null,
      facts: async () => ({ graded, unanswered: others.length > 0 && reason.trim() === '' }),
      set: { confirmedById: ctx.actor.id },
      after: { scoreCenti, grade },
      notice: {
        params: {
          project: project.name,
          score: scoreCenti === null ? '' : score(scoreCenti),
          grade: grades[grade ?? ''] ?? '',
        },
        link: `/evaluations/${id}`,
      },
    })
    if (!moved.ok || !closing.includes(project.status)) return moved.ok ? done(null) : moved
    const closed = await moveProject(tx, ctx, project, {
      version: null,
      transition: 'close',
      facts: { graded },
    })
    return closed.ok ? done(null) : closed
  })
}
