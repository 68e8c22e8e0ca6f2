export const application = {
  channel: {
    local: '地方推荐',
    direct: '省级直报',
    localHint: '由所在县（市、区）逐级审核推荐',
    directHint: '直接报送省级审查',
  },
  documents: { receipt: '受理回执', application_form: '申报书' },
  commitment: {
    title: '真实性和信用承诺',
    text: '一、本单位提交的申报材料真实、完整、准确，复印件与原件一致。\n二、同一项目未获得国家和省级财政资金支持，不重复申报、多头申报。\n三、本单位近三年未发生重大及以上安全、环保、质量事故，无严重失信行为。\n四、项目获得支持后，按规定使用资金，接受监督检查、审计和绩效评价。\n五、如有虚假或违反规定，自愿退回全部资金，接受失信记录，承担相应法律责任。',
    accept: '我已阅读并代表本单位作出上述承诺',
  },
  withdrawal: { agreed: '同意撤销', declined: '不同意撤销：' },
  lapsed: '逾期未补正',
}
