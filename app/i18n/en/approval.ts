import type { approval as source } from '../zh-CN/approval.ts'

export const approval = {
  title: 'Approval',
  planTitle: 'Allocation plan {number} · {guideline}',
  documents: { proposedList: 'List of proposed projects', notice: 'Notice of approval' },
  objectionResult: {
    rejected: 'not upheld, publicity goes on',
    upheld: 'upheld, not approved',
    amount_changed: 'amount changed, posted anew',
  },
} satisfies typeof source
