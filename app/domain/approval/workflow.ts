/** The allocation plan and the objection, domain C.3, C.4 and A.8. */
import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'
import { financeAgrees, financeAsked, type FinanceWord } from '../review/co-review.ts'
import { excess } from './typed-amount.ts'

export type PlanFacts = {
  now: Date
  actorId: string
  next?: string | null
  items?: number
  /** departures from the ranking without a written reason */
  unexplained?: number
  totalFen?: bigint
  budgetFen?: bigint
  minutes?: { number: string; attendees: number }
  publicityEnd?: Date | null
  undecided?: number
  /** what finance has said of the projects and amounts as they stand */
  coCheck?: FinanceWord
}
type R = Rule<PlanFacts>

const has_items: R = (f) => when((f.items ?? 0) > 0, 'plan_empty')
const explained: R = (f) => when(f.unexplained === 0, 'departure_unexplained', { count: f.unexplained ?? 0 })
const within_budget: R = ({ totalFen, budgetFen = 0n }) =>
  when(
    totalFen !== undefined && totalFen <= budgetFen,
    'over_budget',
    excess(totalFen ?? budgetFen, budgetFen),
  )
const minutes_recorded: R = (f) =>
  when(f.minutes ? f.minutes.number.trim() !== '' && f.minutes.attendees > 0 : false, 'minutes_missing')
const publicity_run_out: R = (f) => when(f.publicityEnd && f.now >= f.publicityEnd, 'publicity_running')
const all_settled: R = (f) => when(f.undecided === 0, 'items_open', { count: f.undecided ?? 0 })
const co_check_asked: R = (f) => when(financeAsked(f.coCheck), 'co_check_not_asked')
const co_checked: R = (f) =>
  when(financeAgrees(f.coCheck), f.coCheck === 'against' ? 'co_check_against' : 'co_check_missing')

export const planWorkflow = defineWorkflow({
  name: 'plan',
  version: 1,
  rules: {
    has_items,
    explained,
    within_budget,
    minutes_recorded,
    publicity_run_out,
    all_settled,
    co_check_asked,
    co_checked,
  },
  states: {
    draft: { owner: 'province' },
    proposed: { owner: 'leader', deadline: { handling: 'decideDays' } },
    publicity: { owner: 'province', deadline: { of: 'publicity' } },
    approved: { owner: 'nobody', final: true },
    discarded: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    draft:     { from: 'nothing', to: 'draft', by: ['province.handler'] },
    edit:      { from: ['draft'], to: 'same', by: ['province.handler'] },
    propose:   { from: ['draft'], to: 'proposed', by: ['province.handler'], requires: ['has_items', 'explained', 'within_budget'], notify: ['plan_to_decide'] },
    send_back: { from: ['proposed'], to: 'draft', by: ['leader'], reason: 'required' },
    co_check:  { from: ['proposed'], to: 'same', by: ['province.finance'], requires: ['co_check_asked'], notify: ['co_checked'] },
    decline_co_check: { from: ['proposed'], to: 'same', by: ['province.finance'], reason: 'required', requires: ['co_check_asked'], notify: ['co_check_declined'] },
    decide:    { from: ['proposed'], to: 'publicity', by: ['leader'], requires: ['minutes_recorded', 'within_budget', 'co_checked'], produces: ['proposed_list'], receipt: true },
    approve:   { from: ['publicity'], to: 'approved', by: ['province.handler', 'system'], requires: ['publicity_run_out', 'all_settled'], receipt: true },
    discard:   { from: ['draft'], to: 'discarded', by: ['province.handler'], reason: 'required' },
  },
})

export type ObjectionFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  realName?: boolean
  facts?: boolean
  receivedAt?: Date
  publicityEnd?: Date | null
  originalHandlerId?: string | null
  result?: string | null
}
type O = Rule<ObjectionFacts>

const real_name: O = (f) => when(f.realName, 'objection_anonymous')
const facts_given: O = (f) => when(f.facts, 'objection_incomplete')
const in_time: O = (f) =>
  when(f.publicityEnd && f.receivedAt && f.receivedAt <= f.publicityEnd, 'objection_late')
const not_original_handler: O = (f) =>
  when(f.originalHandlerId === null || isAnother(f.originalHandlerId, f), 'original_handler')
const result_named: O = (f) => when(!!f.result, 'objection_result_missing')

export const objectionWorkflow = defineWorkflow({
  name: 'objection',
  version: 1,
  rules: { real_name, facts_given, in_time, not_original_handler, result_named },
  states: {
    filed: { owner: 'supervisor', deadline: { workingDays: 2 } },
    accepted: { owner: 'supervisor', deadline: { workingDays: 15 } },
    investigated: { owner: 'leader', deadline: { workingDays: 5 } },
    resolved: { owner: 'nobody', final: true },
    not_accepted: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    file:        { from: 'nothing', to: 'filed', by: ['county.handler', 'city.handler', 'system'], requires: ['real_name', 'facts_given', 'in_time'], notify: ['objection_filed'] },
    accept:      { from: ['filed'], to: 'accepted', by: ['supervisor'], requires: ['real_name', 'facts_given', 'in_time'], notify: ['objection_accepted'] },
    refuse:      { from: ['filed'], to: 'not_accepted', by: ['supervisor'], reason: 'required', notify: ['objection_not_accepted'] },
    investigate: { from: ['accepted'], to: 'investigated', by: ['supervisor'], reason: 'required', requires: ['not_original_handler'], notify: ['objection_to_resolve'] },
    resolve:     { from: ['investigated'], to: 'resolved', by: ['leader'], reason: 'required', requires: ['result_named'], notify: ['objection_resolved'], receipt: true },
  },
})
