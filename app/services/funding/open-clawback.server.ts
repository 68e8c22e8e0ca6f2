import type { Tx } from '#app/db/client.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { type ClawbackCause, clawbackWorkflow, groundOf } from '#app/domain/funding/clawback.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'
import { holdProjects } from './money.server.ts'

/**
 * D.0, D.6: opens the clawback of a project that has just been ended, where money was paid to it; nothing else. In the
 * transaction of the act that ended it. The money goes back the way it came: to the office that paid last.
 */
export async function openClawback(
  tx: Tx,
  ctx: Ctx,
  projectId: string,
  cause: ClawbackCause,
): Promise<Result<null>> {
  const [project] = await holdProjects(tx, [projectId])
  if (!project || project.paidFen === 0n) return done(null)
  const last = await tx.payment.findFirstOrThrow({
    where: { projectId, status: { in: ['paid', 'confirmed'] } },
    orderBy: [{ number: 'desc' }, { id: 'desc' }],
    select: { payerCode: true },
  })
  const decision = decideCreation(ctx, 'clawback', 'open', {})
  if (!decision.ok) return decision
  const id = newId()
  const { unitCode, cityCode, enterpriseId, applicationId, paidFen } = project
  await tx.clawback.create({
    data: {
      id,
      projectId,
      enterpriseId,
      unitCode,
      cityCode,
      cause,
      ground: groundOf[cause],
      payerCode: last.payerCode,
      status: decision.value.to,
      dueAt: await stateDue(tx, ctx, clawbackWorkflow.states.opened),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'clawback.open',
    dossier: `application:${applicationId}`,
    object: { type: 'clawback', id },
    unitCode,
    after: { status: decision.value.to, cause, paidFen },
  })
  const row = await statusTables.clawback.find(tx, { id })
  if (row)
    await notifyOf(tx, ctx, 'clawback_opened', row, clawbackWorkflow.states.opened.owner, {
      params: { project: project.name, amount: wanText(paidFen) },
      link: `/funding/clawbacks/${id}`,
    })
  return done(null)
}
