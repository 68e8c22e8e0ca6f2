import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { termsFor } from '#app/domain/guideline/awards.ts'
import { ceilingOf, nextInstalment, payerOf } from '#app/domain/funding/instalment.ts'
import { issueWorkflow } from '#app/domain/funding/workflow.ts'
import { mayDo } from '#app/domain/kernel/decide.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { divideInstalments } from '#app/domain/tracking/contract.ts'
import type { Ctx } from '#app/services/context.ts'
import { redAlertOf, redAlertOn, redAlerts } from '../alert.server.ts'
import { configurationOf } from '../configuration.server.ts'
import { officeNames } from '../review/people.server.ts'
import { clawbackOf } from './clawback.server.ts'
import { paymentScope } from './scope.server.ts'

/** May the actor draw up an issue of funds? */
export function mayIssue({ actor }: Ctx): boolean {
  return issueWorkflow.transitions.propose.by.some((doer) => mayDo(doing(actor, false), doer, 'nobody'))
}

const given = { status: { notIn: ['dropped', 'withdrawn'] } }
const standing = { where: given, select: { amountFen: true } }

/** Guidelines with projects, and their decided plans, to choose from. */
export async function issuableGuidelines({ db: { client }, actor }: Ctx) {
  const projects = await client.project.groupBy({
    by: ['guidelineId'],
    where: scope(actor, 'Project'),
    _count: true,
  })
  return client.guideline.findMany({
    where: {
      AND: [{ id: { in: projects.map(({ guidelineId }) => guidelineId) } }, scope(actor, 'Guideline')],
    },
    select: {
      id: true,
      title: true,
      plans: { where: { status: { in: ['publicity', 'approved'] } }, select: { id: true, number: true } },
    },
    orderBy: [{ applyEnd: 'desc' }, { id: 'asc' }],
  })
}

/** The projects of a guideline (of one plan of it): what may be issued to each now, or why nothing. */
export async function issuableProjects(
  ctx: Ctx,
  { guidelineId, planId }: { guidelineId: string; planId: string | null },
) {
  const { client } = ctx.db
  const rows = await client.project.findMany({
    where: {
      AND: [
        { guidelineId },
        scope(ctx.actor, 'Project'),
        planId ? { application: { allocationItems: { some: { planId, amountFen: { gt: 0n } } } } } : {},
      ],
    },
    include: { payments: standing, alerts: redAlerts, application: { select: { guidelineVersion: true } } },
    orderBy: { code: 'asc' },
  })
  const found = await Promise.all(
    rows.map(async ({ application, payments, ...project }) => {
      const published = await configurationOf(ctx.db, guidelineId, application.guidelineVersion)
      const configuration = termsFor(published, project)
      const next = nextInstalment(
        {
          ...project,
          redAlert: redAlertOf(project),
          payments: payments.length,
          paymentsFen: sumFen(payments.map(({ amountFen }) => amountFen)),
        },
        configuration,
      )
      const { id, code, name, undertaker, amountFen } = project
      const payerCode = payerOf(configuration.funding, project)
      return { id, code, name, undertaker, amountFen, payerCode, next }
    }),
  )
  const names = await officeNames(
    client,
    found.map(({ payerCode }) => payerCode),
  )
  return found.map(({ payerCode, ...row }) => ({
    ...row,
    payer: names.get(payerCode) ?? { name: payerCode, nameEn: '' },
  }))
}

/** A project's money for its record: what was approved, issued and paid, each payment, what comes next or comes back. */
export async function projectFunds(
  ctx: Ctx,
  project: {
    id: string
    name: string
    guidelineId: string
    status: string
    amountFen: bigint
    recognisedFen: bigint | null
    midterm: string | null
    award: boolean
    issuedFen: bigint
    paidFen: bigint
  },
  guidelineVersion: number,
) {
  const { client } = ctx.db
  const [published, clawback, payments, own, redAlert] = await Promise.all([
    configurationOf(ctx.db, project.guidelineId, guidelineVersion),
    clawbackOf(ctx, project.id),
    client.payment.findMany({
      where: { AND: [{ projectId: project.id }, paymentScope(ctx.actor)] },
      include: {
        issue: { select: { documentNo: true, issuedOn: true } },
        vouchers: { orderBy: { number: 'desc' }, take: 1 },
      },
      orderBy: [{ number: 'asc' }, { createdAt: 'asc' }],
    }),
    client.payment.findMany({
      where: { AND: [{ ...given, projectId: project.id }, paymentScope(ctx.actor)] },
      select: standing.select,
    }),
    redAlertOn(client, project),
  ])
  const configuration = termsFor(published, project)
  const names = await officeNames(
    client,
    payments.map(({ payerCode }) => payerCode),
  )
  const next = nextInstalment(
    {
      ...project,
      redAlert,
      payments: own.length,
      paymentsFen: sumFen(own.map(({ amountFen }) => amountFen)),
    },
    configuration,
  )
  return {
    amountFen: project.amountFen,
    ceilingFen: ceilingOf(project),
    issuedFen: project.issuedFen,
    paidFen: project.paidFen,
    planned: divideInstalments(project.amountFen, configuration.instalments).map(
      ({ when, percent, amountFen }) => ({
        when,
        percent,
        amountFen: BigInt(amountFen),
      }),
    ),
    payments: payments.map(({ vouchers: [voucher], payerCode, ...row }) => ({
      id: row.id,
      number: row.number,
      amountFen: row.amountFen,
      status: row.status,
      dueAt: row.dueAt,
      documentNo: row.issue.documentNo,
      issuedOn: row.issue.issuedOn,
      paidOn: voucher?.paidOn ?? null,
      arrivedOn: row.arrivedOn,
      payer: names.get(payerCode) ?? { name: payerCode, nameEn: '' },
    })),
    next,
    clawback,
  }
}
export type ProjectFunds = Awaited<ReturnType<typeof projectFunds>>
