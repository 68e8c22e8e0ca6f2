import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { filesOf } from '#app/db/working-application.server.ts'
import { checkDraft } from '#app/domain/application/read-form.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import {
  checkReport,
  isEarlier,
  keepContracted,
  withArrived,
  type ReportReview,
} from '#app/domain/tracking/report-form.ts'
import { detailsForm } from '#app/domain/tracking/report-details.ts'
import { typedReport } from '#app/domain/tracking/typed-report.ts'
import { arrivedOf, type ProgressFacts } from '#app/domain/tracking/progress.ts'
import { isSent, levelOfReport, reportWorkflow } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { reportDocument } from './report-document.server.ts'

/** Bytes of a whole typed form. */
export const formLimit = 512 * 1024

const include = {
  project: {
    include: {
      contracts: { orderBy: { edition: 'desc' } },
      reports: { select: { period: true, status: true, cumulativeFen: true } },
      payments: { select: { status: true, amountFen: true } },
    },
  },
} as const

/**
 * A report with its project, in the actor's scope. While it is written, what arrived is what the payments say; once sent
 * in it stands as it was sent. @throws NotFound
 */
export async function reportInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.progressReport.findFirst({
    where: { id, project: scope(ctx.actor, 'Project') },
    include,
  })
  if (!row) throw new NotFound('report')
  const typed = typedReport.parse(JSON.parse(row.form))
  const arrivedFen = arrivedOf(row.project.payments)
  return { ...row, typed: isSent(row.status) ? typed : withArrived(typed, arrivedFen) }
}
export type ReportInScope = Awaited<ReturnType<typeof reportInScope>>

/** Photographs and papers given with a report. */
export async function reportFiles(tx: Tx, id: string) {
  return filesOf(tx, 'report', id)
}

/** May the actor write this report now? Refusals: wrong_state, not_yours. */
export function mayWrite(ctx: Ctx, report: ReportInScope): Result<unknown> {
  return decide(reportWorkflow, {
    transition: 'save',
    from: report.status,
    doing: doing(ctx.actor, report.project.enterpriseId === ctx.actor.enterpriseId),
    facts: { now: ctx.now, actorId: ctx.actor.id },
  })
}

/** What a report is checked against: the last one sent in before it, the planned investment, and the payments. */
export function reportFacts({ period, project }: Pick<ReportInScope, 'period' | 'project'>): ProgressFacts {
  const before = project.reports
    .filter((other) => isSent(other.status) && isEarlier(other.period, period))
    .toSorted((a, b) => (isEarlier(a.period, b.period) ? 1 : -1))
  const contract = project.contracts.find(({ status }) => status !== 'draft') ?? project.contracts[0]
  const total: unknown = contract && JSON.parse(contract.content).totalInvestmentFen
  return {
    previousCumulativeFen: before[0]?.cumulativeFen ?? 0n,
    totalInvestmentFen: typeof total === 'string' ? BigInt(total) : 0n,
    arrivedFen: arrivedOf(project.payments),
  }
}

/**
 * Keeps what was typed, as typed; what the contract fixes and the payments say stays as it is. `values` come from outside.
 * Refusals: wrong_state, not_yours, form_unreadable (400), form_too_large (413), stale_version (409).
 */
export async function saveReport(
  ctx: Ctx,
  { id, revision, values }: { id: string; revision: number; values: unknown },
): Promise<Result<{ revision: number }>> {
  const report = await reportInScope(ctx.db.client, ctx, id)
  const decision = mayWrite(ctx, report)
  if (!decision.ok) return decision
  const typed = typedReport.safeParse(values)
  if (!typed.success) return refuse('form_unreadable', {}, { status: 400 })
  const strange = checkDraft(detailsForm(report.typed.items), typed.data.details)
  if (strange.length > 0) return refuse('form_unreadable', {}, { status: 400, fields: strange })
  const { arrivedFen } = reportFacts(report)
  const form = JSON.stringify(withArrived(keepContracted(report.typed, typed.data), arrivedFen))
  if (Buffer.byteLength(form) > formLimit)
    return refuse('form_too_large', { mb: formLimit / 1024 / 1024 }, { status: 413 })
  const { count } = await ctx.db.client.progressReport.updateMany({
    where: { id, status: report.status, revision },
    data: { form, revision: revision + 1 },
  })
  if (count !== 1) return refuse('stale_version', { seen: revision, now: report.revision }, { status: 409 })
  return done({ revision: revision + 1 })
}

/**
 * D.1: sends the report to the county, or above where the chain has none, with the money that has arrived by then and
 * the hashes of its papers; the first time after its deadline it counts as late.
 * Refusals: report_has_problems with its fields, draft_changed (409), and those of the transition.
 */
export async function submitReport(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<Result<{ projectId: string }>> {
  return ctx.db.transact(async (tx) => {
    const report = await reportInScope(tx, ctx, id)
    const { project, typed } = report
    const facts = reportFacts(report)
    const { problems, amounts } = checkReport(typed, facts)
    const late =
      report.late || (report.submittedAt === null && report.dueAt !== null && ctx.now > report.dueAt)
    const held = await tx.progressReport.updateMany({
      where: { id, revision: report.revision },
      data: { revision: report.revision },
    })
    if (held.count !== 1) return refuse('draft_changed', {}, { status: 409 })
    const files = await reportFiles(tx, id)
    const papers = files.map(({ name, cipherSha256 }) => ({ name, sha256: cipherSha256 }))
    const sha256 = createHash('sha256')
      .update(canonicalize({ ...typed, papers }) ?? '')
      .digest('hex')
    const moved = await applyTransition(tx, ctx, {
      workflow: 'report',
      id,
      version,
      transition: 'submit',
      holder: project.above,
      facts: async () => ({
        problems: problems.length,
        next: project.county ? 'county_review' : 'city_review',
      }),
      set: {
        form: JSON.stringify(typed),
        submittedAt: ctx.now,
        late,
        cumulativeFen: amounts?.cumulativeFen ?? 0n,
        usedFen: amounts?.usedFen ?? 0n,
      },
      after: { sha256, late, papers: papers.map((paper) => paper.sha256) },
      notice: {
        params: { project: project.name, period: report.period },
        link: `/projects/${project.id}/reports/${id}`,
      },
      produce: {
        progress_report: async () =>
          reportDocument({ report, amounts, papers, submittedAt: ctx.now, sha256, ...facts }),
      },
    })
    if (!moved.ok)
      return moved.refusal.code === 'report_has_problems'
        ? refuse('report_has_problems', { count: problems.length }, { fields: problems })
        : moved
    return done({ projectId: project.id })
  })
}

/** The county passes a report on, the level above accepts it, either returns it with a reason. */
export async function reviewReport(
  ctx: Ctx,
  { id, version, act, reason = '' }: { id: string; version: number; act: ReportReview; reason?: string },
): Promise<Result<{ projectId: string }>> {
  return ctx.db.transact(async (tx) => {
    const { project, period } = await reportInScope(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'report',
      id,
      version,
      transition: act,
      reason: reason.trim() || null,
      holder: project.above,
      facts: async ({ status }) => ({
        holding: { level: levelOfReport(status, project), actorLevel: ctx.actor.level },
      }),
      set: { opinion: reason.trim() },
      notice: {
        params: { project: project.name, period, reason: reason.trim() },
        link: `/projects/${project.id}/reports/${id}`,
      },
    })
    return moved.ok ? done({ projectId: project.id }) : moved
  })
}
