export const audit = {
  disclosure: {
    ask: { label: '申请取出含原值的证明', effect: '由同一岗位的另一人答复，时限两个工作日。' },
    agree: { label: '同意取出', effect: '申请人在三个工作日内可以取出，每次取出都记入日志。' },
    refuse: { label: '不同意取出', effect: '不取出，申请人看到理由。' },
  },
  epoch: {
    ask: { label: '提出开始新世代', effect: '由审计管理员确认。' },
    declare: {
      label: '确认丢失，开始新世代',
      effect: '日志从现有记录继续，丢失的区间签名公布，系统恢复办理。',
    },
    decline: { label: '不同意', effect: '系统保持只读。' },
  },
}
