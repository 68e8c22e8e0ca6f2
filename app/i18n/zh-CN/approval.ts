/** Plans, publicity, objections. */
export const approval = {
  title: '立项审批',
  planTitle: '{guideline}资金安排方案（第{number}次）',
  documents: { proposedList: '拟立项公示名单', notice: '立项通知' },
  objectionResult: {
    rejected: '异议不成立，继续公示',
    upheld: '异议成立，不予立项',
    amount_changed: '调整金额，重新公示',
  },
}
