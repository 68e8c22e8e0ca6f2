import { mayObject } from '#app/authorization/ability.ts'
import { type Actor, doing, has } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { objectionWorkflow } from '#app/domain/approval/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { unseal } from '#app/platform/sealed.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db, Prisma } from '../client.server.ts'
import { openedPhone } from '../contact.server.ts'
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
 * Objections in the actor's scope: supervision all, leaders those to decide, handlers of a county or city those of their
 * unit, nobody else any. Some dozens a year, so that no index sorts them.
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

/** The unit for which this person objects, with its name and telephone; null for whoever objects as anybody does. */
export async function objectingUnit(
  { client }: Db,
  actor: Actor | null,
): Promise<{ code: string; name: string; contact: string } | null> {
  if (!actor || !mayObject(actor)) return null
  const [unit, person] = await Promise.all([
    client.orgUnit.findUnique({
      where: { code: actor.unitCode ?? '' },
      select: { code: true, name: true, phone: true },
    }),
    client.user.findUnique({ where: { id: actor.id }, select: { id: true, phone: true } }),
  ])
  return (
    unit && {
      code: unit.code,
      name: unit.name,
      contact: unit.phone.trim() || (person ? openedPhone(person) : ''),
    }
  )
}

/**
 * One objection. Who objects, and how to reach them, is for supervision only, and for the unit that does; the contact is
 * masked until revealed. The unit is told what was decided and why, not what supervision found (I).
 */
export async function findObjection(ctx: Ctx, id: string) {
  const row = await ctx.db.client.objection.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Objection')] },
    omit: { filedById: true },
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
  const { application, objectorName, objectorContact, objectorUnit, ...objection } = row
  const own = mayObject(ctx.actor) && objectorUnit === ctx.actor.unitCode
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
    own,
    ...(own ? { finding: null, handledById: null, resolvedById: null } : {}),
    handledBy: own ? null : (handledBy?.name ?? null),
    project,
    endsOn: allocationItems[0]?.endsOn ?? null,
    plan: own ? null : (allocationItems[0]?.plan ?? null),
    objector:
      own || has(ctx.actor, 'supervisor')
        ? { name: objectorName, contact: mask(unseal(objectorContact, `objection.contact:${id}`)) }
        : null,
    actions: openTransitions(objectionWorkflow, objection.status, doing(ctx.actor, false)),
  }
}
