import { loadCalendar } from '#app/db/calendar.server.ts'
import type { Db, Tx } from '#app/db/client.server.ts'
import { periodOf } from '#app/db/handling.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { deciderOf } from '#app/db/review/appeal.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Deadline } from '#app/domain/kernel/workflow.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'

const negative = ['application.reject', 'application.lapse', 'application.not_approve']

/** Until when an appeal may be filed, by the working days of the call; null when nothing negative was decided, or it has been used. */
export async function appealEnd(tx: Tx, db: Db, applicationId: string): Promise<Date | null> {
  if ((await tx.appeal.count({ where: { applicationId } })) > 0) return null
  const decided = await decidedAt(tx, applicationId)
  if (!decided) return null
  const end = await endOf(tx, db, applicationId, { handling: 'appealDays' }, decided)
  return end.ok ? end.value : null
}

/** End of the last working day that the call gives from an instant. Refusals: calendar_unknown. */
async function endOf(
  tx: Tx,
  db: Db,
  applicationId: string,
  deadline: Deadline,
  at: Date,
): Promise<Result<Date>> {
  const days = await periodOf(tx, db, { deadline, dossier: `application:${applicationId}`, at })
  const last = addWorkingDays(shanghaiDay(at), days ?? 0, await loadCalendar(tx))
  return last.ok ? done(endOfDay(last.value)) : last
}

/**
 * T24, the applicant's part: asks the next higher level to look at the decision again, within the working days of the call, once.
 * Refusals: wrong_state (409), not_yours (403), appeal_reason_missing, appeal_used, appeal_late, calendar_unknown.
 */
export async function fileAppeal(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<{ appealId: string; dueAt: Date }>> {
  const application = await workingApplication(ctx, id)
  if (application.enterpriseId !== ctx.actor.enterpriseId) return refuse('not_yours', {}, { status: 403 })
  if (!['rejected', 'not_approved'].includes(application.status))
    return refuse('wrong_state', {}, { status: 409 })
  if (!reason.trim()) return refuse('appeal_reason_missing')
  return ctx.db.transact(async (tx) => {
    // holds the row, so that two who ask at once become one
    await tx.application.updateMany({ where: { id }, data: { revision: { increment: 1 } } })
    if ((await tx.appeal.count({ where: { applicationId: id } })) > 0) return refuse('appeal_used')
    const until = await appealEnd(tx, ctx.db, id)
    if (!until || ctx.now > until) return refuse('appeal_late')
    const due = await endOf(tx, ctx.db, id, { handling: 'appealAnswerDays' }, ctx.now)
    if (!due.ok) return due

    const [appealId, dueAt] = [newId(), due.value]
    const node = application.node ?? 'province_check'
    await tx.appeal.create({
      data: {
        id: appealId,
        applicationId: id,
        node,
        reason: reason.trim(),
        dueAt,
        status: 'open',
        filedById: ctx.actor.id,
        createdAt: ctx.now,
      },
    })
    await record(tx, ctx, {
      act: 'application.appeal',
      dossier: `application:${id}`,
      object: { type: 'appeal', id: appealId },
      unitCode: application.unitCode,
      after: { node, dueAt },
      reason: reason.trim(),
    })
    const decider = deciderOf(application.status, node)
    const people = await usersOf(tx, decider, { ...application, dossier: '', expertId: null }, ctx.now)
    await notify(tx, ctx, 'appeal_filed', people, {
      params: { project: application.projectName },
      link: `/applications/${id}`,
    })
    return done({ appealId, dueAt })
  })
}

async function decidedAt(tx: Tx, applicationId: string): Promise<Date | null> {
  const entry = await tx.auditEntry.findFirst({
    where: { dossier: `application:${applicationId}`, result: 'done', act: { in: negative } },
    orderBy: { n: 'desc' },
    select: { at: true },
  })
  return entry?.at ?? null
}
