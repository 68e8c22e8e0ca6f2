export const review = {
  recommendation: {
    generate: { label: '生成推荐汇总表', effect: '按当前名单生成，内容与系统一致。' },
    set_number: { label: '填写文号', effect: '' },
    attach_scan: { label: '上传盖章扫描件', effect: '' },
    file: { label: '上报推荐文件', effect: '须填写文号并上传盖章扫描件。' },
    supersede: { label: '作废', effect: '名单变化后须重新生成。' },
  },
  split: {
    propose: { label: '提交分配方案', effect: '提交后由本市审核负责人确认，确认前仍按原名额执行。' },
    confirm: { label: '确认分配', effect: '确认后立即生效，并通知名额有变化的县（市、区）和开发区。' },
    decline: { label: '不予确认', effect: '须写明理由，原名额不变。' },
    take_back: { label: '收回方案', effect: '收回后可另提方案，原名额不变。' },
  },
}
