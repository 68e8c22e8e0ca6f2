import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { openClawback } from '../funding/open-clawback.server.ts'
import { openCredit } from '../funding/open-credit.server.ts'
import { applyTransition } from '../transition.server.ts'
import { moveProject, type ProjectAct, projectInScope } from './of-project.server.ts'

const running = ['draft', 'b_signed', 'c_signed', 'effective']

/**
 * D.0: ends a project by agreement (terminate) or for fault (revoke), on a decision document; its contract ends with it,
 * and what was paid is to be clawed back. A fault goes to the credit records.
 * Refusals: decision_document_missing, reason_required and those of the transition.
 */
export async function stopProject(
  ctx: Ctx,
  { id, version, reason, act, documentNo }: ProjectAct & { act: 'terminate' | 'revoke'; documentNo: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: act,
      reason,
      after: { documentNo: documentNo.trim() },
    })
    if (!moved.ok) return moved
    if (!documentNo.trim()) return refuse('decision_document_missing')
    for (const contract of project.contracts.filter(({ status }) => running.includes(status))) {
      const ended = await applyTransition(tx, ctx, {
        workflow: 'contract',
        id: contract.id,
        version: null,
        transition: 'terminate',
        reason,
      })
      if (!ended.ok) return ended
    }
    const credit = {
      projectId: id,
      event: 'revoked' as const,
      basisNo: documentNo.trim(),
      basis: reason?.trim() ?? '',
    }
    const opened = act === 'revoke' ? await openCredit(tx, ctx, credit) : done(null)
    return opened.ok ? openClawback(tx, ctx, id, act) : opened
  })
}

/** Halts a running project and lets it go on, each with its reason. */
export async function haltProject(
  ctx: Ctx,
  { id, version, reason, act }: ProjectAct & { act: 'suspend' | 'resume' },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const moved = await moveProject(tx, ctx, project, { version, transition: act, reason })
    return moved.ok ? done(null) : moved
  })
}
