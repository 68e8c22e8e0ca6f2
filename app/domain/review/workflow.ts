/** The recommendation list a unit sends up with its stamped document, domain A.4. A later change supersedes it. */
import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

export type RecommendationFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  documentNo?: string | null
  stamped?: boolean
  /** the list's hash equals the system's list at this instant */
  current?: boolean
  createdById?: string
}
type R = Rule<RecommendationFacts>

const numbered: R = (f) => when(!!f.documentNo, 'document_number_missing')
const stamped: R = (f) => when(f.stamped, 'stamped_scan_missing')
const current: R = (f) => when(f.current, 'list_changed_since')
const two_people: R = (f) => when(isAnother(f.createdById, f), 'same_person')

export const recommendationWorkflow = defineWorkflow({
  name: 'recommendation',
  version: 1,
  rules: { numbered, stamped, current, two_people },
  states: {
    generated: { owner: 'county', also: ['city'] },
    filed: { owner: 'nobody', final: true },
    superseded: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    generate:  { from: 'nothing', to: 'generated', by: ['county.handler', 'city.handler'], produces: ['recommendation_sheet'] },
    set_number:  { from: ['generated'], to: 'same', by: ['county.handler', 'city.handler'] },
    attach_scan: { from: ['generated'], to: 'same', by: ['county.handler', 'city.handler'] },
    file:      { from: ['generated'], to: 'filed', by: ['county.approver', 'city.approver'], requires: ['numbered', 'stamped', 'current', 'two_people'], receipt: true },
    supersede: { from: ['generated', 'filed'], to: 'superseded', by: ['county.handler', 'city.handler', 'system'] },
  },
})
