/** 追回: money that a project has to give back, from the end of the project to its settlement or transfer, domain D.6. */
import { wanText } from '../kernel/money.ts'
import { type Acting, isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

/** D.6 */
export const clawbackGrounds = [
  'termination',
  'failed_acceptance',
  'no_acceptance',
  'unauthorised_change',
  'relocation',
  'misuse',
  'false_materials',
] as const
export type ClawbackGround = (typeof clawbackGrounds)[number]

/** Fraud and misuse: nothing that was spent is recognised, the whole amount goes back (D.6). */
export const wholeGrounds: readonly string[] = ['misuse', 'false_materials']

/** What an act on a project opens a clawback with, and the ground that it suggests. */
export const groundOf = {
  terminate: 'termination',
  revoke: 'false_materials',
  fail: 'failed_acceptance',
} as const satisfies Record<string, ClawbackGround>
export type ClawbackCause = keyof typeof groundOf

export type ClawbackFacts = Acting & {
  now: Date
  next?: string | null
  draftedById?: string | null
  ground?: string
  basisAttached?: boolean
  /** fen: what was paid to the project, what of it counts as eligible use, what is to come back */
  money?: { paidFen: bigint; eligibleFen: bigint; amountFen: bigint }
  /** the office that takes the money in, and the actor's own */
  purse?: { collector: string; own: string | null; name: string }
  /** the last day of the term is over */
  termOver?: boolean
}
type R = Rule<ClawbackFacts>

const basis_attached: R = (f) => when(f.basisAttached, 'clawback_basis_missing')
const whole_for_fault: R = (f) =>
  when(
    f.ground !== undefined && (!wholeGrounds.includes(f.ground) || f.money?.eligibleFen === 0n),
    'clawback_whole_needed',
  )
const second_person: R = (f) => when(isAnother(f.draftedById, f), 'second_person_needed')
const adds_up: R = ({ money }) =>
  when(
    money && money.amountFen >= 0n && money.amountFen + money.eligibleFen === money.paidFen,
    'clawback_paid_changed',
    { paid: wanText(money?.paidFen ?? 0n) },
  )
const something_due: R = ({ money }) => when(money && money.amountFen > 0n, 'clawback_nothing_due')
const nothing_due: R = ({ money }) => when(money?.amountFen === 0n, 'clawback_something_due')
const own_purse: R = ({ purse }) =>
  when(purse && purse.collector === purse.own, 'other_finance_collects', { office: purse?.name ?? '' })
const term_over: R = (f) => when(f.termOver, 'not_yet')

export const clawbackWorkflow = defineWorkflow({
  name: 'clawback',
  version: 1,
  rules: {
    basis_attached,
    whole_for_fault,
    second_person,
    adds_up,
    something_due,
    nothing_due,
    own_purse,
    term_over,
  },
  states: {
    opened: { owner: 'province', deadline: { workingDays: 10 } },
    proposed: { owner: 'leader', deadline: { workingDays: 5 } },
    decided: { owner: 'province', deadline: { workingDays: 3 } },
    notified: { owner: 'finance', deadline: { of: 'repay' } },
    partial: { owner: 'finance', deadline: { of: 'repay' } },
    overdue: { owner: 'province', deadline: { workingDays: 20 } },
    settled: { owner: 'nobody', final: true },
    transferred: { owner: 'nobody', final: true },
    waived: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    open:         { from: 'nothing', to: 'opened', by: ['leader', 'city.approver'], notify: ['clawback_opened'] },
    attach:       { from: ['opened'], to: 'same', by: ['province.handler'] },
    propose:      { from: ['opened'], to: 'proposed', by: ['province.handler'], reason: 'required', requires: ['basis_attached', 'whole_for_fault', 'adds_up'], notify: ['clawback_to_decide'] },
    send_back:    { from: ['proposed'], to: 'opened', by: ['leader'], reason: 'required', notify: ['clawback_sent_back'] },
    decide:       { from: ['proposed'], to: 'decided', by: ['leader'], requires: ['second_person', 'adds_up', 'something_due'], notify: ['clawback_decided'], receipt: true },
    waive:        { from: ['proposed'], to: 'waived', by: ['leader'], reason: 'required', requires: ['second_person', 'adds_up', 'nothing_due'], notify: ['clawback_waived'], receipt: true },
    notify:       { from: ['decided'], to: 'notified', by: ['province.handler'], notify: ['clawback_notified', 'clawback_to_collect'], produces: ['clawback_notice'], receipt: true },
    repay:        { from: ['notified', 'partial', 'overdue'], to: { next: ['partial', 'overdue', 'settled'] }, by: ['finance', 'county.handler', 'city.handler'], requires: ['own_purse'], notify: ['clawback_repaid'], receipt: true },
    mark_overdue: { from: ['notified', 'partial'], to: 'overdue', by: ['system'], requires: ['term_over'], notify: ['clawback_overdue', 'clawback_to_transfer'] },
    transfer:     { from: ['overdue'], to: 'transferred', by: ['province.approver', 'leader'], reason: 'required', notify: ['clawback_transferred'], receipt: true },
  },
})

/** States of which those below the province and the enterprise are told: from the decision on. */
export const toldClawbacks = ['decided', 'notified', 'partial', 'overdue', 'settled', 'transferred', 'waived']

/** Acts before the decision: the province's own. */
export const untoldClawbackActs: readonly string[] = ['open', 'attach', 'propose', 'send_back'].map(
  (act) => `clawback.${act}`,
)

/** The state after a repayment: settled when nothing is left, else overdue stays overdue. Amounts in fen. */
export function afterRepayment(status: string, { leftFen }: { leftFen: bigint }): string {
  if (leftFen === 0n) return 'settled'
  return status === 'overdue' ? 'overdue' : 'partial'
}
