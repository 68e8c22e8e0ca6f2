/** Every notice the system sends: who gets it, and whether it also goes by mail. Texts are in i18n under `notice.`. */

/**
 * applicant: people of the applying enterprise · holder: whoever has to act now · beside: the offices asked beside the
 * holder · named: people the service names
 */
export type Audience = 'applicant' | 'holder' | 'beside' | 'named'

type NoticeRow = { to: Audience; mail: boolean }

export const notices = {
  guideline_to_approve: { to: 'holder', mail: false },
  guideline_returned: { to: 'named', mail: false },
  guideline_published: { to: 'named', mail: false },
  amendment_to_approve: { to: 'named', mail: false },
  guideline_amended: { to: 'named', mail: true },
  application_submitted: { to: 'applicant', mail: true },
  application_waiting: { to: 'holder', mail: false },
  co_review_asked: { to: 'beside', mail: true },
  application_passed_on: { to: 'applicant', mail: false },
  application_returned: { to: 'applicant', mail: true },
  application_returned_down: { to: 'holder', mail: false },
  application_rejected: { to: 'applicant', mail: true },
  application_qualified: { to: 'applicant', mail: true },
  application_expired: { to: 'applicant', mail: true },
  application_withdrawn: { to: 'applicant', mail: false },
  withdrawal_asked: { to: 'named', mail: false },
  withdrawal_answered: { to: 'applicant', mail: true },
  application_in_publicity: { to: 'applicant', mail: true },
  application_objection: { to: 'applicant', mail: true },
  application_objection_resolved: { to: 'applicant', mail: true },
  application_approved: { to: 'applicant', mail: true },
  application_not_approved: { to: 'applicant', mail: true },
  application_reserved: { to: 'applicant', mail: true },
  application_reopened: { to: 'applicant', mail: true },
  appeal_filed: { to: 'named', mail: false },
  appeal_decided: { to: 'applicant', mail: true },
  document_ready: { to: 'named', mail: false },
  due_soon: { to: 'holder', mail: true },
  overdue: { to: 'holder', mail: true },
  designation_asked: { to: 'named', mail: false },
  seat_invited: { to: 'named', mail: true },
  sheets_open: { to: 'named', mail: true },
  sheet_unlocked: { to: 'named', mail: true },
  sheet_voided: { to: 'named', mail: true },
  unlock_requested: { to: 'named', mail: false },
  panel_to_sign: { to: 'named', mail: false },
  plan_to_decide: { to: 'holder', mail: false },
  objection_filed: { to: 'named', mail: true },
  objection_to_resolve: { to: 'holder', mail: false },
  issue_to_approve: { to: 'holder', mail: true },
  issue_rejected: { to: 'named', mail: false },
  payment_to_receive: { to: 'holder', mail: true },
  payment_issued: { to: 'applicant', mail: true },
  payment_to_confirm: { to: 'applicant', mail: true },
  payment_returned: { to: 'holder', mail: true },
  payment_withdrawn: { to: 'applicant', mail: true },
  contract_to_sign: { to: 'holder', mail: true },
  contract_effective: { to: 'applicant', mail: true },
  report_due: { to: 'applicant', mail: true },
  report_waiting: { to: 'holder', mail: false },
  report_returned: { to: 'applicant', mail: true },
  report_accepted: { to: 'applicant', mail: false },
  acceptance_due: { to: 'applicant', mail: true },
  acceptance_waiting: { to: 'holder', mail: false },
  acceptance_concluded: { to: 'applicant', mail: true },
  project_stopped: { to: 'applicant', mail: true },
  evaluation_asked: { to: 'applicant', mail: true },
  evaluation_waiting: { to: 'holder', mail: false },
  evaluation_returned: { to: 'applicant', mail: true },
  evaluation_confirmed: { to: 'applicant', mail: true },
} as const satisfies Record<string, NoticeRow>

export type NoticeKind = keyof typeof notices
