import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { moveProject, type ProjectAct, projectInScope } from './of-project.server.ts'

/** D.2 */
export const midtermConclusions = ['continue', 'rectify', 'hold', 'terminate'] as const
export type MidtermConclusion = (typeof midtermConclusions)[number]

export async function startMidterm(ctx: Ctx, { id, version }: ProjectAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const moved = await moveProject(tx, ctx, project, { version, transition: 'start_midterm' })
    return moved.ok ? done(null) : moved
  })
}

/** Ends the check with its conclusion and reasons; what `terminate` proposes, the leader decides. Refusal: outcome_missing. */
export async function endMidterm(
  ctx: Ctx,
  { id, version, reason, conclusion }: ProjectAct & { conclusion: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const named = midtermConclusions.find((one) => one === conclusion)
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: 'end_midterm',
      reason,
      set: { midterm: named ?? null },
      after: { conclusion: named },
    })
    if (!moved.ok) return moved
    return named ? done(null) : refuse('outcome_missing')
  })
}
