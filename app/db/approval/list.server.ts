import { doing, has } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { offeredStrategies, type PlanStrategy } from '#app/domain/approval/plan.ts'
import { planWorkflow } from '#app/domain/approval/workflow.ts'
import { mayDo } from '#app/domain/kernel/decide.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { configurationOf } from '../configuration.server.ts'
import { ordered, pageSize } from '../paging.server.ts'

/** Views of the list of plans, each with the states it holds. */
export const planViews = {
  open: ['draft', 'proposed', 'publicity'],
  approved: ['approved'],
  discarded: ['discarded'],
} as const satisfies Record<string, readonly string[]>
export type PlanView = keyof typeof planViews

export type PlanRow = {
  id: string
  number: number
  title: string
  guideline: { title: string; year: number }
  strategy: string
  status: string
  projects: number
  totalFen: bigint
  endsOn: string | null
  createdAt: Date
}

type PlanSort = { by: string; descending: boolean }

const sortable = ['title', 'endsOn', 'createdAt'] as const
export const planSorts: readonly string[] = sortable

/** Plans in the actor's scope with how many each view holds: a few to each call, so that no index sorts them. */
export async function listPlans(
  ctx: Ctx,
  { view, sort, page }: { view: PlanView; sort: PlanSort; page: number },
): Promise<{ rows: PlanRow[]; count: number; views: Record<PlanView, number>; size: number }> {
  const { client } = ctx.db
  const inScope = scope(ctx.actor, 'AllocationPlan')
  const where = { AND: [inScope, { status: { in: [...planViews[view]] } }] }
  const names = Object.keys(planViews) as PlanView[]
  const [rows, ...counts] = await Promise.all([
    client.allocationPlan.findMany({
      where,
      include: {
        guideline: { select: { title: true, year: true } },
        items: { where: { amountFen: { gt: 0n } }, select: { amountFen: true } },
      },
      orderBy: [...orderOf(sort), { id: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    ...names.map((name) =>
      client.allocationPlan.count({ where: { AND: [inScope, { status: { in: [...planViews[name]] } }] } }),
    ),
  ])
  const views = Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0])) as Record<
    PlanView,
    number
  >
  return {
    rows: rows.map(({ items, guideline, ...plan }) => ({
      id: plan.id,
      number: plan.number,
      title: plan.title,
      guideline,
      strategy: plan.strategy,
      status: plan.status,
      projects: items.length,
      totalFen: sumFen(items.map(({ amountFen }) => amountFen)),
      endsOn: plan.endsOn,
      createdAt: plan.createdAt,
    })),
    count: views[view],
    views,
    size: pageSize,
  }
}

/** A plan is called by its guideline and its number. */
function orderOf({ by, descending }: PlanSort): Prisma.AllocationPlanOrderByWithRelationInput[] {
  const column = sortable.find((name) => name === by) ?? 'createdAt'
  return column === 'title'
    ? [{ guideline: ordered('title', descending) }, ordered('number', descending)]
    : [ordered(column, descending, ['endsOn'])]
}

export type ReadyGuideline = {
  id: string
  title: string
  budgetFen: bigint
  committedFen: bigint
  /** reviewed, and kept in reserve */
  waiting: number
  reserved: number
  /** still with the experts: the ranking is not whole */
  inReview: number
  /** plans that are not decided yet */
  openPlans: number
  /** by which a plan of it may be computed */
  strategies: PlanStrategy[]
}

/** Guidelines with something to share out or already committed, and whether this person may draw up a plan. */
export async function readyGuidelines(
  ctx: Ctx,
): Promise<{ guidelines: ReadyGuideline[]; mayDraft: boolean }> {
  const { client } = ctx.db
  const [first] = planWorkflow.transitions.draft.by
  const mayDraft = first !== undefined && mayDo(doing(ctx.actor, false), first, 'nobody')
  if (ctx.actor.level !== 'province' && !has(ctx.actor, 'supervisor') && !has(ctx.actor, 'auditor'))
    return { guidelines: [], mayDraft: false }
  const statuses = ['reviewed', 'reserved', 'in_review']
  const groups = await client.application.groupBy({
    by: ['guidelineId', 'status'],
    where: { AND: [scope(ctx.actor, 'Application'), { status: { in: statuses } }] },
    _count: true,
  })
  const rows = await client.guideline.findMany({
    where: {
      AND: [
        scope(ctx.actor, 'Guideline'),
        {
          OR: [{ id: { in: groups.map(({ guidelineId }) => guidelineId) } }, { committedFen: { gt: 0n } }],
        },
      ],
    },
    select: {
      id: true,
      title: true,
      publishedVersion: true,
      budgetFen: true,
      committedFen: true,
      _count: { select: { plans: { where: { status: { in: ['draft', 'proposed'] } } } } },
    },
    orderBy: [{ year: 'desc' }, { code: 'asc' }],
    take: 50,
  })
  const countOf = (id: string, status: string) =>
    groups.find((group) => group.guidelineId === id && group.status === status)?._count ?? 0
  const strategies = await Promise.all(
    rows.map(async ({ id, publishedVersion }) =>
      offeredStrategies(await configurationOf(ctx.db, id, publishedVersion)),
    ),
  )
  return {
    mayDraft,
    guidelines: rows.map(({ _count, id, title, budgetFen, committedFen }, index) => ({
      id,
      title,
      budgetFen,
      committedFen,
      strategies: strategies[index] ?? [],
      waiting: countOf(id, 'reviewed'),
      reserved: countOf(id, 'reserved'),
      inReview: countOf(id, 'in_review'),
      openPlans: _count.plans,
    })),
  }
}
