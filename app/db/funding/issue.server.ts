import { doing } from '#app/authorization/actor.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { issueWorkflow } from '#app/domain/funding/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { redAlerts } from '../alert.server.ts'
import type { Prisma } from '../client.server.ts'
import { ordered } from '../paging.server.ts'
import { officeNames } from '../review/people.server.ts'
import { issueScope, paymentScope } from './scope.server.ts'

export const issueViews = ['all', 'proposed', 'issued', 'discarded'] as const
export type IssueView = (typeof issueViews)[number]

const viewed = (view: IssueView): Prisma.FundIssueWhereInput => (view === 'all' ? {} : { status: view })

const sortable = ['documentNo', 'issuedOn', 'totalFen', 'dueAt', 'createdAt'] as const
export const issueSorts: readonly string[] = sortable

/** Issues of the actor's scope in one view, with counts and the sum of the view. */
export async function listIssues(
  ctx: Ctx,
  {
    view,
    sort,
    page,
    size,
  }: { view: IssueView; sort: { by: string; descending: boolean }; page: number; size: number },
) {
  const { client } = ctx.db
  const inScope = issueScope(ctx.actor)
  const where = { AND: [inScope, viewed(view)] }
  const by = sortable.find((name) => name === sort.by) ?? 'createdAt'
  const [rows, sum, ...counts] = await Promise.all([
    client.fundIssue.findMany({
      where,
      include: {
        guideline: { select: { title: true } },
        payments: { where: paymentScope(ctx.actor), select: { amountFen: true } },
      },
      orderBy: [ordered(by, sort.descending, ['dueAt']), { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    client.fundIssue.aggregate({ where, _sum: { totalFen: true } }),
    ...issueViews.map((name) => client.fundIssue.count({ where: { AND: [inScope, viewed(name)] } })),
  ])
  const counted = Object.fromEntries(issueViews.map((name, at) => [name, counts[at] ?? 0])) as Record<
    IssueView,
    number
  >
  return {
    rows: rows.map(({ id, documentNo, issuedOn, status, totalFen, guideline, payments, dueAt }) => ({
      id,
      documentNo,
      issuedOn,
      status,
      totalFen,
      dueAt,
      guideline: guideline.title,
      payments: payments.length,
    })),
    counts: counted,
    count: counted[view],
    sumFen: sum._sum.totalFen ?? 0n,
  }
}

/** One issue with those of its payments that the actor may read, and the acts open now. @throws NotFound */
export async function findIssue(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const row = await client.fundIssue.findFirst({
    where: { AND: [{ id }, issueScope(ctx.actor)] },
    include: {
      guideline: { select: { id: true, title: true } },
      payments: {
        where: paymentScope(ctx.actor),
        include: {
          project: { select: { id: true, code: true, name: true, undertaker: true, alerts: redAlerts } },
        },
        orderBy: { project: { code: 'asc' } },
      },
    },
  })
  if (!row) throw new NotFound('issue')
  const [names, people] = await Promise.all([
    officeNames(
      client,
      row.payments.map(({ payerCode }) => payerCode),
    ),
    client.user.findMany({
      where: { id: { in: [row.draftedById, row.approvedById ?? ''] } },
      select: { id: true, name: true },
    }),
  ])
  const own = row.draftedById === ctx.actor.id
  const open = openTransitions(issueWorkflow, row.status, doing(ctx.actor, false))
  return {
    ...row,
    payments: row.payments.map((payment) => ({
      ...payment,
      payer: names.get(payment.payerCode) ?? { name: payment.payerCode, nameEn: '' },
    })),
    draftedBy: people.find((one) => one.id === row.draftedById)?.name ?? '',
    approvedBy: people.find((one) => one.id === row.approvedById)?.name ?? null,
    /** projects that a red alert holds up before their money is issued */
    held: row.payments.flatMap(({ status, project }) =>
      status === 'listed' && project.alerts.length > 0 ? [{ id: project.id, name: project.name }] : [],
    ),
    /** acts that wait for another person */
    waitsForOther: own && row.status === 'proposed',
    actions: own ? [] : open,
  }
}
export type IssueRecord = Awaited<ReturnType<typeof findIssue>>
