import { scope } from '#app/authorization/scope.ts'
import { toldCredits } from '#app/domain/funding/credit.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { mostExported, ordered } from '../paging.server.ts'

/** Views of the list, each with the states it holds. */
const states = {
  all: null,
  pending: ['opened', 'proposed'],
  standing: ['recorded', 'repair_asked', 'repair_passed'],
  repairing: ['repair_asked', 'repair_passed'],
  ended: ['repaired', 'expired', 'dropped'],
} as const satisfies Record<string, readonly string[] | null>
export type CreditView = keyof typeof states
export const creditViews = Object.keys(states) as CreditView[]

const sortable = ['points', 'endsOn', 'createdAt'] as const
export const creditSorts: readonly string[] = sortable

export type CreditQuery = {
  view: CreditView
  /** part of the project's or the undertaker's name, of the project's code or of the document number */
  filters: { q?: string }
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
  size: number
}

function viewed({ actor }: Ctx, view: CreditView, q: string | undefined): Prisma.CreditRecordWhereInput {
  const wanted = states[view]
  const named = { contains: q ?? '' }
  return {
    AND: [
      scope(actor, 'CreditRecord'),
      wanted ? { status: { in: [...wanted] } } : {},
      q
        ? {
            OR: [
              { basisNo: named },
              { project: { OR: [{ name: named }, { undertaker: named }, { code: named }] } },
            ],
          }
        : {},
    ],
  }
}

/** Credit records of the actor's scope in one view, with counts. */
export async function listCredits(ctx: Ctx, query: CreditQuery) {
  const { view, page, size, filters } = query
  const [rows, ...counts] = await Promise.all([
    rowsOf(ctx, query, { skip: (page - 1) * size, take: size }),
    ...creditViews.map((name) => ctx.db.client.creditRecord.count({ where: viewed(ctx, name, filters.q) })),
  ])
  const counted = Object.fromEntries(creditViews.map((name, at) => [name, counts[at] ?? 0])) as Record<
    CreditView,
    number
  >
  return { rows, counts: counted, count: counted[view] }
}

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedCredits(ctx: Ctx, query: CreditQuery) {
  return rowsOf(ctx, query, { take: mostExported + 1 })
}

async function rowsOf(ctx: Ctx, { view, sort, filters }: CreditQuery, page: { skip?: number; take: number }) {
  const by = sortable.find((name) => name === sort.by) ?? 'createdAt'
  return ctx.db.client.creditRecord.findMany({
    where: viewed(ctx, view, filters.q),
    select: shown,
    orderBy: [ordered(by, sort.descending, ['endsOn']), { id: 'asc' }],
    ...page,
  })
}

const shown = {
  id: true,
  event: true,
  level: true,
  points: true,
  basisNo: true,
  startsOn: true,
  endsOn: true,
  status: true,
  project: { select: { code: true, name: true, undertaker: true } },
} as const

/** Credit records of an enterprise once they are recorded, newest first, in the actor's scope. */
export async function creditsOf({ db, actor }: Ctx, enterpriseId: string) {
  return db.client.creditRecord.findMany({
    where: { AND: [{ enterpriseId, status: { in: toldCredits } }, scope(actor, 'CreditRecord')] },
    select: shown,
    orderBy: [{ startsOn: 'desc' }, { id: 'asc' }],
  })
}
