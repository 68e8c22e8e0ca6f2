import { excess, limitBroken } from '../approval/typed-amount.ts'
import { isAnother } from '../kernel/two-people.ts'
import { type Rule, when } from '../kernel/workflow.ts'
import type { ConflictKind } from '../scoring/conflict.ts'
import type { CoReviewFacts } from '../review/co-review.ts'

/**
 * What the rules of the application's life may ask. A service gathers those its transition needs;
 * a rule whose fact was not gathered says no.
 */
export type ApplicationFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  guideline?: { open: boolean; applyStart: Date; applyEnd: Date }
  openApplications?: number
  commitmentAt?: Date | null
  /** codes of the BLOCK rules that failed at this moment */
  blocking?: readonly string[]
  firstNode?: string | null
  status?: string
  openedAt?: Date | null
  nodeEnd?: Date | null
  /** opinion of the handler of this node, on the present snapshot */
  opinion?: { authorId: string; conclusion: string; text: string; untickedItems: number } | null
  /** offices asked beside the level, that have not spoken or are against it */
  coReview?: CoReviewFacts
  /** the guideline asks this office at this node */
  coReviewAsked?: boolean
  quota?: { limit: number; used: number } | null
  problems?: number
  rounds?: { used: number; allowed: number }
  correctionEnd?: Date | null
  /** labels of fields that changed without being flagged */
  unflagged?: readonly string[]
  lowerNode?: string | null
  panel?: { seats: number; accepted: number; committed: number } | null
  reviewSkipped?: boolean
  openSheets?: number
  supervisionSigned?: boolean
  siteTeam?: number
  score?: { centi: number | null; passLineCenti: number; vetoed: boolean }
  projectName?: string
  amountFen?: bigint
  capFen?: bigint | null
  requestedFen?: bigint
  budget?: { totalFen: bigint; committedFen: bigint }
  minutes?: { number: string; attendees: number }
  objection?: { realName: boolean; facts: boolean; receivedAt: Date; publicityEnd: Date | null } | null
  handlerId?: string | null
  publicityEnd?: Date | null
  openObjections?: number
  consent?: { needed: boolean; given: boolean }
  appeal?: { open: boolean; decidingLevel: string; actorLevel: string | null } | null
  reopeningAskedBy?: string | null
  /** ground on which a person of an office avoids it */
  conflict?: ConflictKind | null
}

type R = Rule<ApplicationFacts>

/** T01: the call takes applications at this instant. */
const guideline_open: R = (f) => when(f.guideline?.open, 'guideline_not_open')
/** T01, A.6 R13: no other open application of this enterprise under the guideline. */
const one_open_application: R = (f) => when(f.openApplications === 0, 'already_applied')
/** T03, invariant 1: the deadline is inclusive to the millisecond, by server receive time. */
const before_apply_end: R = (f) =>
  when(f.guideline && f.now >= f.guideline.applyStart && f.now <= f.guideline.applyEnd, 'after_apply_end')
/** T03: the commitment of truth and credit has been confirmed. */
const commitment_given: R = (f) => when(f.commitmentAt instanceof Date, 'commitment_missing')
/** T03, T07, T10: no BLOCK rule of the guideline fails. */
const nothing_blocks: R = (f) =>
  when(f.blocking?.length === 0, 'rules_block', {
    count: f.blocking?.length ?? 0,
    codes: f.blocking?.join('、') ?? '',
  })
/** T04: only from the first node of the chain. */
const at_first_node: R = (f) => when(f.status !== undefined && f.status === f.firstNode, 'not_at_first_node')
/** T04: the node has not signed for it yet (签收). */
const not_opened: R = (f) => when(f.openedAt === null, 'already_opened')
/** T05: the level's own deadline; a guideline may set none. */
const before_node_end: R = (f) =>
  when(f.nodeEnd === null || (f.nodeEnd && f.now <= f.nodeEnd), 'after_node_end')
/** T05, T10: an opinion has its text. */
const opinion_written: R = (f) =>
  when(f.opinion ? f.opinion.text.trim().length > 0 : false, 'opinion_missing')
/** T05, T10: the handler of this node proposed to pass. */
const handled_to_pass: R = (f) => when(f.opinion?.conclusion === 'pass', 'not_handled_to_pass')
/** T09: the handler of this node proposed to reject. */
const handled_to_reject: R = (f) => when(f.opinion?.conclusion === 'reject', 'not_handled_to_reject')
/** 四眼: whoever handled a node does not approve at it. */
const two_people: R = (f) => when(isAnother(f.opinion?.authorId, f), 'same_person')
/** A.4: every office that the guideline asks beside the level has agreed to the application as it stands. */
const co_reviewed: R = (f) => {
  const [missing] = f.coReview?.missing ?? ['finance']
  if (missing) return { code: `co_review_missing_${missing}` }
  const [against] = f.coReview?.against ?? []
  return against ? { code: `co_review_against_${against}` } : true
}
const co_review_asked: R = (f) => when(f.coReviewAsked, 'co_review_not_asked')
/** A.5: a place is left; the conditional update decides between two who ask at once. */
const quota_left: R = (f) =>
  when(f.quota === null || (f.quota && f.quota.used < f.quota.limit), 'quota_used_up', {
    limit: f.quota?.limit ?? 0,
  })
/** B.3: whoever avoids an application says on which ground. */
const conflict_named: R = (f) => when(Boolean(f.conflict), 'conflict_kind_missing')
/** T06: at least one problem, each on a field, table or file. */
const problems_listed: R = (f) => when((f.problems ?? 0) > 0, 'no_problem_listed')
/** T06: rounds of correction are limited per level. */
const rounds_left: R = (f) =>
  when(f.rounds && f.rounds.used < f.rounds.allowed, 'no_rounds_left', { allowed: f.rounds?.allowed ?? 0 })
/** T07: within the correction deadline. */
const before_correction_end: R = (f) =>
  when(f.correctionEnd && f.now <= f.correctionEnd, 'after_correction_end')
/** T06, invariant 4: after closing only flagged fields change. */
const only_flagged_changed: R = (f) =>
  when(f.unflagged?.length === 0, 'unflagged_changed', { fields: f.unflagged?.join('、') ?? '' })
/** T08: there is a level below in this application's chain. */
const has_lower_node: R = (f) => when(typeof f.lowerNode === 'string', 'no_lower_node')
/** T10: every item that needs a human was ticked by the handler. */
const manual_items_ticked: R = (f) =>
  when(f.opinion?.untickedItems === 0, 'manual_items_open', { count: f.opinion?.untickedItems ?? 0 })
/** T11: the seats are filled and every member signed the commitment of B.5. */
const panel_ready: R = (f) =>
  when(
    f.panel && f.panel.accepted >= f.panel.seats && f.panel.committed >= f.panel.seats,
    'panel_not_ready',
    {
      seats: f.panel?.seats ?? 0,
      committed: f.panel?.committed ?? 0,
    },
  )
/** T12: the guideline's category asks for no expert review. */
const review_not_asked: R = (f) => when(f.reviewSkipped, 'review_is_asked')
/** T13: no sheet is open any more. */
const sheets_locked: R = (f) => when(f.openSheets === 0, 'sheets_open', { count: f.openSheets ?? 0 })
/** T13: supervision signed the closing of the panel. */
const supervision_signed: R = (f) => when(f.supervisionSigned, 'supervision_not_signed')
/** T14: at least two people on site. */
const two_on_site: R = (f) => when((f.siteTeam ?? 0) >= 2, 'site_team_too_small')
/** T15, B.8: at or above the pass line and not vetoed. A skipped review has no score. */
const passed: R = (f) => {
  if (!f.score || f.score.vetoed) return { code: 'vetoed' }
  if (f.reviewSkipped) return true
  return when(f.score.centi !== null && f.score.centi >= f.score.passLineCenti, 'below_pass_line', {
    line: f.score.passLineCenti / 100,
  })
}
/** C.2: never above the cap nor above what was asked. */
const within_cap: R = ({ amountFen = 0n, projectName: project = '', requestedFen = 0n, capFen = 0n }) =>
  limitBroken(amountFen, { project, requestedFen, capFen }) ?? true
/** C.3: the category's money is not overspent; the conditional update decides between two at once. */
const budget_left: R = ({ amountFen = 0n, budget }) => {
  const left = budget ? budget.totalFen - budget.committedFen : 0n
  return when(budget !== undefined && amountFen <= left, 'over_budget', excess(amountFen, left))
}
/** T18: minutes with number and those present. */
const minutes_recorded: R = (f) =>
  when(f.minutes ? f.minutes.number.trim() !== '' && f.minutes.attendees > 0 : false, 'minutes_missing')
/** T19, A.8: real name, facts, in time. */
const objection_in_order: R = (f) => {
  const o = f.objection
  if (!o?.publicityEnd) return { code: 'objection_late' }
  if (!o.realName || !o.facts) return { code: 'objection_incomplete' }
  return when(o.receivedAt <= o.publicityEnd, 'objection_late')
}
/** A.8: the investigator is not the original handler. */
const not_original_handler: R = (f) =>
  when(f.handlerId === null || isAnother(f.handlerId, f), 'original_handler')
/** T21, invariant 9: publicity cannot end early. */
const publicity_run_out: R = (f) => when(f.publicityEnd && f.now >= f.publicityEnd, 'publicity_running')
/** T20: back into publicity at any time, straight to approval only after its end. */
const publicity_run_out_to_approve: R = (f) => (f.next === 'approved' ? publicity_run_out(f) : true)
const no_open_objection: R = (f) => when(f.openObjections === 0, 'objection_open')
/** T22: the last recommender agreed, where there was one. */
const recommender_consents: R = (f) =>
  when(f.consent && (!f.consent.needed || f.consent.given), 'consent_missing')
/** T23 */
const apply_end_passed: R = (f) => when(f.guideline && f.now > f.guideline.applyEnd, 'not_yet')
const correction_end_passed: R = (f) => when(f.correctionEnd && f.now > f.correctionEnd, 'not_yet')
/** T24: asked in time, once. */
const appeal_open: R = (f) => when(f.appeal?.open, 'no_open_appeal')
/** T24: the next higher level decides. */
const decides_above: R = (f) =>
  when(f.appeal ? f.appeal.actorLevel === f.appeal.decidingLevel : false, 'not_yours')
/** T25: two people: one asks in writing, another grants. */
const reopening_asked_by_another: R = (f) => when(isAnother(f.reopeningAskedBy, f), 'reopening_needs_two')

export const rules = {
  guideline_open,
  one_open_application,
  before_apply_end,
  commitment_given,
  nothing_blocks,
  at_first_node,
  not_opened,
  before_node_end,
  opinion_written,
  handled_to_pass,
  handled_to_reject,
  two_people,
  co_reviewed,
  co_review_asked,
  quota_left,
  conflict_named,
  problems_listed,
  rounds_left,
  before_correction_end,
  only_flagged_changed,
  has_lower_node,
  manual_items_ticked,
  panel_ready,
  review_not_asked,
  sheets_locked,
  supervision_signed,
  two_on_site,
  passed,
  within_cap,
  budget_left,
  minutes_recorded,
  objection_in_order,
  not_original_handler,
  publicity_run_out,
  publicity_run_out_to_approve,
  no_open_objection,
  recommender_consents,
  apply_end_passed,
  correction_end_passed,
  appeal_open,
  decides_above,
  reopening_asked_by_another,
}
