export const tracking = {
  instalment: {
    issue: { name: '首笔资金', condition: '合同生效、资金下达后拨付' },
    midterm: { name: '中期资金', condition: '中期检查结论为继续实施后拨付' },
    acceptance: { name: '尾款', condition: '验收通过后按认定金额拨付' },
  },
  documents: {
    contract: '项目合同',
    progress_report: '进展报告',
    acceptance_opinion: '验收意见书',
  },
}
