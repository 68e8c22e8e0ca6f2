import type { tracking as source } from '../zh-CN/tracking.ts'

export const tracking = {
  instalment: {
    issue: { name: 'First payment', condition: 'Once the contract is effective and the money issued' },
    midterm: { name: 'Mid-term payment', condition: 'Once the mid-term check says to go on' },
    acceptance: { name: 'Final payment', condition: 'After acceptance, by the recognised amount' },
  },
  documents: {
    contract: 'Contract',
    progress_report: 'Progress report',
    acceptance_opinion: 'Acceptance opinion',
  },
} satisfies typeof source
