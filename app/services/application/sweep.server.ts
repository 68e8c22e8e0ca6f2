import type { WorkingApplication } from '#app/db/working-application.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import { addDays, endOfDay, minuteText, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { releasePlaces } from '../review/places.server.ts'
import { supersedeSheets } from '../review/supersede.server.ts'
import { applyTransition } from '../transition.server.ts'
import { releaseInvoices } from './send-in.server.ts'

/** Rows that one sweep takes at most; the next minute takes the rest. */
const batch = 200
/** Working days before a deadline at which its holder is reminded. */
const remindWithin = 2
/** Milliseconds after a deadline beyond which nobody is told any more: it was before this system knew of it. */
const tooLate = 3 * 24 * 3_600_000

/** Everything of applications that time itself does. Repeating it changes nothing. */
export async function sweepApplications(ctx: Ctx): Promise<void> {
  await expireDrafts(ctx)
  await lapseReturned(ctx)
  await remindDue(ctx)
}

/** T23: drafts of calls that have closed. Returns how many. */
export async function expireDrafts(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.client.application.findMany({
    where: { status: 'draft', guideline: { applyEnd: { lt: ctx.now } } },
    select: { id: true, projectName: true, guideline: { select: { applyEnd: true } } },
    take: batch,
  })
  for (const { id, projectName, guideline } of rows) {
    await ctx.db.transact((tx) =>
      applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version: null,
        transition: 'expire',
        facts: async () => ({
          guideline: { open: false, applyStart: guideline.applyEnd, applyEnd: guideline.applyEnd },
        }),
        set: { openKey: null },
        notice: { params: { project: projectName }, link: `/applications/${id}` },
      }),
    )
  }
  return rows.length
}

/** T23: returned applications whose correction deadline has passed are rejected, with the places and invoices they held. */
export async function lapseReturned(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.client.application.findMany({
    where: { status: 'returned', dueAt: { lt: ctx.now } },
    select: { id: true },
    take: batch,
  })
  const { application: words } = messagesOf('zh-CN')
  for (const { id } of rows) {
    const application = await workingApplication(ctx, id)
    await ctx.db.transact(async (tx) => {
      const moved = await applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version: null,
        transition: 'lapse',
        facts: async () => ({ correctionEnd: application.dueAt }),
        set: { openKey: null },
        notice: {
          params: { project: application.projectName, reason: words.lapsed },
          link: `/applications/${id}`,
        },
      })
      if (!moved.ok) return moved
      await releasePlaces(tx, application, ctx.now)
      await releaseInvoices(tx, id)
      await supersedeSheets(tx, ctx, application)
      return done(null)
    })
  }
  return rows.length
}

/** Reminds whoever holds an application once within two working days of its deadline, and once after it. */
export async function remindDue(ctx: Ctx): Promise<number> {
  const calendar = await loadCalendar(ctx.db.client)
  const soon = addWorkingDays(shanghaiDay(ctx.now), remindWithin, calendar)
  const rows = await ctx.db.client.application.findMany({
    where: {
      dueAt: {
        gt: new Date(ctx.now.getTime() - tooLate),
        lte: endOfDay(soon.ok ? soon.value : addDays(shanghaiDay(ctx.now), remindWithin)),
      },
      status: { in: [...reminded] },
    },
    omit: { form: true },
    take: batch,
    orderBy: { dueAt: 'asc' },
  })
  let count = 0
  for (const row of rows) count += await remind(ctx, row)
  return count
}

const reminded = [
  'draft',
  'returned',
  'town_review',
  'county_review',
  'city_review',
  'province_check',
] as const
type Row = Pick<
  WorkingApplication,
  | 'id'
  | 'status'
  | 'version'
  | 'unitCode'
  | 'cityCode'
  | 'townCode'
  | 'enterpriseId'
  | 'projectName'
  | 'dueAt'
>

async function remind(ctx: Ctx, row: Row): Promise<number> {
  const state = reminded.find((name) => name === row.status)
  if (!state || !row.dueAt) return 0
  const { dueAt } = row
  const kind = ctx.now > dueAt ? ('overdue' as const) : ('due_soon' as const)
  const link = `/applications/${row.id}?due=${dueAt.getTime()}`
  return ctx.db.transact(async (tx) => {
    const holders = await usersOf(tx, applicationWorkflow.states[state].owner, {
      ...row,
      dossier: '',
      expertId: null,
    })
    const told = await tx.notice.findMany({
      where: { userId: { in: holders.map(({ id }) => id) }, kind, link },
      select: { userId: true },
    })
    const people = holders.filter(({ id }) => !told.some(({ userId }) => userId === id))
    await notify(tx, ctx, kind, people, {
      params: { project: row.projectName, deadline: minuteText(dueAt) },
      link,
    })
    return people.length
  })
}
