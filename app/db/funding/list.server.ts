import { deskOf } from '#app/authorization/desk.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { mostExported, ordered } from '../paging.server.ts'
import { officeNames } from '../review/people.server.ts'
import { paymentScope } from './scope.server.ts'

/** Views of the list, each with the states it holds; `mine` and `overdue` ask more. */
const states = {
  mine: null,
  unpaid: ['issued', 'received', 'returned'],
  paid: ['paid'],
  overdue: ['issued', 'received', 'returned', 'paid'],
  confirmed: ['confirmed'],
  all: null,
} as const satisfies Record<string, readonly string[] | null>
export type PaymentView = keyof typeof states
export const paymentViews = Object.keys(states) as PaymentView[]

const sortable = ['amountFen', 'dueAt', 'updatedAt'] as const
export const paymentSorts: readonly string[] = sortable

export type PaymentQuery = {
  view: PaymentView
  sort: { by: string; descending: boolean }
  page: number
  filters: { q?: string; issue?: string }
}

const size = 50

function viewCondition({ actor, now }: Ctx, view: PaymentView): Prisma.PaymentWhereInput {
  if (view === 'mine') {
    const asked = deskOf(actor).find(({ workflow }) => workflow === 'payment')?.states ?? []
    const purse = actor.roles.includes('finance') ? { payerCode: actor.unitCode ?? '' } : {}
    return { status: { in: asked }, ...purse }
  }
  const wanted = states[view]
  return {
    ...(wanted && { status: { in: [...wanted] } }),
    ...(view === 'overdue' && { dueAt: { lt: now } }),
  }
}

function inScope(ctx: Ctx, { q, issue }: PaymentQuery['filters']): Prisma.PaymentWhereInput {
  const words = q && {
    OR: [
      { project: { name: { contains: q } } },
      { project: { code: { contains: q } } },
      { project: { undertaker: { contains: q } } },
      { issue: { documentNo: { contains: q } } },
    ],
  }
  return { AND: [paymentScope(ctx.actor), words || {}, issue ? { issueId: issue } : {}] }
}

/** Payments of the actor's scope in one view, with how many each view holds and the sum of the amounts of all its rows. */
export async function listPayments(ctx: Ctx, query: PaymentQuery) {
  const { client } = ctx.db
  const scoped = inScope(ctx, query.filters)
  const where = { AND: [scoped, viewCondition(ctx, query.view)] }
  const [rows, sum, ...counts] = await Promise.all([
    rowsOf(ctx, query, where, { skip: (query.page - 1) * size, take: size }),
    client.payment.aggregate({ where, _sum: { amountFen: true } }),
    ...paymentViews.map((view) =>
      client.payment.count({ where: { AND: [scoped, viewCondition(ctx, view)] } }),
    ),
  ])
  const counted = Object.fromEntries(paymentViews.map((view, at) => [view, counts[at] ?? 0])) as Record<
    PaymentView,
    number
  >
  return { rows, counts: counted, count: counted[query.view], size, sumFen: sum._sum.amountFen ?? 0n }
}

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedPayments(ctx: Ctx, query: PaymentQuery) {
  const where = { AND: [inScope(ctx, query.filters), viewCondition(ctx, query.view)] }
  return rowsOf(ctx, query, where, { take: mostExported + 1 })
}

async function rowsOf(
  { db: { client } }: Ctx,
  { sort }: PaymentQuery,
  where: Prisma.PaymentWhereInput,
  page: { skip?: number; take: number },
) {
  const by = sortable.find((name) => name === sort.by) ?? 'updatedAt'
  const found = await client.payment.findMany({
    where,
    include: {
      issue: { select: { id: true, documentNo: true, issuedOn: true } },
      project: { select: { id: true, code: true, name: true, undertaker: true } },
      vouchers: { orderBy: { number: 'desc' }, take: 1 },
    },
    orderBy: [ordered(by, sort.descending, ['dueAt']), { id: 'asc' }],
    ...page,
  })
  const names = await officeNames(
    client,
    found.map(({ payerCode }) => payerCode),
  )
  return found.map(({ vouchers: [voucher], payerCode, ...row }) => ({
    id: row.id,
    project: row.project,
    issue: row.issue,
    number: row.number,
    amountFen: row.amountFen,
    status: row.status,
    dueAt: row.dueAt,
    receivedOn: row.receivedOn,
    paidOn: voucher?.paidOn ?? null,
    voucherNo: voucher?.voucherNo ?? null,
    arrivedOn: row.arrivedOn,
    payer: names.get(payerCode) ?? { name: payerCode, nameEn: '' },
  }))
}
