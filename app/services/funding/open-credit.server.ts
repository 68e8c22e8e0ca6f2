import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { type CreditEvent, creditWorkflow, levelOf } from '#app/domain/funding/credit.ts'
import { readCreditEvent } from '#app/domain/funding/credit-forms.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'

type Opening = {
  projectId: string
  event: CreditEvent
  /** number and text of the decision, where the act has them */
  basisNo: string
  basis: string
}

/**
 * D.0, D.7: opens the credit record of an event in the transaction of the act that shows it; a project has one for each
 * event. Answers its id, or null where there is one already. The level is the one suggested for the event.
 */
export async function openCredit(
  tx: Tx,
  ctx: Ctx,
  { projectId, event, basisNo, basis }: Opening,
): Promise<Result<{ id: string } | null>> {
  if ((await tx.creditRecord.count({ where: { projectId, event } })) > 0) return done(null)
  const decision = decideCreation(ctx, 'credit', 'open', {})
  if (!decision.ok) return decision
  const { unitCode, cityCode, enterpriseId, applicationId, name } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
  })
  const id = newId()
  const level = levelOf[event]
  await tx.creditRecord.create({
    data: {
      id,
      projectId,
      enterpriseId,
      unitCode,
      cityCode,
      event,
      level,
      basisNo,
      basis,
      status: decision.value.to,
      dueAt: await stateDue(tx, ctx, creditWorkflow.states.opened),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'credit.open',
    dossier: `application:${applicationId}`,
    object: { type: 'credit', id },
    unitCode,
    after: { status: decision.value.to, event, level },
  })
  const row = await statusTables.credit.find(tx, { id })
  if (row)
    await notifyOf(tx, ctx, 'credit_opened', row, creditWorkflow.states.opened.owner, {
      params: { project: name },
      link: `/funding/credits/${id}`,
    })
  return done({ id })
}

/**
 * The province's handler opens one by hand, for a project in their scope. Refusals: form_has_problems (event), not_yours,
 * credit_known (409) when the project has a record of that event. @throws NotFound
 */
export async function openCreditByHand(
  ctx: Ctx,
  { projectId, event }: { projectId: string; event: string },
): Promise<Result<{ id: string }>> {
  const open = () =>
    ctx.db.transact(async (tx) => {
      const where = { AND: [{ id: projectId }, scope(ctx.actor, 'Project')] }
      if ((await tx.project.count({ where })) === 0) throw new NotFound('project')
      const allowed = decideCreation(ctx, 'credit', 'open', {})
      if (!allowed.ok) return allowed
      const read = readCreditEvent(event)
      if (!read.ok) return read
      const opened = await openCredit(tx, ctx, { projectId, event: read.value, basisNo: '', basis: '' })
      if (!opened.ok) return opened
      return opened.value ? done(opened.value) : known()
    })
  try {
    return await open()
  } catch (error) {
    if (isUniqueViolation(error)) return known()
    throw error
  }
}

function known() {
  return refuse('credit_known', {}, { status: 409 })
}
