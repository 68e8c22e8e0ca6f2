import type { Row } from '#app/authorization/ability.ts'
import type { Actor } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { nodeOfLevel } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { StateRow } from '#app/domain/kernel/workflow.ts'
import { type ReviewView, reviewViews } from '#app/domain/review/views.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'
import { officeNames } from './people.server.ts'
import { type ApplicationFilters, filtered } from '../application-filter.server.ts'
import { applicationsAsking } from '../office.server.ts'
import { pageSize } from '../paging.server.ts'

export const reviewSorts = ['dueAt', 'submittedAt', 'requestedFen', 'updatedAt'] as const
export type ReviewQuery = {
  view: ReviewView
  filters: ApplicationFilters
  sort: { by: string; descending: boolean }
  /** from 1 */
  page: number
}

const nodes = Object.values(nodeOfLevel)
const states = Object.entries<StateRow>(applicationWorkflow.states)
/** Submitted and not ended: a term of theirs can be past. */
const running = states.filter(([state, { final }]) => !final && state !== 'draft').map(([state]) => state)
const nothing: Row = { id: { in: [] } }

const columns = {
  id: true,
  receiptNo: true,
  projectName: true,
  applicantName: true,
  unitCode: true,
  status: true,
  dueAt: true,
  openedAt: true,
  handlerId: true,
  requestedFen: true,
  totalInvestmentFen: true,
  submittedAt: true,
  guideline: { select: { id: true, title: true } },
  opinions: {
    where: { closedAt: null },
    select: {
      id: true,
      node: true,
      kind: true,
      conclusion: true,
      text: true,
      authorName: true,
      orgName: true,
      createdAt: true,
    },
    orderBy: { id: 'asc' },
  },
} as const

/** One page of the office's applications, how many each view holds, and the sum requested in this one. */
export async function reviewList(ctx: Ctx, { view, filters, sort, page: wanted }: ReviewQuery) {
  const { client } = ctx.db
  const inScope = scope(ctx.actor, 'Application')
  const mine = await applicationsAsking(ctx)
  const where = { AND: [inScope, viewed(ctx, view, mine), filtered(filters)] }
  const page = Math.min(wanted, mostCounted / pageSize)
  const by = reviewSorts.find((name) => name === sort.by) ?? 'dueAt'
  const direction = sort.descending ? ('desc' as const) : ('asc' as const)
  const orderBy =
    by === 'dueAt' || by === 'submittedAt'
      ? { [by]: { sort: direction, nulls: 'last' as const } }
      : { [by]: direction }
  const [rows, sums, ...counts] = await Promise.all([
    client.application.findMany({
      where,
      select: columns,
      orderBy,
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    client.application.aggregate({
      where,
      take: mostCounted,
      orderBy,
      _count: { id: true },
      _sum: { requestedFen: true },
    }),
    ...reviewViews.map((name) =>
      client.application.count({ where: { AND: [inScope, viewed(ctx, name, mine)] }, take: mostCounted }),
    ),
  ])
  const units = await officeNames(
    client,
    rows.map(({ unitCode }) => unitCode),
  )
  return {
    page,
    rows: rows.map(({ handlerId, openedAt, opinions, ...row }) => ({
      ...row,
      opinions: opinions.map(({ orgName, ...opinion }) => ({
        ...opinion,
        office: { name: orgName, nameEn: '' },
      })),
      unit: units.get(row.unitCode) ?? { name: row.unitCode, nameEn: '' },
      atNode: nodes.some((node) => node === row.status),
      opened: openedAt !== null,
      handled: handlerId !== null,
    })),
    count: sums._count.id,
    requestedFen: sums._sum.requestedFen ?? 0n,
    counts: Object.fromEntries(reviewViews.map((name, at) => [name, counts[at] ?? 0])),
  }
}
export type ReviewRow = Awaited<ReturnType<typeof reviewList>>['rows'][number]

/** Guidelines with submitted applications of the actor's scope, and the units below: what the filters offer. */
export async function reviewFilterChoices(ctx: Ctx) {
  const { client } = ctx.db
  const [guidelines, units] = await Promise.all([
    client.guideline.findMany({
      where: { AND: [scope(ctx.actor, 'Guideline'), { publishedVersion: { gt: 0 } }] },
      select: { id: true, title: true },
      orderBy: [{ applyEnd: 'desc' }],
      take: 50,
    }),
    client.orgUnit.findMany({
      where: { parentId: ctx.actor.orgId ?? '' },
      select: { code: true, name: true, nameEn: true },
      orderBy: { code: 'asc' },
      take: 200,
    }),
  ])
  return { guidelines, units }
}

/** The state in which the actor's own unit reviews. */
function ownNode({ level }: Actor): string | null {
  return level && nodeOfLevel[level]
}

function viewed({ actor, now }: Ctx, view: ReviewView, mine: Row): Row {
  const node = ownNode(actor)
  if (!node) return view === 'all' ? {} : nothing
  switch (view) {
    case 'mine':
      return mine
    case 'waiting':
      return {
        OR: [
          { status: { in: heldBy(actor) }, NOT: mine },
          { status: 'returned', node },
        ],
      }
    case 'overdue':
      return { status: { in: running }, dueAt: { lt: now } }
    case 'done':
      return { status: { in: statesAfter(node).filter((state) => !heldBy(actor).includes(state)) } }
    case 'all':
      return {}
  }
}

/** States in which this person's office has to act. */
function heldBy({ level }: Actor): string[] {
  return states.filter(([, { owner, quiet }]) => owner === level && !quiet).map(([state]) => state)
}

/** States that an application is in once this node is done with it. */
function statesAfter(node: string): string[] {
  const later: string[] = nodes.slice(nodes.findIndex((one) => one === node) + 1)
  const before = ['draft', 'returned', ...nodes]
  return [...later, ...states.map(([state]) => state).filter((state) => !before.includes(state))]
}
