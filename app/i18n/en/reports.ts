import type { reports as zh } from '../zh-CN/reports.ts'

export const reports = {
  kind: {
    receipt: 'Receipt',
    application_form: 'Application form',
    recommendation_sheet: 'Recommendation sheet',
    formal_review: 'Formal review sheet',
    draw_record: 'Record of the expert draw',
    score_sheet: 'Score sheet',
    ranking: 'Ranking',
    proposed_list: 'List of proposed projects',
    approval_notice: 'Approval notice',
    contract: 'Project contract',
    progress_report: 'Progress report',
    acceptance_opinion: 'Acceptance opinion',
    self_evaluation: 'Self-evaluation sheet',
    application_list: 'List of applications',
    audit_list: 'Entries of the audit log',
  },
  status: {
    waiting: 'Waiting',
    rendering: 'Being made',
    ready: 'Ready to download',
    failed: 'Failed, please ask again',
  },
  format: { pdf: 'PDF file', xlsx: 'Excel workbook' },
  download: 'Download {title}',
  generate: 'Make {title}',
  verify: 'Check a document',
} satisfies typeof zh
