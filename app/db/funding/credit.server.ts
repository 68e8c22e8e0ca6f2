import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { creditLevels, creditWorkflow, scaled } from '#app/domain/funding/credit.ts'
import { mayDo, openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '#app/services/context.ts'
import { projectHistory } from '../tracking.server.ts'

type State = keyof typeof creditWorkflow.states

/** One credit record for its page: what it rests on, its files, its timeline, the acts open now. @throws NotFound */
export async function findCredit(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const { actor } = ctx
  const row = await client.creditRecord.findFirst({
    where: { AND: [{ id }, scope(actor, 'CreditRecord')] },
    include: {
      project: { select: { id: true, code: true, name: true, undertaker: true, applicationId: true } },
    },
  })
  if (!row) throw new NotFound('credit')
  const [people, files, history] = await Promise.all([
    client.user.findMany({
      where: { id: { in: [row.draftedById ?? '', row.decidedById ?? ''] } },
      select: { id: true, name: true },
    }),
    client.storedFile.findMany({
      where: { ownerType: 'credit', ownerId: id, removedAt: null },
      select: { id: true, name: true, size: true, slot: true },
    }),
    projectHistory(ctx, row.project.applicationId, id),
  ])
  const nameOf = (person: string | null) => people.find((one) => one.id === person)?.name ?? null
  const acts = openTransitions(
    creditWorkflow,
    row.status,
    doing(actor, row.enterpriseId === actor.enterpriseId),
  )
  const first = { proposed: row.draftedById, repair_passed: row.passedById }[row.status] ?? null
  const own = first === actor.id
  const twice = ['record', 'drop', 'repair', 'refuse_repair']
  const today = shanghaiDay(ctx.now)
  const state = (Object.keys(creditWorkflow.states) as State[]).find((one) => one === row.status) ?? 'opened'
  return {
    ...row,
    owner: creditWorkflow.states[state].owner,
    draftedBy: nameOf(row.draftedById),
    decidedBy: nameOf(row.decidedById),
    basisFiles: files.filter(({ slot }) => slot === 'basis'),
    evidence: files.filter(({ slot }) => slot === 'evidence'),
    levels: creditLevels,
    years: Object.fromEntries(creditLevels.map((level) => [level, scaled(level, today).years])),
    history,
    actions: acts.filter((act) => !own || !twice.includes(act)),
    /** the reader took the first step of what another person decides */
    waitsForOther: own && acts.some((act) => twice.includes(act)),
  }
}
export type CreditRecordFound = Awaited<ReturnType<typeof findCredit>>

/** May the actor begin a record? */
export function mayBeginCredit({ actor }: Pick<Ctx, 'actor'>): boolean {
  const who = doing(actor, false)
  return creditWorkflow.transitions.open.by.some((doer) => mayDo(who, doer, 'nobody'))
}

/** Projects of an enterprise in the actor's scope, of which a record may be begun by hand. @throws NotFound */
export async function projectsToRecord(ctx: Ctx, enterpriseId: string) {
  const enterprise = await ctx.db.client.enterprise.findFirst({
    where: { AND: [{ id: enterpriseId }, scope(ctx.actor, 'Enterprise')] },
    select: { id: true, name: true },
  })
  if (!enterprise) throw new NotFound('enterprise')
  const projects = await ctx.db.client.project.findMany({
    where: { AND: [{ enterpriseId }, scope(ctx.actor, 'Project')] },
    select: { id: true, code: true, name: true },
    orderBy: [{ code: 'desc' }, { id: 'asc' }],
  })
  return { enterprise, projects }
}
