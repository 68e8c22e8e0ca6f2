import { doing } from '#app/authorization/actor.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { daysBetween, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { paymentWorkflow } from '#app/domain/funding/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { projectHistory } from '../tracking.server.ts'
import { officeNames } from '../review/people.server.ts'
import { issueScope, paymentScope } from './scope.server.ts'

/** One payment for its record: where it comes from, its orders, its hops in days, the acts open now. @throws NotFound */
export async function findPayment(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const row = await client.payment.findFirst({
    where: { AND: [{ id }, paymentScope(ctx.actor)] },
    include: {
      issue: { select: { id: true, documentNo: true, issuedOn: true, subjectCode: true } },
      project: {
        select: {
          id: true,
          code: true,
          name: true,
          undertaker: true,
          enterpriseId: true,
          applicationId: true,
        },
      },
      vouchers: { orderBy: { number: 'desc' } },
    },
  })
  if (!row) throw new NotFound('payment')
  const [names, history, mayReadIssue] = await Promise.all([
    officeNames(client, [row.payerCode]),
    projectHistory(ctx, row.project.applicationId, id),
    client.fundIssue.count({ where: { AND: [{ id: row.issue.id }, issueScope(ctx.actor)] } }),
  ])
  const owns = row.project.enterpriseId === ctx.actor.enterpriseId
  const acts = openTransitions(paymentWorkflow, row.status, doing(ctx.actor, owns)).filter(
    (act) => act !== 'issue' && act !== 'drop',
  )
  return {
    ...row,
    payer: names.get(row.payerCode) ?? { name: row.payerCode, nameEn: '' },
    owner: paymentWorkflow.states[stateOf(row.status)].owner,
    mayReadIssue: mayReadIssue > 0,
    hops: hopsOf(row, shanghaiDay(ctx.now)),
    history,
    actions: owns || row.payerCode === ctx.actor.unitCode ? acts : [],
    /** finance that may read it, and does not pay it */
    elsewhere: acts.length > 0 && !owns && row.payerCode !== ctx.actor.unitCode,
  }
}
export type PaymentRecord = Awaited<ReturnType<typeof findPayment>>

type State = keyof typeof paymentWorkflow.states

function stateOf(status: string): State {
  return (Object.keys(paymentWorkflow.states) as State[]).find((state) => state === status) ?? 'issued'
}

const open = ['issued', 'received', 'paid', 'returned']

type Hop = { hop: 'issued' | 'received' | 'paid'; days: number; running: boolean }

/** Days that each hop took, and the one that is running (C.5). */
function hopsOf(
  {
    status,
    issue,
    receivedOn,
    vouchers,
    arrivedOn,
  }: {
    status: string
    issue: { issuedOn: string }
    receivedOn: string | null
    vouchers: { paidOn: string }[]
    arrivedOn: string | null
  },
  today: string,
): Hop[] {
  const paidOn = status === 'returned' ? null : (vouchers[0]?.paidOn ?? null)
  const hops: [Hop['hop'], string | null, string | null][] = [
    ['issued', issue.issuedOn, receivedOn],
    ['received', receivedOn, paidOn],
    ['paid', paidOn, arrivedOn],
  ]
  return hops.flatMap(([hop, from, to]) => {
    if (from === null || (to === null && !open.includes(status))) return []
    return [{ hop, days: daysBetween(from, to ?? today), running: to === null }]
  })
}
