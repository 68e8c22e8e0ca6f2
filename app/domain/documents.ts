/** Every document the system produces (domain A.9), and in which formats. Layouts are in workers/documents. */
export const documents = {
  receipt: ['pdf'],
  application_form: ['pdf'],
  recommendation_sheet: ['pdf', 'xlsx'],
  formal_review: ['pdf'],
  draw_record: ['pdf'],
  score_sheet: ['pdf'],
  ranking: ['pdf', 'xlsx'],
  proposed_list: ['pdf', 'xlsx'],
  approval_notice: ['pdf'],
  fund_issue: ['pdf', 'xlsx'],
  payment_voucher: ['pdf'],
  payment_arrival: ['pdf'],
  payment_list: ['xlsx'],
  clawback_notice: ['pdf'],
  clawback_list: ['xlsx'],
  credit_list: ['xlsx'],
  contract: ['pdf'],
  progress_report: ['pdf'],
  acceptance_opinion: ['pdf'],
  self_evaluation: ['pdf'],
  application_list: ['xlsx'],
  project_list: ['xlsx'],
  alert_list: ['xlsx'],
  enterprise_list: ['xlsx'],
  expert_list: ['xlsx'],
  audit_list: ['pdf', 'xlsx'],
} as const satisfies Record<string, readonly ('pdf' | 'xlsx')[]>

/** Owner type of what a person takes out for themselves: it comes along with no act on a record. */
export const takenOut = 'list'

export type DocumentKind = keyof typeof documents
export type DocumentFormat = 'pdf' | 'xlsx'
