import type { Tx } from '#app/db/client.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { latestSnapshot } from '#app/db/working-application.server.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { periodsToReport } from '#app/domain/tracking/periods.ts'
import { periodEnd, reportDue } from '#app/domain/tracking/progress.ts'
import { plannedItems } from '#app/domain/tracking/report-details.ts'
import { blankReport } from '#app/domain/tracking/report-form.ts'
import { reportingProjects } from '#app/domain/tracking/workflow.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { decideCreation } from '../transition.server.ts'
import { configurationFor, contractOf, type ProjectInScope, projectInScope } from './of-project.server.ts'

/**
 * Asks for the report of a period, e.g. 2026Q1, due so many days after its end as the guideline says (D.1).
 * Refusals: period_format, period_not_offered, project_not_running, report_exists, not_yours.
 */
export async function askReport(
  ctx: Ctx,
  input: { projectId: string; period: string },
): Promise<Result<{ id: string }>> {
  const project = await projectInScope(ctx.db.client, ctx, input.projectId)
  const configuration = await configurationFor(ctx, project)
  const readable = periodEnd(input.period)
  if (!readable.ok) return readable
  if (!periodsOf(project, configuration.tracking).includes(input.period)) return refuse('period_not_offered')
  return ctx.db.transact((tx) => createReport(tx, ctx, { ...input, configuration }))
}

/** Periods of which this project may be asked to report, oldest first, with the state of the report where there is one. */
export async function periodsToAsk(ctx: Ctx, projectId: string) {
  const { client } = ctx.db
  const project = await projectInScope(client, ctx, projectId)
  const { tracking } = await configurationFor(ctx, project)
  const reports = await client.progressReport.findMany({
    where: { projectId },
    select: { period: true, status: true },
  })
  return periodsOf(project, tracking).map((period) => ({
    period,
    status: reports.find((report) => report.period === period)?.status ?? null,
  }))
}

function periodsOf(
  { contracts, startOn, endOn }: ProjectInScope,
  { reportPeriod }: GuidelineConfiguration['tracking'],
): string[] {
  const signedAt = contracts.findLast(({ aSignedAt }) => aSignedAt !== null)?.aSignedAt
  return periodsToReport(reportPeriod, signedAt ? shanghaiDay(signedAt) : startOn, endOn)
}

/** The same inside a transaction; for sweeps, which ask many. */
export async function createReport(
  tx: Tx,
  ctx: Ctx,
  {
    projectId,
    period,
    configuration: { form, tracking },
  }: { projectId: string; period: string; configuration: GuidelineConfiguration },
): Promise<Result<{ id: string }>> {
  const project = await projectInScope(tx, ctx, projectId)
  const owns = project.enterpriseId === ctx.actor.enterpriseId
  const decision = decideCreation(ctx, 'report', 'ask', {}, { owns })
  if (!decision.ok) return decision
  const dueAt = reportDue(period, tracking.reportWithinDays)
  if (!dueAt.ok) return dueAt
  if (!reportingProjects.some((state) => state === project.status))
    return refuse('project_not_running', {}, { status: 409 })
  const existing = await tx.progressReport.count({ where: { projectId, period } })
  if (existing > 0) return refuse('report_exists', {}, { status: 409 })

  const submitted = await latestSnapshot(tx, project.applicationId)
  const items = submitted ? plannedItems(form, submitted.form) : []
  const id = newId()
  const status = decision.value.to
  await tx.progressReport.create({
    data: {
      id,
      projectId,
      period,
      status,
      form: JSON.stringify(blankReport(contractOf(project)?.content ?? null, items)),
      dueAt: dueAt.value,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'report.ask',
    dossier: `application:${project.applicationId}`,
    object: { type: 'report', id },
    unitCode: project.unitCode,
    after: { status, period, dueAt: dueAt.value },
  })
  const row = await statusTables.report.find(tx, { id })
  if (!row) throw new NotFound('report')
  await notifyOf(tx, ctx, 'report_due', row, 'applicant', {
    params: { project: project.name, period, deadline: deadlineText(dueAt.value) },
    link: `/projects/${projectId}/reports/${id}`,
  })
  return done({ id })
}
