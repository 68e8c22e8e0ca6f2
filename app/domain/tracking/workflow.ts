/** A project after approval, its contract, reports and acceptance, domain C.6, D.0–D.5. */
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'
import { type RedAlert, withoutRedAlert } from './alert.ts'

export type ProjectFacts = {
  now: Date
  actorId: string
  next?: string | null
  needsContract?: boolean
  endOn?: string
  today?: string
  /** the whole grant was issued and has arrived */
  paidInFull?: boolean
  indicatorsReported?: boolean
  auditUploaded?: boolean
  /** null: no red alert stands */
  redAlert?: RedAlert | null
  outcome?: string | null
  members?: number
  /** people whom the call asks onto the panel */
  panelMembers?: number
  opinion?: string
  rectifications?: number
  graded?: boolean
  /** the level that the guideline lets decide this change, and the actor's */
  deciding?: { level: string; actorLevel: string | null }
  holding?: Holding
}
/** The level that holds the record now, where its state may be several levels', and the actor's. */
type Holding = { level: string; actorLevel: string | null }

function holds(holding?: Holding) {
  return when(
    holding !== undefined && holding.level === holding.actorLevel,
    holding ? `held_by_${holding.level}` : 'held_elsewhere',
  )
}

type R = Rule<ProjectFacts>

const contract_needed: R = (f) => when(f.needsContract === true, 'no_contract_needed')
const no_contract_needed: R = (f) => when(f.needsContract === false, 'contract_needed')
const paid_in_full: R = (f) => when(f.paidInFull, 'not_paid_in_full')
const end_passed: R = (f) =>
  when(f.endOn !== undefined && f.today !== undefined && f.today > f.endOn, 'not_yet')
const indicators_reported: R = (f) => when(f.indicatorsReported, 'indicators_missing')
const audit_uploaded: R = (f) => when(f.auditUploaded, 'audit_report_missing')
const no_red_alert: R = (f) => withoutRedAlert(f.redAlert)
const outcome_named: R = (f) => when(!!f.outcome, 'outcome_missing')
const panel_signed: R = (f) =>
  when((f.members ?? 0) >= (f.panelMembers ?? 3) && !!f.opinion?.trim(), 'acceptance_panel_too_small', {
    count: f.panelMembers ?? 3,
  })
const rectified_once: R = (f) => when((f.rectifications ?? 1) < 1, 'already_rectified')
const level_decides: R = (f) =>
  f.deciding && f.deciding.level !== f.deciding.actorLevel
    ? { code: `change_decided_by_${f.deciding.level}` }
    : when(f.deciding !== undefined, 'wrong_state')
const level_holds: R = (f) => holds(f.holding)
const graded: R = (f) => when(f.graded, 'not_evaluated')

/** States in which the enterprise is asked to report, of the period in which the project ended too. */
export const reportingProjects = ['in_progress', 'acceptance_due'] as const

/** States in which a project lies with the level above the county. */
export const examinedProjects = ['midterm', 'acceptance_applied', 'acceptance_review'] as const

/** States in which nothing more is asked of a project. */
export const endedProjects = ['closed', 'failed', 'terminated', 'revoked'] as const

export const projectWorkflow = defineWorkflow({
  name: 'project',
  version: 1,
  rules: {
    contract_needed,
    no_contract_needed,
    paid_in_full,
    end_passed,
    indicators_reported,
    audit_uploaded,
    no_red_alert,
    outcome_named,
    panel_signed,
    rectified_once,
    level_decides,
    level_holds,
    graded,
  },
  states: {
    approved: { owner: 'province', deadline: { workingDays: 20 } },
    contracting: { owner: 'applicant', deadline: { workingDays: 20 }, quiet: true },
    in_progress: { owner: 'applicant', quiet: true },
    midterm: { owner: 'city', also: ['province'], deadline: { workingDays: 20 } },
    change_pending: { owner: 'province', also: ['city', 'county'], deadline: { workingDays: 20 } },
    suspended: { owner: 'province', quiet: true },
    acceptance_due: { owner: 'applicant', deadline: { workingDays: 60 } },
    acceptance_applied: { owner: 'city', also: ['province'], deadline: { workingDays: 10 } },
    acceptance_review: { owner: 'city', also: ['province'], deadline: { workingDays: 20 } },
    rectifying: { owner: 'applicant', deadline: { workingDays: 120 } },
    accepted: { owner: 'applicant', quiet: true },
    paid: { owner: 'applicant', quiet: true },
    closed: { owner: 'nobody', final: true },
    failed: { owner: 'nobody', final: true },
    terminated: { owner: 'nobody', final: true },
    revoked: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    create:           { from: 'nothing', to: 'approved', by: ['province.handler', 'leader', 'system'] },
    start_contract:   { from: ['approved'], to: 'contracting', by: ['province.handler', 'leader', 'system'], requires: ['contract_needed'] },
    sign:             { from: ['contracting'], to: 'in_progress', by: ['province.approver', 'system'] },
    pay_reward:       { from: ['approved'], to: 'paid', by: ['applicant', 'system'], requires: ['no_contract_needed', 'paid_in_full'] },
    start_midterm:    { from: ['in_progress'], to: 'midterm', by: ['city.handler', 'province.handler'] },
    end_midterm:      { from: ['midterm'], to: 'in_progress', by: ['city.approver', 'province.approver'], reason: 'required' },
    ask_change:       { from: ['in_progress'], to: 'change_pending', by: ['applicant'], reason: 'required' },
    decide_change:    { from: ['change_pending'], to: 'in_progress', by: ['county.approver', 'city.approver', 'province.approver'], reason: 'required', requires: ['level_decides'], receipt: true },
    suspend:          { from: ['in_progress'], to: 'suspended', by: ['province.approver'], reason: 'required', notify: ['project_stopped'] },
    resume:           { from: ['suspended'], to: 'in_progress', by: ['province.approver'], reason: 'required' },
    end_date_passed:  { from: ['in_progress'], to: 'acceptance_due', by: ['system'], requires: ['end_passed'], notify: ['acceptance_due'] },
    apply_acceptance: { from: ['in_progress', 'acceptance_due', 'rectifying'], to: 'acceptance_applied', by: ['applicant'], requires: ['indicators_reported', 'audit_uploaded', 'no_red_alert'], notify: ['acceptance_waiting'], receipt: true },
    return_materials: { from: ['acceptance_applied'], to: 'acceptance_due', by: ['city.handler', 'province.handler'], reason: 'required', requires: ['level_holds'], notify: ['report_returned'] },
    start_acceptance: { from: ['acceptance_applied'], to: 'acceptance_review', by: ['city.handler', 'province.handler'], requires: ['level_holds'] },
    accept:           { from: ['acceptance_review'], to: 'accepted', by: ['city.approver', 'province.approver'], requires: ['level_holds', 'outcome_named', 'panel_signed'], notify: ['acceptance_concluded'], produces: ['acceptance_opinion'], receipt: true },
    rectify:          { from: ['acceptance_review'], to: 'rectifying', by: ['city.approver', 'province.approver'], reason: 'required', requires: ['level_holds', 'panel_signed', 'rectified_once'], notify: ['acceptance_concluded'], produces: ['acceptance_opinion'], receipt: true },
    fail:             { from: ['acceptance_review'], to: 'failed', by: ['city.approver', 'province.approver'], reason: 'required', requires: ['level_holds', 'panel_signed'], notify: ['acceptance_concluded'], produces: ['acceptance_opinion'], receipt: true },
    terminate:        { from: ['approved', 'contracting', 'in_progress', 'midterm', 'change_pending', 'suspended', 'acceptance_due', 'acceptance_applied', 'acceptance_review', 'rectifying'], to: 'terminated', by: ['leader'], reason: 'required', notify: ['project_stopped'], receipt: true },
    revoke:           { from: ['approved', 'contracting', 'in_progress', 'midterm', 'change_pending', 'suspended', 'acceptance_due', 'acceptance_applied', 'acceptance_review', 'rectifying', 'accepted', 'paid'], to: 'revoked', by: ['leader'], reason: 'required', notify: ['project_stopped'], receipt: true },
    close:            { from: ['accepted', 'paid'], to: 'closed', by: ['province.handler', 'system'], requires: ['graded'] },
  },
})

export type ContractFacts = { now: Date; actorId: string; next?: string | null; lowered?: readonly string[] }
const nothing_lowered: Rule<ContractFacts> = (f) =>
  when(f.lowered?.length === 0, 'indicators_lowered', { names: f.lowered?.join('、') ?? '' })

export const contractWorkflow = defineWorkflow({
  name: 'contract',
  version: 1,
  rules: { nothing_lowered },
  states: {
    draft: { owner: 'applicant', deadline: { workingDays: 20 } },
    b_signed: { owner: 'county', deadline: { workingDays: 5 } },
    c_signed: { owner: 'province', deadline: { workingDays: 5 } },
    effective: { owner: 'applicant', quiet: true },
    changed: { owner: 'nobody', final: true },
    fulfilled: { owner: 'nobody', final: true },
    terminated: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    draw_up:   { from: 'nothing', to: 'draft', by: ['province.handler', 'province.approver', 'leader', 'system'], requires: ['nothing_lowered'], notify: ['contract_to_sign'], produces: ['contract'] },
    sign_b:    { from: ['draft'], to: { next: ['b_signed', 'c_signed'] }, by: ['applicant'], notify: ['contract_to_sign'], receipt: true },
    sign_c:    { from: ['b_signed'], to: 'c_signed', by: ['county.approver'], notify: ['contract_to_sign'], receipt: true },
    sign_a:    { from: ['c_signed'], to: 'effective', by: ['province.approver'], notify: ['contract_effective'], produces: ['contract'], receipt: true },
    change:    { from: ['effective'], to: 'changed', by: ['province.approver', 'system'], reason: 'required' },
    fulfil:    { from: ['effective'], to: 'fulfilled', by: ['city.approver', 'province.approver', 'system'] },
    terminate: { from: ['draft', 'b_signed', 'c_signed', 'effective'], to: 'terminated', by: ['leader'], reason: 'required' },
  },
})

export type ReportFacts = {
  now: Date
  actorId: string
  next?: string | null
  problems?: number
  holding?: Holding
}
const balanced: Rule<ReportFacts> = (f) =>
  when(f.problems === 0, 'report_has_problems', { count: f.problems ?? 0 })

const report_held: Rule<ReportFacts> = (f) => holds(f.holding)

/** States in which a report is with the enterprise, which writes it. */
export const unsentReports = ['draft', 'returned'] as const

/** Does a report in this state stand as it was sent in? Else nobody but the undertaker reads it. */
export function isSent(status: string): boolean {
  return status !== 'lapsed' && unsentReports.every((state) => state !== status)
}

/** Was a report sent in late, or is it missing after its day (D.1)? */
export function isLate(
  { status, late, dueAt }: { status: string; late: boolean; dueAt: Date | null },
  now: Date,
): boolean {
  return late || (unsentReports.some((state) => state === status) && dueAt !== null && dueAt < now)
}

/** The level that has a report to look at: the county, then the level above it. */
export function levelOfReport(status: string, { above }: { above: string }): string {
  return status === 'county_review' ? 'county' : above
}

export const reportWorkflow = defineWorkflow({
  name: 'report',
  version: 1,
  rules: { balanced, report_held },
  states: {
    draft: { owner: 'applicant', deadline: { workingDays: 7 } },
    county_review: { owner: 'county', deadline: { workingDays: 5 } },
    city_review: { owner: 'city', also: ['province'], deadline: { workingDays: 5 } },
    returned: { owner: 'applicant', deadline: { workingDays: 5 } },
    accepted: { owner: 'nobody', final: true },
    lapsed: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    ask:    { from: 'nothing', to: 'draft', by: ['system', 'province.handler', 'applicant'], notify: ['report_due'] },
    save:   { from: ['draft', 'returned'], to: 'same', by: ['applicant'] },
    submit: { from: ['draft', 'returned'], to: { next: ['county_review', 'city_review'] }, by: ['applicant'], requires: ['balanced'], notify: ['report_waiting'], produces: ['progress_report'], receipt: true },
    pass:   { from: ['county_review'], to: 'city_review', by: ['county.handler'], notify: ['report_waiting'] },
    accept: { from: ['city_review'], to: 'accepted', by: ['city.handler', 'province.handler'], requires: ['report_held'], notify: ['report_accepted'] },
    return: { from: ['county_review', 'city_review'], to: 'returned', by: ['node.handler', 'province.handler'], reason: 'required', requires: ['report_held'], notify: ['report_returned'] },
    lapse:  { from: unsentReports, to: 'lapsed', by: ['system'] },
  },
})
