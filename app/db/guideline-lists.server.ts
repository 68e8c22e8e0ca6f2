import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { guidelineWorkflow } from '#app/domain/guideline/workflow.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { officeOf, withOffice } from './review/people.server.ts'
import { personalOf } from './audit-personal.server.ts'
import { placesTaken } from './places-taken.server.ts'
import type { Prisma } from './client.server.ts'
import { ordered } from './paging.server.ts'

/** Views of the staff's list, each with the states it holds. */
export const guidelineViews = {
  drafting: ['draft'],
  to_approve: ['reviewing'],
  open: ['published', 'open', 'suspended'],
  closed: ['closed', 'archived'],
  all: null,
} as const satisfies Record<string, readonly string[] | null>
export type GuidelineView = keyof typeof guidelineViews

/** A proposed amendment waits for the leader as a submitted draft does. */
function viewCondition(view: GuidelineView): Prisma.GuidelineWhereInput {
  if (view === 'to_approve') return { OR: [{ status: 'reviewing' }, { amendmentNote: { not: null } }] }
  const states = guidelineViews[view]
  return states ? { status: { in: [...states] } } : {}
}

export type GuidelineRow = {
  id: string
  code: string
  title: string
  year: number
  documentNo: string
  category: { name: string; nameEn: string }
  status: string
  applyStart: Date
  applyEnd: Date
  budgetFen: bigint
  publishedVersion: number
  amendmentProposed: boolean
  applications: number
}

const pageSize = 20

const sortable = ['title', 'applyEnd', 'budgetFen'] as const
export const guidelineSorts: readonly string[] = sortable

/** Guidelines of the actor's scope in one view, newest year first unless sorted, with how many each view holds. */
export async function listGuidelines(
  ctx: Ctx,
  {
    view,
    q = '',
    year = null,
    sort = { by: '', descending: false },
    page = 1,
  }: {
    view: GuidelineView
    q?: string
    year?: number | null
    sort?: { by: string; descending: boolean }
    page?: number
  },
): Promise<{ rows: GuidelineRow[]; count: number; views: Record<GuidelineView, number>; pageSize: number }> {
  const { client } = ctx.db
  const inScope: Prisma.GuidelineWhereInput = {
    AND: [
      scope(ctx.actor, 'Guideline'),
      year ? { year } : {},
      q
        ? { OR: [{ title: { contains: q } }, { code: { contains: q } }, { documentNo: { contains: q } }] }
        : {},
    ],
  }
  const names = Object.keys(guidelineViews) as GuidelineView[]
  const by = sortable.find((name) => name === sort.by)
  const [rows, ...counts] = await Promise.all([
    client.guideline.findMany({
      where: { AND: [inScope, viewCondition(view)] },
      omit: { draft: true },
      include: {
        category: { select: { name: true, nameEn: true } },
        _count: { select: { applications: { where: { submittedAt: { not: null } } } } },
      },
      orderBy: [
        ...(by ? [ordered(by, sort.descending)] : []),
        { year: 'desc' },
        { applyStart: 'desc' },
        { id: 'desc' },
      ],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    ...names.map((name) => client.guideline.count({ where: { AND: [inScope, viewCondition(name)] } })),
  ])
  const views = Object.fromEntries(names.map((name, index) => [name, counts[index] ?? 0])) as Record<
    GuidelineView,
    number
  >
  return {
    rows: rows.map(({ _count, amendmentNote, ...row }) => ({
      ...row,
      amendmentProposed: amendmentNote !== null,
      applications: _count.applications,
    })),
    count: views[view],
    views,
    pageSize,
  }
}

/**
 * Where the submitted applications under a guideline stand, those that this office looks after, and what they ask for in
 * all, in fen; null for whoever is in no office.
 */
export async function guidelineProgress(ctx: Ctx, id: string) {
  if (!ctx.actor.level) return null
  const found = await ctx.db.client.application.groupBy({
    by: ['status'],
    where: { AND: [{ guidelineId: id, submittedAt: { not: null } }, scope(ctx.actor, 'Application')] },
    _count: { _all: true },
    _sum: { requestedFen: true },
  })
  return {
    states: Object.keys(applicationWorkflow.states).flatMap((status) => {
      const group = found.find((one) => one.status === status)
      return group ? [{ status, count: group._count._all }] : []
    }),
    requestedFen: found.reduce((sum, { _sum }) => sum + (_sum.requestedFen ?? 0n), 0n),
  }
}

/** A guideline's record for one person: columns, versions, history, and the acts open to them now. */
export async function findGuideline(ctx: Ctx, id: string) {
  const row = await ctx.db.client.guideline.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Guideline')] },
    omit: { draft: true },
    include: {
      category: { include: { fund: { select: { name: true, nameEn: true, year: true } } } },
      versions: { omit: { configuration: true }, orderBy: { number: 'desc' } },
    },
  })
  if (!row) throw new NotFound('guideline')
  const people = await ctx.db.client.user.findMany({
    where: { id: { in: [row.draftedById, row.approvedById ?? ''] } },
    select: { id: true, name: true },
  })
  const nameOf = (personId: string | null) => people.find((person) => person.id === personId)?.name ?? null
  return {
    ...row,
    draftedBy: nameOf(row.draftedById),
    approvedBy: nameOf(row.approvedById),
    actions: openTransitions(guidelineWorkflow, row.status, doing(ctx.actor, false)).filter(
      (name) => row.amendmentNote !== null || !['amend', 'return_amendment'].includes(name),
    ),
  }
}
export type GuidelineRecord = Awaited<ReturnType<typeof findGuideline>>

/** Who did what to a guideline, newest first. Entries are read from the audit log. */
export async function historyOf(ctx: Ctx, id: string) {
  const entries = await ctx.db.client.auditEntry.findMany({
    where: {
      dossier: `guideline:${id}`,
      result: 'done',
      act: { startsWith: 'guideline.', not: 'guideline.save' },
    },
    orderBy: { n: 'desc' },
    take: 100,
    select: { id: true, at: true, act: true, actorId: true, bytes: true },
  })
  const ids = [...new Set(entries.map(({ actorId }) => actorId ?? ''))]
  const [people, said, inPlaceOf] = await Promise.all([
    ctx.db.client.user.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true, ...withOffice },
    }),
    personalOf(ctx.db.client, entries),
    placesTaken(ctx.db.client, entries),
  ])
  return entries.map(({ actorId, act, bytes: _bytes, ...entry }) => {
    const person = people.find(({ id: personId }) => personId === actorId)
    return {
      ...entry,
      transition: act.slice('guideline.'.length),
      person: person?.name ?? null,
      inPlaceOf: inPlaceOf(entry.id),
      office: officeOf(person),
      reason: said(entry.id, 'reason'),
    }
  })
}

/** Categories under which a guideline can be drafted, and published guidelines to start from. */
export async function draftSources(ctx: Ctx) {
  const [categories, guidelines] = await Promise.all([
    ctx.db.client.fundCategory.findMany({
      include: { fund: { select: { name: true, nameEn: true, year: true } } },
      orderBy: [{ fund: { year: 'desc' } }, { code: 'asc' }],
    }),
    ctx.db.client.guideline.findMany({
      where: scope(ctx.actor, 'Guideline'),
      select: { id: true, code: true, title: true, year: true },
      orderBy: [{ year: 'desc' }, { code: 'asc' }],
      take: 100,
    }),
  ])
  return {
    categories: categories.map(({ id, name, nameEn, fund }) => ({ id, name, nameEn, fund })),
    guidelines,
  }
}
