import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { clawbackGrounds, clawbackWorkflow } from '#app/domain/funding/clawback.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { ordered } from '../paging.server.ts'
import { officeNames } from '../review/people.server.ts'
import { projectHistory } from '../tracking.server.ts'

/** Views of the list, each with the states it holds. */
const states = {
  all: null,
  pending: ['opened', 'proposed', 'decided'],
  due: ['notified', 'partial'],
  overdue: ['overdue'],
  ended: ['settled', 'transferred', 'waived'],
} as const satisfies Record<string, readonly string[] | null>
export type ClawbackView = keyof typeof states
export const clawbackViews = Object.keys(states) as ClawbackView[]

const sortable = ['amountFen', 'repaidFen', 'dueAt', 'createdAt'] as const
export const clawbackSorts: readonly string[] = sortable

const viewed = (view: ClawbackView): Prisma.ClawbackWhereInput => {
  const wanted = states[view]
  return wanted ? { status: { in: [...wanted] } } : {}
}

/** Clawbacks of the actor's scope in one view, with counts, and the sums of the view in fen. */
export async function listClawbacks(
  { db: { client }, actor }: Ctx,
  {
    view,
    sort,
    page,
    size,
  }: { view: ClawbackView; sort: { by: string; descending: boolean }; page: number; size: number },
) {
  const inScope: Prisma.ClawbackWhereInput = scope(actor, 'Clawback')
  const where = { AND: [inScope, viewed(view)] }
  const by = sortable.find((name) => name === sort.by) ?? 'createdAt'
  const [rows, sum, ...counts] = await Promise.all([
    client.clawback.findMany({
      where,
      include: { project: { select: { id: true, code: true, name: true, undertaker: true } } },
      orderBy: [ordered(by, sort.descending, ['dueAt']), { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    client.clawback.aggregate({ where, _sum: { amountFen: true, repaidFen: true } }),
    ...clawbackViews.map((name) => client.clawback.count({ where: { AND: [inScope, viewed(name)] } })),
  ])
  const counted = Object.fromEntries(clawbackViews.map((name, at) => [name, counts[at] ?? 0])) as Record<
    ClawbackView,
    number
  >
  return {
    rows: rows.map(({ id, project, ground, amountFen, repaidFen, status, dueAt }) => ({
      id,
      project,
      ground,
      amountFen,
      repaidFen,
      status,
      dueAt,
    })),
    counts: counted,
    count: counted[view],
    sumFen: sum._sum.amountFen ?? 0n,
    repaidFen: sum._sum.repaidFen ?? 0n,
  }
}

/** One clawback for its record: its reckoning, what came back, its basis, the acts open now. @throws NotFound */
export async function findClawback(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const row = await client.clawback.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Clawback')] },
    include: {
      project: {
        select: { id: true, code: true, name: true, undertaker: true, paidFen: true, applicationId: true },
      },
      repayments: { orderBy: { number: 'asc' } },
    },
  })
  if (!row) throw new NotFound('clawback')
  const [names, people, files, history] = await Promise.all([
    officeNames(client, [row.payerCode]),
    client.user.findMany({
      where: { id: { in: [row.draftedById ?? '', row.decidedById ?? ''] } },
      select: { id: true, name: true },
    }),
    client.storedFile.findMany({
      where: { ownerType: 'clawback', ownerId: id, slot: 'basis', removedAt: null },
      select: { id: true, name: true, size: true },
    }),
    projectHistory(ctx, row.project.applicationId, id),
  ])
  const nameOf = (person: string | null) => people.find((one) => one.id === person)?.name ?? null
  const acts = openTransitions(clawbackWorkflow, row.status, doing(ctx.actor, false))
  const collects = row.payerCode === ctx.actor.unitCode
  const own = row.status === 'proposed' && row.draftedById === ctx.actor.id
  const { amountFen } = row
  const fits = (act: string) => {
    if (act === 'repay') return collects
    if (act === 'decide') return !own && amountFen > 0n
    return act !== 'waive' || (!own && amountFen === 0n)
  }
  return {
    ...row,
    collector: names.get(row.payerCode) ?? { name: row.payerCode, nameEn: '' },
    owner: clawbackWorkflow.states[stateOf(row.status)].owner,
    draftedBy: nameOf(row.draftedById),
    decidedBy: nameOf(row.decidedById),
    basis: files,
    grounds: clawbackGrounds,
    history,
    actions: acts.filter(fits),
    /** the reader's office may record repayments, but not these */
    elsewhere: acts.includes('repay') && !collects,
    /** the reader drafted what another person decides */
    waitsForOther: own && acts.includes('decide'),
  }
}
export type ClawbackRecord = Awaited<ReturnType<typeof findClawback>>

type State = keyof typeof clawbackWorkflow.states

function stateOf(status: string): State {
  return (Object.keys(clawbackWorkflow.states) as State[]).find((state) => state === status) ?? 'opened'
}

/** The clawback of a project, where the actor may read it. */
export async function clawbackOf({ db: { client }, actor }: Ctx, projectId: string) {
  return client.clawback.findFirst({
    where: { AND: [{ projectId }, scope(actor, 'Clawback')] },
    select: { id: true, status: true, amountFen: true, repaidFen: true },
  })
}
