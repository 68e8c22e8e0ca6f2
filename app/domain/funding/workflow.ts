/** The flow of money after approval, domain C.5: the document that issues it, and each payment on its way. */
import { type Acting, isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'
import { type RedAlert, withoutRedAlert } from '../tracking/alert.ts'

export type IssueFacts = Acting & { now: Date; next?: string | null; draftedById?: string }
const second_person: Rule<IssueFacts> = (f) => when(isAnother(f.draftedById, f), 'second_person_needed')

export const issueWorkflow = defineWorkflow({
  name: 'issue',
  version: 1,
  rules: { second_person },
  states: {
    proposed: { owner: 'finance', also: ['province'], deadline: { workingDays: 5 } },
    issued: { owner: 'nobody', final: true },
    discarded: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    propose: { from: 'nothing', to: 'proposed', by: ['province.handler', 'province.finance'], notify: ['issue_to_approve'] },
    issue:   { from: ['proposed'], to: 'issued', by: ['province.finance', 'province.approver'], requires: ['second_person'], produces: ['fund_issue'], receipt: true },
    reject:  { from: ['proposed'], to: 'discarded', by: ['province.finance', 'province.approver'], reason: 'required', notify: ['issue_rejected'] },
  },
})

export type PaymentFacts = {
  now: Date
  actorId: string
  next?: string | null
  /** the finance office that pays and the actor's own; null where the undertaker acts */
  purse?: { payer: string; own: string | null; name: string } | null
  /** the project may be paid: it was not halted or stopped */
  payable?: boolean
  /** of the project; null: none stands */
  redAlert?: RedAlert | null
}
type P = Rule<PaymentFacts>

const own_purse: P = (f) =>
  when(f.purse === null || (f.purse !== undefined && f.purse.payer === f.purse.own), 'other_finance_pays', {
    office: f.purse?.name ?? '',
  })
const project_payable: P = (f) => when(f.payable, 'project_not_payable')
const no_red_alert: P = (f) => withoutRedAlert(f.redAlert)

export const paymentWorkflow = defineWorkflow({
  name: 'payment',
  version: 1,
  rules: { own_purse, project_payable, no_red_alert },
  states: {
    listed: { owner: 'province', quiet: true },
    issued: { owner: 'finance', deadline: { of: 'receive' } },
    received: { owner: 'finance', deadline: { of: 'pay' } },
    paid: { owner: 'applicant', deadline: { of: 'confirm' } },
    returned: { owner: 'finance', deadline: { of: 'pay' } },
    confirmed: { owner: 'nobody', final: true },
    withdrawn: { owner: 'nobody', final: true },
    dropped: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    list:     { from: 'nothing', to: 'listed', by: ['province.handler', 'province.finance'], requires: ['no_red_alert'] },
    issue:    { from: ['listed'], to: 'issued', by: ['province.finance', 'province.approver'], requires: ['no_red_alert'], notify: ['payment_to_receive', 'payment_issued'] },
    drop:     { from: ['listed'], to: 'dropped', by: ['province.finance', 'province.approver'], reason: 'required' },
    receive:  { from: ['issued'], to: 'received', by: ['finance'], requires: ['own_purse'] },
    pay:      { from: ['received', 'returned'], to: 'paid', by: ['finance'], requires: ['own_purse', 'project_payable', 'no_red_alert'], notify: ['payment_to_confirm'], produces: ['payment_voucher'], receipt: true },
    confirm:  { from: ['paid'], to: 'confirmed', by: ['applicant'], produces: ['payment_arrival'], receipt: true },
    return:   { from: ['paid'], to: 'returned', by: ['applicant', 'finance'], reason: 'required', requires: ['own_purse'], notify: ['payment_returned'] },
    withdraw: { from: ['issued', 'received', 'returned'], to: 'withdrawn', by: ['finance'], reason: 'required', requires: ['own_purse'], notify: ['payment_withdrawn'] },
  },
})
