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
  /** somebody asks to reverse a repayment, and who it is */
  reversal?: { asked: boolean; askedById: string | null }
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
const none_asked: R = ({ reversal }) => when(reversal?.asked === false, 'reversal_asked_already')
const reversal_asked: R = ({ reversal }) => when(reversal?.asked, 'no_reversal_asked')
const another_reverses: R = (f) => when(isAnother(f.reversal?.askedById, f), 'second_person_needed')
const term_over: R = (f) => when(f.termOver, 'not_yet')

/** States in which there can be a repayment to reverse. */
const entered = ['partial', 'overdue', 'settled', 'transferred'] as const

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
    none_asked,
    reversal_asked,
    another_reverses,
    term_over,
  },
  states: {
    opened: { owner: 'province', deadline: { workingDays: 10 } },
    proposed: { owner: 'leader', deadline: { workingDays: 5 } },
    decided: { owner: 'province', deadline: { workingDays: 3 } },
    notified: { owner: 'finance', owed: 'applicant', deadline: { of: 'repay' } },
    partial: { owner: 'finance', owed: 'applicant', deadline: { of: 'repay' } },
    overdue: { owner: 'province', owed: 'applicant', deadline: { workingDays: 20 } },
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
    ask_reversal: { from: entered, to: 'same', by: ['finance', 'county.handler', 'city.handler'], reason: 'required', requires: ['own_purse', 'none_asked'], notify: ['clawback_reversal_asked'] },
    reverse:      { from: entered, to: { next: ['notified', 'partial', 'overdue', 'transferred'] }, by: ['finance', 'county.handler', 'city.handler'], requires: ['own_purse', 'reversal_asked', 'another_reverses'], notify: ['clawback_reversed'], receipt: true, beside: true },
    decline_reversal: { from: entered, to: 'same', by: ['finance', 'county.handler', 'city.handler'], reason: 'required', requires: ['own_purse', 'reversal_asked'] },
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

/**
 * The state after a repayment was reversed: what was overdue or transferred stays so; else what it was after the notice where
 * nothing other came back. Where the term is over meanwhile, the sweep marks it. Amounts in fen.
 */
export function afterReversal(
  status: string,
  { repaidFen }: { repaidFen: bigint },
): 'notified' | 'partial' | 'overdue' | 'transferred' {
  if (status === 'transferred' || status === 'overdue') return status
  return repaidFen > 0n ? 'partial' : 'notified'
}

/** Repayments that no other entry reverses: the ones that count. */
export function standingRepayments<R extends { id: string; reversesId: string | null }>(
  rows: readonly R[],
): R[] {
  const reversed = new Set(rows.map(({ reversesId }) => reversesId))
  return rows.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id))
}
