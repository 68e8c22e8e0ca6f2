export const evaluation = {
  evaluation: {
    ask: { label: '布置自评', effect: '' },
    save: { label: '保存', effect: '' },
    submit: { label: '提交自评', effect: '按公式计分，提交后由县级审核。' },
    pass: { label: '审核通过', effect: '转省级复核。' },
    return: { label: '退回修改', effect: '退回后由企业修改并重新提交。' },
    advise: { label: '提出评价意见', effect: '省级确认前可以修改；申报单位和下级看不到意见内容。' },
    confirm: { label: '确认等级', effect: '确认后等级生效并结项。' },
    ask_finance: { label: '确认等级，送财政共同确认', effect: '财政部门同意后等级生效并结项。' },
    co_confirm: { label: '共同确认', effect: '对现在的核定得分有效；同意后等级生效并结项。' },
    decline_co_confirm: { label: '不同意所定等级', effect: '须写明理由；退回省级经办人重新核定。' },
  },
  consultation: {
    ask: {
      label: '请专家提出意见',
      effect: '专家先声明有无利益冲突，再查看自评；专家意见供省级确认时参考。',
    },
    declare: { label: '声明无利益冲突，查看自评', effect: '' },
    recuse: { label: '申报回避', effect: '申报后不再请您对该自评提出意见，由省级另请专家。' },
    advise: {
      label: '提出评价意见',
      effect: '等级确认前可以修改；申报单位和市县看不到意见，也不知道是谁提出的。',
    },
    withdraw: { label: '撤回邀请', effect: '专家不再能查看该自评。' },
    lapse: { label: '未答复结束', effect: '' },
    close: { label: '结束', effect: '' },
  },
}
