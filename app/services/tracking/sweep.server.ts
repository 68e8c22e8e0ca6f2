import { usersOf } from '#app/db/recipients.server.ts'
import { addDays, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { acceptanceDue } from '#app/domain/tracking/acceptance-due.ts'
import { endedPeriods } from '#app/domain/tracking/periods.ts'
import { reportingProjects } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { createReport } from './ask-report.server.ts'
import { configurationFor, moveProject } from './of-project.server.ts'

/** Rows that one sweep takes at most of each kind; the next minute takes the rest. */
const batch = 200
/** Days from the end date at which the undertaker is reminded of the acceptance (D.0). */
const reminders = [-90, -30, 30] as const

/** Everything of projects that time itself does (D.0, D.1). Repeating it changes nothing. */
export async function sweepProjects(ctx: Ctx): Promise<void> {
  await endProjects(ctx)
  await askReports(ctx)
  await remindAcceptance(ctx)
}

/** in_progress → acceptance_due the day after the end date. Returns how many. */
export async function endProjects(ctx: Ctx): Promise<number> {
  const today = shanghaiDay(ctx.now)
  const rows = await ctx.db.client.project.findMany({
    where: { status: 'in_progress', endOn: { lt: today } },
    select: {
      id: true,
      name: true,
      endOn: true,
      award: true,
      above: true,
      application: { select: { guidelineId: true, guidelineVersion: true } },
    },
    take: batch,
  })
  for (const row of rows) {
    const { tracking } = await configurationFor(ctx, row)
    await ctx.db.transact((tx) =>
      moveProject(tx, ctx, row, {
        version: null,
        transition: 'end_date_passed',
        facts: { endOn: row.endOn, today },
        dueAt: acceptanceDue(row.endOn, tracking, ctx.now),
      }),
    )
  }
  return rows.length
}

/** Asks for the report of every period that ended since the contract took effect, to that in which the project ends. Returns how many. */
export async function askReports(ctx: Ctx): Promise<number> {
  const today = shanghaiDay(ctx.now)
  const rows = await ctx.db.client.project.findMany({
    where: { status: { in: [...reportingProjects] } },
    include: {
      application: { select: { guidelineId: true, guidelineVersion: true } },
      contracts: { where: { aSignedAt: { not: null } }, orderBy: { edition: 'asc' }, take: 1 },
      reports: { select: { period: true } },
    },
    orderBy: { id: 'asc' },
  })
  let asked = 0
  for (const project of rows) {
    const configuration = await configurationFor(ctx, project)
    const { reportPeriod } = configuration.tracking
    const since = project.contracts[0]?.aSignedAt
    if (reportPeriod === 'none' || !since) continue
    const missing = endedPeriods(reportPeriod, shanghaiDay(since), today, project.endOn).filter(
      (period) => !project.reports.some((report) => report.period === period),
    )
    for (const period of missing.slice(0, batch)) {
      await ctx.db.transact((tx) => createReport(tx, ctx, { projectId: project.id, period, configuration }))
      asked += 1
    }
  }
  return asked
}

/** Reminds undertakers 90 and 30 days before the end date and 30 days after it, each person once. Returns how many notices. */
export async function remindAcceptance(ctx: Ctx): Promise<number> {
  const today = shanghaiDay(ctx.now)
  let told = 0
  for (const days of reminders) {
    const endOn = addDays(today, -days)
    const rows = await ctx.db.client.project.findMany({
      where: { endOn, status: { in: ['in_progress', 'acceptance_due'] } },
      take: batch,
    })
    for (const row of rows) {
      const link = `/projects/${row.id}/acceptance?end=${endOn}&day=${days}`
      const kind = days < 0 ? ('due_soon' as const) : ('overdue' as const)
      told += await ctx.db.transact(async (tx) => {
        const people = await usersOf(tx, 'applicant', { ...row, expertId: null, dossier: '' }, ctx.now)
        const had = await tx.notice.findMany({ where: { kind, link }, select: { userId: true } })
        const others = people.filter(({ id }) => !had.some(({ userId }) => userId === id))
        await notify(tx, ctx, kind, others, { params: { project: row.name, deadline: endOn }, link })
        return others.length
      })
    }
  }
  return told
}
