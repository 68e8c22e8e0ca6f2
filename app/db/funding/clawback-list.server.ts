import { scope } from '#app/authorization/scope.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { mostExported, ordered } from '../paging.server.ts'

/** Views of the list, each with the states it holds. */
const states = {
  all: null,
  pending: ['opened', 'proposed', 'decided'],
  due: ['notified', 'partial'],
  overdue: ['overdue'],
  ended: ['settled', 'transferred', 'waived'],
} as const satisfies Record<string, readonly string[] | null>
export type ClawbackView = keyof typeof states
export const clawbackViews = Object.keys(states) as ClawbackView[]

const sortable = ['amountFen', 'repaidFen', 'dueAt', 'createdAt'] as const
export const clawbackSorts: readonly string[] = sortable

export type ClawbackQuery = {
  view: ClawbackView
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
  size: number
}

function viewed({ actor }: Ctx, view: ClawbackView): Prisma.ClawbackWhereInput {
  const wanted = states[view]
  return { AND: [scope(actor, 'Clawback'), wanted ? { status: { in: [...wanted] } } : {}] }
}

/** Clawbacks of the actor's scope in one view, with counts, and the sums of the view in fen. */
export async function listClawbacks(ctx: Ctx, query: ClawbackQuery) {
  const { client } = ctx.db
  const { view, page, size } = query
  const [rows, sum, ...counts] = await Promise.all([
    rowsOf(ctx, query, { skip: (page - 1) * size, take: size }),
    client.clawback.aggregate({ where: viewed(ctx, view), _sum: { amountFen: true, repaidFen: true } }),
    ...clawbackViews.map((name) => client.clawback.count({ where: viewed(ctx, name) })),
  ])
  const counted = Object.fromEntries(clawbackViews.map((name, at) => [name, counts[at] ?? 0])) as Record<
    ClawbackView,
    number
  >
  return {
    rows,
    counts: counted,
    count: counted[view],
    sumFen: sum._sum.amountFen ?? 0n,
    repaidFen: sum._sum.repaidFen ?? 0n,
  }
}

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedClawbacks(ctx: Ctx, query: ClawbackQuery) {
  return rowsOf(ctx, query, { take: mostExported + 1 })
}

async function rowsOf(ctx: Ctx, { view, sort }: ClawbackQuery, page: { skip?: number; take: number }) {
  const by = sortable.find((name) => name === sort.by) ?? 'createdAt'
  return ctx.db.client.clawback.findMany({
    where: viewed(ctx, view),
    select: {
      id: true,
      ground: true,
      amountFen: true,
      repaidFen: true,
      status: true,
      dueAt: true,
      endsOn: true,
      project: { select: { id: true, code: true, name: true, undertaker: true } },
    },
    orderBy: [ordered(by, sort.descending, ['dueAt']), { id: 'asc' }],
    ...page,
  })
}
