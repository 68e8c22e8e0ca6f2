/** Life of a guideline, domain A.1. An amendment keeps the state and adds a version; it may extend, never shorten. */
import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'
import { financeAgrees, financeAsked, type FinanceWord } from '../review/co-review.ts'

export type GuidelineFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  /** problems that checkConfiguration found */
  problems?: number
  draftedById?: string
  applyStart?: Date
  applyEnd?: Date
  /** what an amendment would shorten or take away */
  shortened?: readonly string[]
  /** reason of the amendment that the handler put before the leader */
  amendmentNote?: string | null
  /** what finance has said of the very text that is before the leader */
  coSign?: FinanceWord
}
type R = Rule<GuidelineFacts>

const checked: R = (f) => when(f.problems === 0, 'guideline_has_problems', { count: f.problems ?? 0 })
const two_people: R = (f) => when(isAnother(f.draftedById, f), 'same_person')
const before_end: R = (f) => when(f.applyEnd && f.now < f.applyEnd, 'apply_end_in_past')
const start_reached: R = (f) => when(f.applyStart && f.now >= f.applyStart, 'not_yet')
const end_passed: R = (f) => when(f.applyEnd && f.now > f.applyEnd, 'not_yet')
const nothing_shortened: R = (f) =>
  when(f.shortened?.length === 0, 'amendment_shortens', { count: f.shortened?.length ?? 0 })
const proposed: R = (f) => when(typeof f.amendmentNote === 'string', 'no_amendment_proposed')
const co_sign_asked: R = (f) => when(financeAsked(f.coSign), 'co_sign_not_asked')
const co_signed: R = (f) =>
  when(financeAgrees(f.coSign), f.coSign === 'against' ? 'co_sign_against' : 'co_sign_missing')

export const guidelineWorkflow = defineWorkflow({
  name: 'guideline',
  version: 1,
  rules: {
    checked,
    two_people,
    before_end,
    start_reached,
    end_passed,
    nothing_shortened,
    proposed,
    co_sign_asked,
    co_signed,
  },
  states: {
    draft: { owner: 'province' },
    reviewing: { owner: 'leader', deadline: { workingDays: 5 } },
    published: { owner: 'system', quiet: true },
    open: { owner: 'applicant', deadline: { of: 'applyEnd' }, quiet: true },
    closed: { owner: 'province', quiet: true },
    suspended: { owner: 'leader', quiet: true },
    archived: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    create:      { from: 'nothing', to: 'draft', by: ['province.handler'] },
    save:        { from: ['draft', 'published', 'open', 'closed', 'suspended'], to: 'same', by: ['province.handler'] },
    submit:      { from: ['draft'], to: 'reviewing', by: ['province.handler'], requires: ['checked', 'before_end'], notify: ['guideline_to_approve'] },
    send_back:   { from: ['reviewing'], to: 'draft', by: ['leader'], reason: 'required', notify: ['guideline_returned'] },
    co_sign:     { from: ['reviewing', 'published', 'open', 'closed'], to: 'same', by: ['province.finance'], requires: ['co_sign_asked'], notify: ['co_signed'] },
    decline_co_sign:  { from: ['reviewing', 'published', 'open', 'closed'], to: 'same', by: ['province.finance'], reason: 'required', requires: ['co_sign_asked'], notify: ['co_sign_declined'] },
    publish:     { from: ['reviewing'], to: { next: ['published', 'open'] }, by: ['leader'], requires: ['checked', 'two_people', 'before_end', 'co_signed'], notify: ['guideline_published'], receipt: true },
    open:        { from: ['published'], to: 'open', by: ['system'], requires: ['start_reached'] },
    propose_amendment: { from: ['published', 'open', 'closed'], to: 'same', by: ['province.handler'], reason: 'required', requires: ['checked', 'nothing_shortened'], notify: ['amendment_to_approve'] },
    return_amendment:  { from: ['published', 'open', 'closed'], to: 'same', by: ['leader'], reason: 'required', requires: ['proposed'], notify: ['guideline_returned'] },
    amend:       { from: ['published', 'open', 'closed'], to: { next: ['published', 'open', 'closed'] }, by: ['leader'], reason: 'required', requires: ['proposed', 'two_people', 'checked', 'nothing_shortened', 'co_signed'], notify: ['guideline_amended'], receipt: true },
    close:       { from: ['open'], to: 'closed', by: ['system'], requires: ['end_passed'] },
    suspend:     { from: ['published', 'open'], to: 'suspended', by: ['leader'], reason: 'required', notify: ['guideline_amended'] },
    resume:      { from: ['suspended'], to: { next: ['published', 'open', 'closed'] }, by: ['leader'], reason: 'required', notify: ['guideline_amended'] },
    archive:     { from: ['closed'], to: 'archived', by: ['province.handler'], reason: 'required' },
  },
})
