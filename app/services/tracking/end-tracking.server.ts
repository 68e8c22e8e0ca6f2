import { systemActor } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { standing } from '#app/domain/tracking/alert.ts'
import { unsentReports } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'

/** A project has ended: reports that were not sent in lapse, and alerts that stand end with it. What was sent in goes on to be settled. */
export async function endTracking(tx: Tx, ctx: Ctx, projectId: string): Promise<Result<null>> {
  const system = { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
  const order = { select: { id: true }, orderBy: { id: 'asc' } } as const
  const reports = await tx.progressReport.findMany({
    where: { projectId, status: { in: [...unsentReports] } },
    ...order,
  })
  for (const { id } of reports) {
    const act = { workflow: 'report', id, version: null, transition: 'lapse' } as const
    const moved = await applyTransition(tx, system, act)
    if (!moved.ok) return moved
  }
  const alerts = await tx.alert.findMany({
    where: { projectId, status: { in: [...standing] } },
    ...order,
  })
  for (const { id } of alerts) {
    const moved = await applyTransition(tx, system, {
      workflow: 'alert',
      id,
      version: null,
      transition: 'end',
      set: { openKey: null, closedAt: ctx.now, updatedAt: ctx.now },
    })
    if (!moved.ok) return moved
  }
  return done(null)
}
