import { doing, has } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { objectionWorkflow } from '#app/domain/approval/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { unseal } from '#app/platform/sealed.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { ordered, pageSize } from '../paging.server.ts'

export const objectionViews = {
  open: ['filed', 'accepted', 'investigated'],
  settled: ['resolved', 'not_accepted'],
} as const satisfies Record<string, readonly string[]>
export type ObjectionView = keyof typeof objectionViews

type ObjectionSort = { by: string; descending: boolean }

const sortable = ['number', 'project', 'receivedAt', 'dueAt'] as const
export const objectionSorts: readonly string[] = sortable

/**
 * Objections in the actor's scope: supervision all, leaders those to decide, nobody else any. Some dozens a year, so that
 * no index sorts them.
 */
export async function listObjections(
  ctx: Ctx,
  { view, sort, page }: { view: ObjectionView; sort: ObjectionSort; page: number },
) {
  const { client } = ctx.db
  const inScope = scope(ctx.actor, 'Objection')
  const names = Object.keys(objectionViews) as ObjectionView[]
  const [rows, ...counts] = await Promise.all([
    client.objection.findMany({
      where: { AND: [inScope, { status: { in: [...objectionViews[view]] } }] },
      select: {
        id: true,
        number: true,
        status: true,
        objectorType: true,
        receivedAt: true,
        dueAt: true,
        result: true,
        application: { select: { projectName: true, applicantName: true } },
      },
      orderBy: [orderOf(sort), { id: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    ...names.map((name) =>
      client.objection.count({ where: { AND: [inScope, { status: { in: [...objectionViews[name]] } }] } }),
    ),
  ])
  const views = Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0])) as Record<
    ObjectionView,
    number
  >
  return { rows, views, count: views[view], size: pageSize }
}

function orderOf({ by, descending }: ObjectionSort): Prisma.ObjectionOrderByWithRelationInput {
  const column = sortable.find((name) => name === by) ?? 'receivedAt'
  return column === 'project'
    ? { application: ordered('projectName', descending) }
    : ordered(column, descending, ['dueAt'])
}

/** One objection. Who objects, and how to reach them, is for supervision only; the contact is masked until revealed. */
export async function findObjection(ctx: Ctx, id: string) {
  const row = await ctx.db.client.objection.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Objection')] },
    include: {
      application: {
        select: {
          id: true,
          projectName: true,
          applicantName: true,
          status: true,
          proposedFen: true,
          requestedFen: true,
          allocationItems: {
            where: { amountFen: { gt: 0n }, plan: { status: { in: ['publicity', 'approved'] } } },
            select: { endsOn: true, plan: { select: { id: true, title: true } } },
            orderBy: { id: 'desc' },
            take: 1,
          },
        },
      },
    },
  })
  if (!row) throw new NotFound('objection')
  const { application, objectorName, objectorContact, ...objection } = row
  const { allocationItems, ...project } = application
  const handledBy = objection.handledById
    ? await ctx.db.client.user.findUnique({ where: { id: objection.handledById }, select: { name: true } })
    : null
  const evidence = await ctx.db.client.storedFile.findMany({
    where: { ownerType: 'objection', ownerId: id, removedAt: null },
    select: { id: true, name: true, size: true, mediaType: true, slot: true },
    orderBy: { id: 'asc' },
  })
  return {
    ...objection,
    evidence,
    handledBy: handledBy?.name ?? null,
    project,
    endsOn: allocationItems[0]?.endsOn ?? null,
    plan: allocationItems[0]?.plan ?? null,
    objector: has(ctx.actor, 'supervisor')
      ? { name: objectorName, contact: mask(unseal(objectorContact, `objection.contact:${id}`)) }
      : null,
    actions: openTransitions(objectionWorkflow, objection.status, doing(ctx.actor, false)),
  }
}
