import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { evaluationWorkflow } from '#app/domain/evaluation/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from './client.server.ts'
import { ordered } from './paging.server.ts'

export const evaluationViews = {
  all: null,
  asked: ['asked', 'returned'],
  review: ['county_review', 'province_review', 'finance_confirm'],
  confirmed: ['confirmed'],
} as const satisfies Record<string, readonly string[] | null>
export type EvaluationView = keyof typeof evaluationViews
export const evaluationViewNames = Object.keys(evaluationViews) as EvaluationView[]

const sortable = ['year', 'budgetFen', 'scoreCenti', 'dueAt'] as const
export const evaluationSorts: readonly string[] = sortable

/** Self-evaluations of the actor's scope in one view, with counts and the sum of the budgets. */
export async function listEvaluations(
  ctx: Ctx,
  {
    view,
    q = '',
    sort,
    page,
    size,
  }: {
    view: EvaluationView
    q?: string
    sort: { by: string; descending: boolean }
    page: number
    size: number
  },
) {
  const { client } = ctx.db
  const project: Prisma.ProjectWhereInput = {
    AND: [
      scope(ctx.actor, 'Project'),
      q
        ? { OR: [{ name: { contains: q } }, { code: { contains: q } }, { undertaker: { contains: q } }] }
        : {},
    ],
  }
  const states: readonly string[] | null = evaluationViews[view]
  const where: Prisma.EvaluationWhereInput = { project, ...(states ? { status: { in: [...states] } } : {}) }
  const by = sortable.find((name) => name === sort.by) ?? 'year'
  const [rows, groups, sum] = await Promise.all([
    client.evaluation.findMany({
      where,
      omit: { form: true, reviewed: true, answer: true },
      include: { project: { select: { name: true, code: true, undertaker: true } } },
      orderBy: [ordered(by, sort.descending, ['scoreCenti', 'dueAt']), { createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    client.evaluation.groupBy({ by: ['status'], where: { project }, _count: true }),
    client.evaluation.aggregate({ where, _sum: { budgetFen: true } }),
  ])
  const counts = Object.fromEntries(
    evaluationViewNames.map((name) => {
      const wanted: readonly string[] | null = evaluationViews[name]
      const held = groups.filter(({ status }) => wanted === null || wanted.includes(status))
      return [name, held.reduce((all, { _count }) => all + _count, 0)]
    }),
  ) as Record<EvaluationView, number>
  return { rows, counts, count: counts[view], sumFen: sum._sum.budgetFen ?? 0n }
}

/** Acts open to the actor on an evaluation. */
export function evaluationActions(ctx: Ctx, status: string, owns: boolean): string[] {
  return openTransitions(evaluationWorkflow, status, doing(ctx.actor, owns))
}
