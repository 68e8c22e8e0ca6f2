import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { clawbackGrounds, clawbackWorkflow, standingRepayments } from '#app/domain/funding/clawback.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { officeNames } from '../review/people.server.ts'
import { projectHistory } from '../tracking.server.ts'

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
      where: { id: { in: [row.draftedById ?? '', row.decidedById ?? '', row.reversalById ?? ''] } },
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
  const standing = standingRepayments(row.repayments)
  const own = row.status === 'proposed' && row.draftedById === ctx.actor.id
  const { amountFen } = row
  const fits = (act: string) => {
    if (act === 'repay') return collects
    if (act === 'ask_reversal') return collects && row.reversalOfId === null && standing.length > 0
    if (act === 'reverse') return collects && row.reversalOfId !== null && row.reversalById !== ctx.actor.id
    if (act === 'decline_reversal') return collects && row.reversalOfId !== null
    if (act === 'decide') return !own && amountFen > 0n
    return act !== 'waive' || (!own && amountFen === 0n)
  }
  const { reversalOfId, reversalById, reversalReason, ...told } = row
  const asked = ctx.actor.enterpriseId === null && standing.find((one) => one.id === reversalOfId)
  return {
    ...told,
    repayments: row.repayments.map((one) => ({
      ...one,
      reversed: one.reversesId === null && !standing.includes(one),
      reverses: row.repayments.find(({ id: of }) => of === one.reversesId)?.number ?? null,
    })),
    /** repayments that can be reversed */
    standing,
    /** the repayment that somebody asks to reverse; the enterprise reads of it once it is reversed */
    reversal: asked
      ? { number: asked.number, amountFen: asked.amountFen, reason: reversalReason, by: nameOf(reversalById) }
      : null,
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
