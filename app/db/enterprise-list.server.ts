import { scope } from '#app/authorization/scope.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'
import { mostExported, ordered, pageSize } from './paging.server.ts'
import { officeNames } from './review/people.server.ts'

const sortable = ['name', 'uscc', 'unitCode'] as const
export const enterpriseSorts: readonly string[] = sortable

export type EnterpriseQuery = {
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
  filters: { q?: string }
}

/** Enterprises in the actor's scope with how many there are, up to `mostCounted`. */
export async function listEnterprises(ctx: Ctx, query: EnterpriseQuery) {
  const page = Math.min(query.page, mostCounted / pageSize)
  const [rows, count] = await Promise.all([
    rowsOf(ctx, query, { skip: (page - 1) * pageSize, take: pageSize }),
    ctx.db.client.enterprise.count({ where: inScope(ctx, query), take: mostCounted }),
  ])
  return { rows, page, size: pageSize, count }
}
export type EnterpriseRow = Awaited<ReturnType<typeof listEnterprises>>['rows'][number]

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedEnterprises(ctx: Ctx, query: EnterpriseQuery) {
  return rowsOf(ctx, query, { take: mostExported + 1 })
}

function inScope({ actor }: Ctx, { filters: { q } }: EnterpriseQuery) {
  const words = q ? { OR: [{ name: { contains: q } }, { uscc: { contains: q.toUpperCase() } }] } : {}
  return { AND: [scope(actor, 'Enterprise'), words] }
}

async function rowsOf(ctx: Ctx, query: EnterpriseQuery, page: { skip?: number; take: number }) {
  const { client } = ctx.db
  const by = sortable.find((name) => name === query.sort.by) ?? 'name'
  const found = await client.enterprise.findMany({
    where: inScope(ctx, query),
    select: {
      id: true,
      name: true,
      uscc: true,
      unitCode: true,
      tags: true,
      _count: { select: { applications: { where: { submittedAt: { not: null } } } } },
    },
    orderBy: [ordered(by, query.sort.descending), { id: 'asc' }],
    ...page,
  })
  const units = await officeNames(
    client,
    found.map(({ unitCode }) => unitCode),
  )
  return found.map(({ _count, unitCode, ...row }) => ({
    ...row,
    tags: row.tags.split(',').filter(Boolean),
    unit: units.get(unitCode) ?? { name: unitCode, nameEn: '' },
    applications: _count.applications,
  }))
}
