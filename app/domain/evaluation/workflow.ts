/** Self-evaluation of a project against the targets typed at application, domain E. */
import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

export type EvaluationFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  problems?: number
  graded?: boolean
  /** what is wrong with an opinion */
  opinionProblems?: number
  /** finance or a third party proposed another grade, and no reason is given */
  unanswered?: boolean
  /** what is wrong with the scores that the province gives in place of the formula's */
  reviewProblems?: number
  /** the call has finance confirm together with the province */
  coConfirms?: boolean
  /** who confirmed for the province */
  confirmedById?: string | null
}
const complete: Rule<EvaluationFacts> = (f) =>
  when(f.problems === 0, 'evaluation_has_problems', { count: f.problems ?? 0 })
const graded: Rule<EvaluationFacts> = (f) => when(f.graded, 'not_evaluated')
const opinion_complete: Rule<EvaluationFacts> = (f) =>
  when(f.opinionProblems === 0, 'form_has_problems', { count: f.opinionProblems ?? 0 })
const review_complete: Rule<EvaluationFacts> = (f) =>
  when(f.reviewProblems === 0, 'form_has_problems', { count: f.reviewProblems ?? 0 })
const province_alone: Rule<EvaluationFacts> = (f) => when(f.coConfirms === false, 'co_confirm_needed')
const finance_too: Rule<EvaluationFacts> = (f) => when(f.coConfirms, 'co_confirm_not_asked')
const another_confirms: Rule<EvaluationFacts> = (f) => when(isAnother(f.confirmedById, f), 'own_confirmation')
const differences_answered: Rule<EvaluationFacts> = (f) => when(f.unanswered === false, 'evaluation_differs')

/** While it lies with county or province: opinions are given, and awaited. */
export const underReview = ['county_review', 'province_review'] as const

export const evaluationWorkflow = defineWorkflow({
  name: 'evaluation',
  version: 1,
  rules: {
    complete,
    graded,
    opinion_complete,
    differences_answered,
    review_complete,
    province_alone,
    finance_too,
    another_confirms,
  },
  states: {
    asked: { owner: 'applicant', deadline: { workingDays: 20 } },
    county_review: { owner: 'county', deadline: { workingDays: 10 } },
    returned: { owner: 'applicant', deadline: { workingDays: 5 } },
    province_review: { owner: 'province', deadline: { workingDays: 10 } },
    finance_confirm: { owner: 'finance', deadline: { of: 'coConfirm' } },
    confirmed: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    ask:     { from: 'nothing', to: 'asked', by: ['province.handler', 'city.approver', 'system'], notify: ['evaluation_asked'] },
    save:    { from: ['asked', 'returned'], to: 'same', by: ['applicant'] },
    submit:  { from: ['asked', 'returned'], to: { next: underReview }, by: ['applicant'], requires: ['complete'], notify: ['evaluation_waiting'], produces: ['self_evaluation'], receipt: true },
    pass:    { from: ['county_review'], to: 'province_review', by: ['county.handler'], notify: ['evaluation_waiting'] },
    return:  { from: ['county_review', 'province_review'], to: 'returned', by: ['node.handler'], reason: 'required', notify: ['evaluation_returned'] },
    advise:  { from: underReview, to: 'same', by: ['city.handler', 'province.finance', 'auditor'], requires: ['opinion_complete'], beside: true },
    confirm: { from: ['province_review'], to: 'confirmed', by: ['province.handler'], requires: ['province_alone', 'graded', 'review_complete', 'differences_answered'], notify: ['evaluation_confirmed'], produces: ['self_evaluation'], receipt: true },
    ask_finance: { from: ['province_review'], to: 'finance_confirm', by: ['province.handler'], requires: ['finance_too', 'graded', 'review_complete', 'differences_answered'], notify: ['co_confirm_asked'] },
    co_confirm: { from: ['finance_confirm'], to: 'confirmed', by: ['province.finance'], requires: ['another_confirms'], notify: ['evaluation_confirmed'], produces: ['self_evaluation'], receipt: true },
    decline_co_confirm: { from: ['finance_confirm'], to: 'province_review', by: ['province.finance'], reason: 'required', requires: ['another_confirms'], notify: ['co_confirm_declined'] },
  },
})
