/**
 * Life of an application, domain A.3: nineteen states and the one before the first (`nothing`), T01–T25.
 * The chain town → county → city → province is data of the guideline; `next` is chosen by the facts.
 * Handler and approver of one node are two people: `handle` writes the opinion, the approver acts on it.
 */
import { defineWorkflow, type StateOf, type TransitionOf } from '../kernel/workflow.ts'
import { rules } from './rules.ts'

const nodes = ['town_review', 'county_review', 'city_review', 'province_check'] as const
const localities = ['town_review', 'county_review', 'city_review'] as const
/** From the first review to the end of the project, which has its acts in the same dossier. */
const handled = [
  ...nodes,
  'returned',
  'qualified',
  'in_review',
  'reviewed',
  'site_check',
  'reserved',
  'proposed',
  'publicity',
  'objection',
  'approved',
] as const
const officers = (['town', 'county', 'city', 'province'] as const).flatMap(
  (level) => [`${level}.handler`, `${level}.approver`] as const,
)

export const applicationWorkflow = defineWorkflow({
  name: 'application',
  version: 1,
  rules,
  states: {
    draft: { owner: 'applicant', deadline: { of: 'applyEnd' } },
    town_review: { owner: 'town', deadline: { of: 'townEnd' } },
    county_review: { owner: 'county', deadline: { of: 'countyEnd' } },
    city_review: { owner: 'city', deadline: { of: 'cityEnd' } },
    province_check: { owner: 'province', deadline: { of: 'provinceCheckEnd' } },
    returned: { owner: 'applicant', deadline: { of: 'correction' } },
    qualified: { owner: 'organiser', deadline: { handling: 'startDays' } },
    in_review: { owner: 'expert', deadline: { of: 'scoring' }, quiet: true },
    reviewed: { owner: 'province', deadline: { handling: 'concludeDays' } },
    site_check: { owner: 'province', deadline: { handling: 'siteDays' } },
    reserved: { owner: 'province', deadline: { of: 'reserve' }, quiet: true },
    proposed: { owner: 'leader', deadline: { handling: 'decideDays' }, quiet: true },
    publicity: { owner: 'province', deadline: { of: 'publicity' }, quiet: true },
    objection: { owner: 'leader', deadline: { handling: 'objectionDays' }, quiet: true },
    approved: { owner: 'nobody', final: true },
    rejected: { owner: 'nobody', final: true },
    not_approved: { owner: 'nobody', final: true },
    withdrawn: { owner: 'nobody', final: true },
    expired: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    create:       { id: 'T01', from: 'nothing', to: 'draft', by: ['applicant'], requires: ['guideline_open', 'one_open_application'] },
    save:         { id: 'T02', from: ['draft', 'returned'], to: 'same', by: ['applicant'] },
    submit:       { id: 'T03', from: ['draft'], to: { next: nodes }, by: ['applicant'], requires: ['before_apply_end', 'commitment_given', 'nothing_blocks'], notify: ['application_submitted', 'application_waiting', 'co_review_asked'], produces: ['receipt', 'application_form'], receipt: true },
    recall:       { id: 'T04', from: nodes, to: 'draft', by: ['applicant'], requires: ['at_first_node', 'not_opened', 'before_apply_end'] },
    open:         { id: 'T05', from: nodes, to: 'same', by: ['node.handler', 'node.approver'] },
    handle:       { id: 'T05', from: localities, to: 'same', by: ['node.handler'], requires: ['opinion_written'] },
    co_review:    { id: 'T05', from: nodes, to: 'same', by: ['node.handler', 'node.finance'], requires: ['opinion_written', 'co_review_asked'] },
    recuse:       { id: 'T05', from: handled, to: 'same', by: [...officers, 'node.finance'], reason: 'required', requires: ['conflict_named'], notify: ['officer_recused'], unasked: true },
    recommend:    { id: 'T05', from: localities, to: { next: ['county_review', 'city_review', 'province_check'] }, by: ['node.approver'], requires: ['handled_to_pass', 'two_people', 'co_reviewed', 'before_node_end', 'quota_left'], notify: ['application_passed_on', 'application_waiting', 'co_review_asked'] },
    return:       { id: 'T06', from: nodes, to: 'returned', by: ['node.handler'], reason: 'required', requires: ['problems_listed', 'rounds_left'], notify: ['application_returned'] },
    resubmit:     { id: 'T07', from: ['returned'], to: { next: nodes }, by: ['applicant'], requires: ['before_correction_end', 'only_flagged_changed', 'nothing_blocks'], notify: ['application_submitted', 'application_waiting', 'co_review_asked'], produces: ['receipt', 'application_form'], receipt: true },
    return_down:  { id: 'T08', from: ['city_review', 'province_check'], to: { next: localities }, by: ['node.handler'], reason: 'required', requires: ['has_lower_node'], notify: ['application_returned_down', 'co_review_asked'] },
    reject:       { id: 'T09', from: nodes, to: 'rejected', by: ['node.approver'], reason: 'required', requires: ['handled_to_reject', 'two_people'], notify: ['application_rejected'], receipt: true },
    check:        { id: 'T10', from: ['province_check'], to: 'same', by: ['province.handler'], requires: ['opinion_written'] },
    qualify:      { id: 'T10', from: ['province_check'], to: 'qualified', by: ['province.approver'], requires: ['handled_to_pass', 'two_people', 'co_reviewed', 'nothing_blocks', 'manual_items_ticked'], notify: ['application_qualified'], produces: ['formal_review'], receipt: true },
    start_review: { id: 'T11', from: ['qualified'], to: 'in_review', by: ['organiser'], requires: ['panel_ready'] },
    skip_review:  { id: 'T12', from: ['qualified'], to: 'reviewed', by: ['organiser'], reason: 'required', requires: ['review_not_asked'] },
    finish_review:{ id: 'T13', from: ['in_review'], to: 'reviewed', by: ['organiser', 'system'], requires: ['sheets_locked', 'supervision_signed'] },
    send_to_site: { id: 'T14', from: ['reviewed'], to: 'site_check', by: ['province.handler'], reason: 'required' },
    end_site:     { id: 'T14', from: ['site_check'], to: 'reviewed', by: ['province.handler', 'city.handler'], reason: 'required', requires: ['two_on_site'] },
    propose:      { id: 'T15', from: ['reviewed', 'reserved'], to: 'proposed', by: ['province.handler'], requires: ['passed', 'within_cap', 'budget_left'], untold: true },
    reserve:      { id: 'T16', from: ['reviewed'], to: 'reserved', by: ['province.handler'], reason: 'required', requires: ['passed'], notify: ['application_reserved'] },
    unpropose:    { id: 'T15', from: ['proposed'], to: 'reviewed', by: ['leader'], reason: 'required', untold: true },
    not_approve:  { id: 'T17', from: ['reviewed', 'reserved', 'proposed'], to: 'not_approved', by: ['leader'], reason: 'required', notify: ['application_not_approved'], receipt: true },
    decide:       { id: 'T18', from: ['proposed'], to: 'publicity', by: ['leader'], requires: ['minutes_recorded'], notify: ['application_in_publicity'] },
    object:       { id: 'T19', from: ['publicity'], to: 'objection', by: ['supervisor'], requires: ['objection_in_order'], notify: ['application_objection'] },
    resolve:      { id: 'T20', from: ['objection'], to: { next: ['publicity', 'approved', 'not_approved'] }, by: ['leader'], reason: 'required', requires: ['not_original_handler', 'publicity_run_out_to_approve'], notify: ['application_objection_resolved'], receipt: true },
    approve:      { id: 'T21', from: ['publicity'], to: 'approved', by: ['province.handler', 'system'], requires: ['publicity_run_out', 'no_open_objection'], notify: ['application_approved'], produces: ['approval_notice'], receipt: true },
    withdraw:     { id: 'T22', from: ['town_review', 'county_review', 'city_review', 'province_check', 'returned', 'qualified', 'in_review', 'reviewed', 'site_check', 'reserved', 'proposed', 'publicity', 'objection'], to: 'withdrawn', by: ['applicant'], reason: 'required', requires: ['recommender_consents'], notify: ['application_withdrawn'] },
    expire:       { id: 'T23', from: ['draft'], to: 'expired', by: ['system'], requires: ['apply_end_passed'], notify: ['application_expired'] },
    lapse:        { id: 'T23', from: ['returned'], to: 'rejected', by: ['system'], requires: ['correction_end_passed'], notify: ['application_rejected'] },
    grant_appeal: { id: 'T24', from: ['rejected', 'not_approved'], to: { next: [...nodes, 'reviewed'] }, by: ['county.approver', 'city.approver', 'province.approver', 'leader'], reason: 'required', requires: ['appeal_open', 'decides_above'], notify: ['appeal_decided', 'application_waiting', 'co_review_asked'], receipt: true },
    reopen:       { id: 'T25', from: ['approved', 'rejected', 'not_approved', 'withdrawn', 'expired'], to: { next: [...nodes, 'reviewed'] }, by: ['province.approver'], reason: 'required', requires: ['reopening_asked_by_another'], notify: ['application_reopened', 'application_waiting', 'co_review_asked'], receipt: true },
  },
})

export type ApplicationState = StateOf<typeof applicationWorkflow>
export type ApplicationTransition = TransitionOf<typeof applicationWorkflow>
