import { scope } from '#app/authorization/scope.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { coCheckWord } from '#app/db/approval/co-check.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { publicityDocument, supervisionOffice } from '#app/db/approval/documents.server.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { checkDay, shanghaiDay, startOfDay } from '#app/domain/kernel/shanghai.ts'
import { publicityEnd } from '#app/domain/kernel/working-days.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { holdBudget } from './budget.server.ts'

export type Decision = {
  planId: string
  version: number
  minutesNo: string
  /** day of the meeting, as typed */
  meetingDay: string
  /** names as typed, separated by commas, 、 or lines */
  attendees: string
}

/**
 * T18: the collective decision, with the number of its minutes and those present. The list is posted today; the day of
 * posting is not counted, the last day ends at 24:00 (A.8).
 * Refusals: meeting_day_wrong, minutes_missing, supervision_phone_missing, calendar_unknown {year}, over_budget,
 * co_check_missing, co_check_against, stale_version (409).
 */
export async function decidePlan(ctx: Ctx, input: Decision): Promise<Result<{ endsOn: string }>> {
  const plan = await ctx.db.client.allocationPlan.findFirst({
    where: { AND: [{ id: input.planId }, scope(ctx.actor, 'AllocationPlan')] },
    select: { id: true, title: true, guideline: { select: { id: true, publishedVersion: true } } },
  })
  if (!plan) throw new NotFound('plan')
  const { publicity } = await configurationOf(ctx.db, plan.guideline.id, plan.guideline.publishedVersion)
  const attendees = namesOf(input.attendees)
  const minutes = { number: input.minutesNo.trim(), attendees: attendees.length }
  const day = checkDay(input.meetingDay)
  const postedOn = shanghaiDay(ctx.now)
  if (minutes.number === '' || attendees.length === 0) return refuse('minutes_missing')
  if (!day.ok || day.value > postedOn) return refuse('meeting_day_wrong')
  const supervision = await supervisionOffice(ctx.db.client)
  if (supervision.phone === '') return refuse('supervision_phone_missing')

  return ctx.db.transact(async (tx) => {
    const end = publicityEnd(postedOn, publicity, await loadCalendar(tx))
    if (!end.ok) return end
    const { lastDay: endsOn, endsAt } = end.value
    const items = await tx.allocationItem.findMany({
      where: { planId: plan.id, amountFen: { gt: 0n }, application: { status: 'proposed' } },
      include: { application: { select: { projectName: true, proposedFen: true } } },
      orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    })
    const totalFen = sumFen(items.map(({ application }) => application.proposedFen ?? 0n))
    const { budgetFen } = await holdBudget(tx, plan.guideline.id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: plan.id,
      version: input.version,
      transition: 'decide',
      facts: async () => ({ minutes, totalFen, budgetFen, coCheck: await coCheckWord(tx, ctx.db, plan) }),
      set: {
        minutesNo: minutes.number,
        attendees: JSON.stringify(attendees),
        decidedAt: startOfDay(day.value),
        decidedById: ctx.actor.id,
        postedOn,
        endsOn,
        publicityEnd: endsAt,
      },
      after: { minutesNo: minutes.number, attendees: attendees.length, postedOn, endsOn, totalFen },
      produce: {
        proposed_list: () =>
          publicityDocument(
            tx,
            ctx,
            plan.id,
            items.map(({ id }) => id),
            { postedOn, endsOn },
          ),
      },
    })
    if (!moved.ok) return moved
    for (const { id, applicationId, application } of items) {
      const posted = await applyTransition(tx, ctx, {
        workflow: 'application',
        id: applicationId,
        version: null,
        transition: 'decide',
        facts: async () => ({ minutes }),
        dueAt: endsAt,
        after: { plan: plan.id, minutesNo: minutes.number, postedOn, endsOn },
        notice: {
          params: { project: application.projectName, deadline: endsOn },
          link: `/applications/${applicationId}`,
        },
      })
      if (!posted.ok) return posted
      await tx.allocationItem.update({ where: { id }, data: { postedOn, endsOn, publicityEnd: endsAt } })
    }
    return done({ endsOn })
  })
}

/** Names out of a line as people type it. */
function namesOf(text: string): string[] {
  const names = text.split(/[,，、;；\s]+/).filter((name) => name !== '')
  return [...new Set(names)]
}
