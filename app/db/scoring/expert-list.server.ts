import { scope } from '#app/authorization/scope.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { mostExported, ordered, pageSize } from '../paging.server.ts'
import { officeNames } from '../review/people.server.ts'
import { listOf } from './pool.server.ts'

const sortable = ['name', 'employer', 'validTo', 'reviews'] as const
export const expertSorts: readonly string[] = sortable

export type ExpertQuery = {
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
  filters: { q?: string; status?: string; kind?: string }
}

/** Experts in scope with how many there are; telephone, mail and identity number stay on the record's own page. */
export async function listExperts(ctx: Ctx, query: ExpertQuery) {
  const [rows, count] = await Promise.all([
    rowsOf(ctx, query, { skip: (query.page - 1) * pageSize, take: pageSize }),
    ctx.db.client.expert.count({ where: inScope(ctx, query) }),
  ])
  return { rows, count, size: pageSize }
}
export type ExpertRow = Awaited<ReturnType<typeof listExperts>>['rows'][number]

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedExperts(ctx: Ctx, query: ExpertQuery) {
  return rowsOf(ctx, query, { take: mostExported + 1 })
}

function inScope({ actor }: Ctx, { filters: { q, status, kind } }: ExpertQuery) {
  const words = q ? { OR: [{ name: { contains: q } }, { employer: { contains: q } }] } : {}
  return { AND: [scope(actor, 'Expert'), status ? { status } : {}, kind ? { kind } : {}, words] }
}

function orderOf({ by, descending }: ExpertQuery['sort']): Prisma.ExpertOrderByWithRelationInput {
  const column = sortable.find((name) => name === by) ?? 'name'
  return column === 'reviews'
    ? { sheets: { _count: descending ? 'desc' : 'asc' } }
    : ordered(column, descending)
}

async function rowsOf(ctx: Ctx, query: ExpertQuery, page: { skip?: number; take: number }) {
  const { client } = ctx.db
  const found = await client.expert.findMany({
    where: inScope(ctx, query),
    select: {
      id: true,
      name: true,
      employer: true,
      title: true,
      kind: true,
      cityCode: true,
      specialties: true,
      status: true,
      validTo: true,
      _count: { select: { sheets: true } },
    },
    orderBy: [orderOf(query.sort), { id: 'asc' }],
    ...page,
  })
  const cities = await officeNames(
    client,
    found.map(({ cityCode }) => cityCode),
  )
  return found.map(({ _count, specialties, cityCode, ...row }) => ({
    ...row,
    city: cities.get(cityCode) ?? { name: cityCode, nameEn: '' },
    specialties: listOf(specialties),
    reviews: _count.sheets,
  }))
}
