export const approval = {
  plan: {
    draft: { label: '拟定安排方案', effect: '' },
    edit: { label: '调整方案', effect: '' },
    propose: { label: '提交集体决策', effect: '锁定金额并占用预算。' },
    send_back: { label: '退回拟定', effect: '释放预算，须写明理由。' },
    co_check: { label: '会审同意', effect: '只对现在的项目和金额有效；退回修改后须重新会审。' },
    decline_co_check: { label: '会审不同意', effect: '须写明理由；厅领导须退回拟定，不能作出决策。' },
    decide: { label: '记录集体决策并公示', effect: '名单按工作日公示。' },
    approve: { label: '批复立项', effect: '公示期满后生效。' },
    discard: { label: '废弃方案', effect: '方案作废，不再提交决策；其中的项目可编入新方案。' },
  },
  objection: {
    file: { label: '提出异议', effect: '' },
    accept: { label: '受理异议', effect: '仅暂停该项目，其他项目继续。' },
    refuse: { label: '不予受理', effect: '须写明理由。' },
    investigate: { label: '提交调查结论', effect: '由厅领导裁定。' },
    resolve: { label: '裁定', effect: '须写明结论。' },
  },
}
