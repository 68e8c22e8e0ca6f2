/** Self-evaluation of a project against the targets typed at application, domain E. */
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

export type EvaluationFacts = {
  now: Date
  actorId: string
  next?: string | null
  problems?: number
  graded?: boolean
  /** what is wrong with an opinion */
  opinionProblems?: number
  /** finance or a third party proposed another grade, and no reason is given */
  unanswered?: boolean
}
const complete: Rule<EvaluationFacts> = (f) =>
  when(f.problems === 0, 'evaluation_has_problems', { count: f.problems ?? 0 })
const graded: Rule<EvaluationFacts> = (f) => when(f.graded, 'not_evaluated')
const opinion_complete: Rule<EvaluationFacts> = (f) =>
  when(f.opinionProblems === 0, 'form_has_problems', { count: f.opinionProblems ?? 0 })
const differences_answered: Rule<EvaluationFacts> = (f) => when(f.unanswered === false, 'evaluation_differs')

export const evaluationWorkflow = defineWorkflow({
  name: 'evaluation',
  version: 1,
  rules: { complete, graded, opinion_complete, differences_answered },
  states: {
    asked: { owner: 'applicant', deadline: { workingDays: 20 } },
    county_review: { owner: 'county', deadline: { workingDays: 10 } },
    returned: { owner: 'applicant', deadline: { workingDays: 5 } },
    province_review: { owner: 'province', deadline: { workingDays: 10 } },
    confirmed: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    ask:     { from: 'nothing', to: 'asked', by: ['province.handler', 'city.approver', 'system'], notify: ['evaluation_asked'] },
    save:    { from: ['asked', 'returned'], to: 'same', by: ['applicant'] },
    submit:  { from: ['asked', 'returned'], to: 'county_review', by: ['applicant'], requires: ['complete'], notify: ['evaluation_waiting'], produces: ['self_evaluation'], receipt: true },
    pass:    { from: ['county_review'], to: 'province_review', by: ['county.handler'], notify: ['evaluation_waiting'] },
    return:  { from: ['county_review', 'province_review'], to: 'returned', by: ['node.handler'], reason: 'required', notify: ['evaluation_returned'] },
    advise:  { from: ['county_review', 'province_review'], to: 'same', by: ['city.handler', 'province.finance', 'auditor'], requires: ['opinion_complete'] },
    confirm: { from: ['province_review'], to: 'confirmed', by: ['province.handler'], requires: ['graded', 'differences_answered'], notify: ['evaluation_confirmed'], receipt: true },
  },
})
