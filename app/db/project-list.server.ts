import { scope } from '#app/authorization/scope.ts'
import { standing } from '#app/domain/tracking/alert.ts'
import { isLate } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from './client.server.ts'
import { mostExported, ordered, pageSize } from './paging.server.ts'
import { officeNames } from './review/people.server.ts'

/** Views of the list, each with the states it holds. */
const states = {
  all: null,
  contracting: ['approved', 'contracting'],
  running: ['in_progress', 'midterm', 'change_pending', 'suspended'],
  acceptance: ['acceptance_due', 'acceptance_applied', 'acceptance_review', 'rectifying'],
  done: ['accepted', 'paid', 'closed'],
  stopped: ['failed', 'terminated', 'revoked'],
} as const satisfies Record<string, readonly string[] | null>
export type ProjectView = keyof typeof states
export const projectViews = Object.keys(states) as ProjectView[]

const sortable = ['name', 'undertaker', 'code', 'amountFen', 'endOn', 'dueAt', 'updatedAt'] as const
export const projectSorts: readonly string[] = sortable

export type ProjectQuery = {
  view: ProjectView
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
  filters: { q?: string }
}

/** Projects of the actor's scope in one view, with how many each view holds and the sum of the amounts of all its rows. */
export async function listProjects(ctx: Ctx, query: ProjectQuery) {
  const { client } = ctx.db
  const scoped = inScope(ctx, query)
  const where = { AND: [scoped, viewCondition(query.view)] }
  const [rows, held, sum] = await Promise.all([
    rowsOf(ctx, query, { skip: (query.page - 1) * pageSize, take: pageSize }),
    client.project.groupBy({ by: ['status'], where: scoped, _count: true }),
    client.project.aggregate({ where, _sum: { amountFen: true } }),
  ])
  const counts = Object.fromEntries(
    projectViews.map((name) => {
      const wanted: readonly string[] | null = states[name]
      const counted = held.filter(({ status }) => wanted === null || wanted.includes(status))
      return [name, counted.reduce((all, { _count }) => all + _count, 0)]
    }),
  ) as Record<ProjectView, number>
  return { rows, counts, count: counts[query.view], size: pageSize, sumFen: sum._sum.amountFen ?? 0n }
}
export type ProjectRow = Awaited<ReturnType<typeof listProjects>>['rows'][number]

/** All rows of exactly this list, in its order, for the workbook, and one more than it takes if there are more. */
export async function exportedProjects(ctx: Ctx, query: ProjectQuery) {
  const rows = await rowsOf(ctx, query, { take: mostExported + 1 })
  const units = await officeNames(
    ctx.db.client,
    rows.map(({ unitCode }) => unitCode),
  )
  return rows.map(({ unitCode, ...row }) => ({ ...row, unitName: units.get(unitCode)?.name ?? unitCode }))
}

function viewCondition(view: ProjectView): Prisma.ProjectWhereInput {
  const wanted = states[view]
  return wanted ? { status: { in: [...wanted] } } : {}
}

function inScope({ actor }: Ctx, { filters: { q } }: ProjectQuery): Prisma.ProjectWhereInput {
  const words = q && {
    OR: [{ name: { contains: q } }, { code: { contains: q } }, { undertaker: { contains: q } }],
  }
  return { AND: [scope(actor, 'Project'), words || {}] }
}

async function rowsOf(ctx: Ctx, query: ProjectQuery, page: { skip?: number; take: number }) {
  const by = sortable.find((name) => name === query.sort.by) ?? 'updatedAt'
  const found = await ctx.db.client.project.findMany({
    where: { AND: [inScope(ctx, query), viewCondition(query.view)] },
    include: {
      reports: { select: { status: true, late: true, dueAt: true } },
      alerts: { where: { status: { in: [...standing] } }, select: { level: true } },
    },
    orderBy: [ordered(by, query.sort.descending, ['dueAt']), { id: 'asc' }],
    ...page,
  })
  return found.map(
    ({ id, code, name, undertaker, unitCode, amountFen, endOn, status, dueAt, reports, alerts }) => ({
      id,
      code,
      name,
      undertaker,
      unitCode,
      amountFen,
      endOn,
      status,
      dueAt,
      reports: reports.filter((report) => report.status === 'accepted').length,
      asked: reports.length,
      late: reports.filter((report) => isLate(report, ctx.now)).length,
      /** that stand, by level from the gravest */
      alerts: [3, 2, 1].flatMap((level) => {
        const count = alerts.filter((alert) => alert.level === level).length
        return count > 0 ? [{ level, count }] : []
      }),
    }),
  )
}
