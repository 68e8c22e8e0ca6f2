import { isUniqueViolation } from '#app/db/unique.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { periodEnd, reportDue } from '#app/domain/tracking/progress.ts'
import {
  atMidterm,
  judgeRisks,
  type Judged,
  type RiskFacts,
  stepFor,
  watched,
} from '#app/domain/tracking/risk.ts'
import { isSent } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '../context.ts'
import { contractFrom } from './contract-document.server.ts'
import { createAlert, upgradeAlert } from './of-alert.server.ts'
import { matchingFunds } from './matching-funds.server.ts'
import { configurationFor } from './of-project.server.ts'

/** Projects that are read at once. */
const batch = 200

const known = { select: { id: true, risk: true, level: true, cause: true, status: true } } as const

async function projectsAfter(ctx: Ctx, id: string) {
  return ctx.db.client.project.findMany({
    where: { status: { in: [...watched] }, id: { gt: id } },
    include: {
      application: { select: { guidelineId: true, guidelineVersion: true, channel: true } },
      contracts: {
        where: { status: { in: ['effective', 'fulfilled'] } },
        orderBy: { edition: 'desc' },
        take: 1,
        select: { content: true },
      },
      reports: { omit: { form: true } },
      payments: {
        where: { status: 'confirmed', arrivedOn: { not: null } },
        orderBy: [{ arrivedOn: 'asc' }, { number: 'asc' }],
        select: { number: true, amountFen: true, arrivedOn: true },
      },
      alerts: known,
    },
    orderBy: { id: 'asc' },
    take: batch,
  })
}
type Project = Awaited<ReturnType<typeof projectsAfter>>[number]

/**
 * D.4: judges every running project by the rules of its call, raises what warns of it and raises the level of what stands.
 * Repeating it changes nothing. Returns how many alerts it raised or made graver.
 */
export async function sweepAlerts(ctx: Ctx): Promise<number> {
  let [count, last] = [0, '']
  for (;;) {
    const projects = await projectsAfter(ctx, last)
    for (const project of projects) count += await sweepProject(ctx, project)
    const end = projects.at(-1)
    if (!end || projects.length < batch) return count
    last = end.id
  }
}

async function sweepProject(ctx: Ctx, project: Project): Promise<number> {
  const configuration = await configurationFor(ctx, project)
  const judged = judgeRisks(await factsOf(ctx, project, configuration), configuration.tracking.alerts)
  let count = 0
  for (const one of judged.filter((risk) => stepFor(risk, project.alerts)))
    if (await act(ctx, project, configuration, one)) count += 1
  return count
}

/** False when somebody else did it meanwhile. */
async function act(
  ctx: Ctx,
  project: Project,
  configuration: GuidelineConfiguration,
  judged: Judged,
): Promise<boolean> {
  try {
    return await ctx.db.transact((tx) => raiseOrUpgrade(tx, ctx, project, configuration, judged))
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

async function raiseOrUpgrade(
  tx: Tx,
  ctx: Ctx,
  project: Project,
  configuration: GuidelineConfiguration,
  { risk, level, cause, evidence }: Judged,
): Promise<boolean> {
  const alerts = await tx.alert.findMany({ where: { projectId: project.id }, ...known })
  const step = stepFor({ risk, level, cause }, alerts)
  if (!step) return false
  if (step.act === 'raise') {
    const alert = { risk, level, cause, evidence, grounds: '', asked: '' }
    return (await createAlert(tx, ctx, project, configuration, alert)).ok
  }
  return (await upgradeAlert(tx, ctx, configuration, { id: step.id, level, cause, evidence })).ok
}

/** What the system knows of a project today. */
async function factsOf(ctx: Ctx, project: Project, { tracking }: GuidelineConfiguration): Promise<RiskFacts> {
  const { applicationId, status, startOn, endOn, contracts, reports, payments } = project
  const [contract] = contracts
  const content = contract ? contractFrom(contract.content) : null
  const dated = reports
    .flatMap((report) => {
      const [end, due] = [periodEnd(report.period), reportDue(report.period, tracking.reportWithinDays)]
      if (!end.ok || !due.ok) return []
      const dueOn = shanghaiDay(new Date(due.value.getTime() - 1))
      return [{ ...report, end: end.value, dueOn, sent: report.submittedAt !== null }]
    })
    .toSorted((a, b) => (a.end === b.end ? 0 : a.end < b.end ? -1 : 1))
  const newest = dated.findLast((report) => isSent(report.status))
  const matching =
    newest && atMidterm(project, newest.end)
      ? await matchingFunds(ctx, { applicationId, reportId: newest.id })
      : null
  return {
    today: shanghaiDay(ctx.now),
    status,
    startOn,
    endOn,
    reports: dated,
    newest: newest ? { ...newest, matchingFen: matching?.arrivedFen ?? null } : null,
    plannedMatchingFen: matching?.plannedFen ?? 0n,
    totalInvestmentFen: BigInt(content?.totalInvestmentFen ?? 0),
    milestones: content?.schedule.map(({ dueOn }) => dueOn) ?? [],
    arrived: payments.flatMap(({ arrivedOn, ...payment }) => (arrivedOn ? [{ ...payment, arrivedOn }] : [])),
    acceptance: tracking.acceptance,
  }
}
