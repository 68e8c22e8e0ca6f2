import { officeNames } from './review/people.server.ts'
import type { Row } from '#app/authorization/ability.ts'
import { deskOf } from '#app/authorization/desk.ts'
import { scope } from '#app/authorization/scope.ts'
import { standingsTold, termUntold, toldStatus } from '#app/domain/application/told.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { StateRow } from '#app/domain/kernel/workflow.ts'
import { mayGoDirect } from '#app/domain/guideline/chain.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'
import { type ApplicationFilters, filtered } from './application-filter.server.ts'
import type { Db } from './client.server.ts'
import { configurationOf } from './configuration.server.ts'
import { mostExported, pageSize } from './paging.server.ts'
import { asTold } from './told.server.ts'

export const applicationViews = ['all', 'waiting', 'overdue', 'running', 'ended'] as const
export type ApplicationView = (typeof applicationViews)[number]
export const applicationSorts = ['updatedAt', 'submittedAt', 'dueAt', 'requestedFen'] as const

export type ApplicationQuery = {
  view: ApplicationView
  filters: ApplicationFilters
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
}

const columns = {
  id: true,
  receiptNo: true,
  projectName: true,
  applicantName: true,
  unitCode: true,
  status: true,
  dueAt: true,
  totalInvestmentFen: true,
  requestedFen: true,
  submittedAt: true,
  reservedUntil: true,
  guideline: { select: { id: true, title: true } },
} as const

const states = Object.entries<StateRow>(applicationWorkflow.states)
const finalStates = states.filter(([, { final }]) => final).map(([name]) => name)
/** Submitted and not yet decided. */
export const runningStates = states
  .filter(([name, { final }]) => !final && name !== 'draft')
  .map(([name]) => name)

/** One page of the applications in the actor's scope, with the counts of all views and the sums of this one. */
export async function listApplications(ctx: Ctx, query: ApplicationQuery) {
  const { client } = ctx.db
  const where = {
    AND: [scope(ctx.actor, 'Application'), viewed(ctx, query.view), asked(ctx, query.filters)],
  }
  const page = Math.min(query.page, mostCounted / pageSize)
  const sort = sortOf(ctx, query)
  const direction = query.sort.descending ? ('desc' as const) : ('asc' as const)
  const [rows, sums, ...counts] = await Promise.all([
    client.application.findMany({
      where,
      select: columns,
      orderBy: orderOf(sort, direction),
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    client.application.aggregate({
      where,
      take: mostCounted,
      orderBy: orderOf(sort, direction),
      _count: { id: true },
      _sum: { totalInvestmentFen: true, requestedFen: true },
    }),
    ...applicationViews.map((view) => countView(ctx, view)),
  ])
  const units = await unitNames(ctx.db, rows)
  return {
    rows: rows.map((row) => ({
      ...asTold(ctx.actor, row),
      unit: units.get(row.unitCode) ?? { name: row.unitCode, nameEn: '' },
    })),
    page,
    count: sums._count.id,
    /** of the rows counted, which are the first `mostCounted` */
    sums: {
      totalInvestmentFen: sums._sum.totalInvestmentFen ?? 0n,
      requestedFen: sums._sum.requestedFen ?? 0n,
    },
    counts: Object.fromEntries(applicationViews.map((view, at) => [view, counts[at] ?? 0])),
  }
}
export type ApplicationRow = Awaited<ReturnType<typeof listApplications>>['rows'][number]

/** Rows of the official workbook: the same list, without pages, and one more than a workbook takes if there are more. */
export async function exportRows(ctx: Ctx, { view, filters, sort }: ApplicationQuery) {
  const by = sortOf(ctx, { sort })
  const rows = await ctx.db.client.application.findMany({
    where: { AND: [scope(ctx.actor, 'Application'), viewed(ctx, view), asked(ctx, filters)] },
    select: {
      ...columns,
      enterprise: { select: { uscc: true } },
      guideline: { select: { title: true, category: { select: { name: true } } } },
    },
    orderBy: orderOf(by, sort.descending ? 'desc' : 'asc'),
    take: mostExported + 1,
  })
  const units = await unitNames(ctx.db, rows)
  return rows.map((row) => ({
    ...asTold(ctx.actor, row),
    unitName: units.get(row.unitCode)?.name ?? row.unitCode,
  }))
}

/** An applicant is not told every term, and so cannot sort by them. */
function sortOf({ actor }: Ctx, { sort }: Pick<ApplicationQuery, 'sort'>): (typeof applicationSorts)[number] {
  const open = applicationSorts.filter((name) => name !== 'dueAt' || actor.enterpriseId === null)
  return open.find((name) => name === sort.by) ?? 'updatedAt'
}

function orderOf(sort: (typeof applicationSorts)[number], direction: 'asc' | 'desc') {
  return sort === 'updatedAt' || sort === 'requestedFen'
    ? { [sort]: direction }
    : { [sort]: { sort: direction, nulls: 'last' as const } }
}

/** Counts up to the limit in the order of an index that holds all it asks; by itself Prisma would order by id and read every row. */
async function countView(ctx: Ctx, view: ApplicationView): Promise<number> {
  return ctx.db.client.application.count({
    where: { AND: [scope(ctx.actor, 'Application'), viewed(ctx, view)] },
    orderBy: { [view === 'overdue' ? 'dueAt' : 'status']: 'asc' },
    take: mostCounted,
  })
}

function viewed(ctx: Ctx, view: ApplicationView): Row {
  switch (view) {
    case 'all':
      return {}
    case 'waiting':
      return { status: { in: waitingStates(ctx) } }
    case 'overdue':
      // what has ended is due no more: its dueAt is empty
      return {
        dueAt: { lt: ctx.now },
        ...(ctx.actor.enterpriseId ? { status: { notIn: [...termUntold] } } : {}),
      }
    case 'running':
      return { status: { in: runningStates } }
    case 'ended':
      return { status: { in: finalStates } }
  }
}

/** States in which something is asked of this person; what finance is asked beside an office stands in the review list. */
function waitingStates({ actor }: Ctx): string[] {
  const roles = actor.roles.filter((role) => role !== 'finance')
  return deskOf({ ...actor, roles }).find(({ workflow }) => workflow === 'application')?.states ?? []
}

/** States by which the actor may filter: an applicant's are those it is told of. */
export function statesToFilter({ actor }: Ctx): string[] {
  const names = states.map(([name]) => name)
  return actor.enterpriseId
    ? names.filter((status) => toldStatus({ status, reservedUntil: null }) === status)
    : names
}

function asked({ actor }: Ctx, filters: ApplicationFilters): Row {
  return actor.enterpriseId
    ? filtered(filters, (status) => ({ OR: standingsTold(status) }))
    : filtered(filters)
}

async function unitNames(db: Db, rows: readonly { unitCode: string }[]) {
  const codes = [...new Set(rows.map(({ unitCode }) => unitCode))]
  return officeNames(db.client, codes)
}

/** Names that a list's address may filter by. */
export async function applicationFilterNames(ctx: Ctx, { guideline, unit }: ApplicationFilters) {
  const { client } = ctx.db
  const [call, office] = await Promise.all([
    guideline
      ? client.guideline.findFirst({
          where: { AND: [{ id: guideline }, scope(ctx.actor, 'Guideline')] },
          select: { title: true },
        })
      : null,
    unit ? client.orgUnit.findUnique({ where: { code: unit }, select: { name: true } }) : null,
  ])
  return { guideline: call?.title ?? null, unit: office?.name ?? null }
}

/** Calls that take applications now, for the choice of a new one, and whether this enterprise may go directly. */
export async function openCalls(ctx: Ctx) {
  const { client } = ctx.db
  const [calls, enterprise] = await Promise.all([
    client.guideline.findMany({
      where: {
        AND: [
          scope(ctx.actor, 'Guideline'),
          { status: { in: ['open', 'published'] }, applyStart: { lte: ctx.now }, applyEnd: { gte: ctx.now } },
        ],
      },
      select: { id: true, title: true, documentNo: true, applyEnd: true, publishedVersion: true },
      orderBy: { applyEnd: 'asc' },
      take: 50,
    }),
    client.enterprise.findUnique({ where: { id: ctx.actor.enterpriseId ?? '' }, select: { tags: true } }),
  ])
  const tags = enterprise?.tags.split(',') ?? []
  return Promise.all(
    calls.map(async ({ publishedVersion, ...call }) => {
      const { chain } = await configurationOf(ctx.db, call.id, publishedVersion)
      return { ...call, direct: mayGoDirect(chain, tags) }
    }),
  )
}
