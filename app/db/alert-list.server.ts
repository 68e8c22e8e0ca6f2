import { deskOf } from '#app/authorization/desk.ts'
import { scope } from '#app/authorization/scope.ts'
import { alertLevels, standing } from '#app/domain/tracking/alert.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from './client.server.ts'
import { mostExported, ordered, pageSize } from './paging.server.ts'

/** Views of the list; `mine` and `overdue` ask more than a state. */
export const alertViews = ['standing', 'mine', 'overdue', 'ended', 'all'] as const
export type AlertView = (typeof alertViews)[number]

const sortable = ['level', 'raisedAt', 'dueAt'] as const
export const alertSorts: readonly string[] = sortable

export type AlertQuery = {
  view: AlertView
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
  /** level: 1, 2 or 3 */
  filters: { q?: string; level?: string }
}

function viewCondition({ actor, now }: Ctx, view: AlertView): Prisma.AlertWhereInput {
  const stands = { status: { in: [...standing] } }
  switch (view) {
    case 'standing':
      return stands
    case 'mine': {
      const states = deskOf(actor).find(({ workflow }) => workflow === 'alert')?.states ?? []
      const waiting = { OR: [{ status: { not: 'handled' } }, { closer: actor.level ?? '' }] }
      return { AND: [{ status: { in: states } }, waiting] }
    }
    case 'overdue':
      return { ...stands, dueAt: { lt: now } }
    case 'ended':
      return { NOT: stands }
    case 'all':
      return {}
  }
}

function inScope({ actor }: Ctx, { q, level }: AlertQuery['filters']): Prisma.AlertWhereInput {
  const words = q && {
    OR: [{ name: { contains: q } }, { code: { contains: q } }, { undertaker: { contains: q } }],
  }
  const grade = alertLevels.find((one) => String(one) === level)
  return {
    AND: [{ project: { AND: [scope(actor, 'Project'), words || {}] } }, grade ? { level: grade } : {}],
  }
}

/** Alerts of the projects in the actor's scope in one view, with how many each view holds. */
export async function listAlerts(ctx: Ctx, query: AlertQuery) {
  const { client } = ctx.db
  const scoped = inScope(ctx, query.filters)
  const [rows, ...counted] = await Promise.all([
    rowsOf(ctx, query, { skip: (query.page - 1) * pageSize, take: pageSize }),
    ...alertViews.map((view) => client.alert.count({ where: { AND: [scoped, viewCondition(ctx, view)] } })),
  ])
  const counts = Object.fromEntries(alertViews.map((view, at) => [view, counted[at] ?? 0])) as Record<
    AlertView,
    number
  >
  return { rows, counts, count: counts[query.view], size: pageSize }
}
export type AlertRow = Awaited<ReturnType<typeof listAlerts>>['rows'][number]

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedAlerts(ctx: Ctx, query: AlertQuery) {
  return rowsOf(ctx, query, { take: mostExported + 1 })
}

async function rowsOf(ctx: Ctx, query: AlertQuery, page: { skip?: number; take: number }) {
  const by = sortable.find((name) => name === query.sort.by) ?? 'level'
  return ctx.db.client.alert.findMany({
    where: { AND: [inScope(ctx, query.filters), viewCondition(ctx, query.view)] },
    select: {
      id: true,
      risk: true,
      level: true,
      status: true,
      raisedAt: true,
      dueAt: true,
      closedAt: true,
      project: { select: { id: true, code: true, name: true, undertaker: true } },
    },
    orderBy: [ordered(by, query.sort.descending, ['dueAt']), { raisedAt: 'desc' }, { id: 'asc' }],
    ...page,
  })
}
