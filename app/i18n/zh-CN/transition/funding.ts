export const funding = {
  issue: {
    propose: { label: '拟定资金下达', effect: '提交后由第二人批准。' },
    issue: { label: '批准下达', effect: '资金即下达到各拨付财政，并生成资金下达通知。' },
    reject: { label: '退回下达', effect: '文件作废，文号可重新使用。' },
  },
  payment: {
    list: { label: '列入下达', effect: '' },
    issue: { label: '资金下达', effect: '' },
    drop: { label: '取消下达', effect: '' },
    receive: { label: '登记收到资金', effect: '登记后应在规定时限内拨付到企业。' },
    pay: { label: '登记拨付', effect: '生成拨付凭证，通知企业确认到账。' },
    confirm: { label: '确认到账', effect: '生成到账确认单，此笔资金办结。' },
    return: { label: '资金退回', effect: '由拨付财政核实后重新拨付。' },
    withdraw: { label: '交回资金', effect: '资金交回省级，可重新下达。' },
  },
  clawback: {
    open: { label: '启动追回', effect: '' },
    attach: { label: '上传追回依据', effect: '' },
    propose: { label: '提交追回意见', effect: '提交后由厅领导决定；追回金额为已拨付减去认定的合规支出。' },
    send_back: { label: '退回重新拟定', effect: '退回经办人重新拟定。' },
    decide: { label: '决定追回', effect: '决定后由经办人送达追回通知书。' },
    waive: { label: '决定不予追回', effect: '理由记入日志，项目不再追回资金。' },
    notify: { label: '送达追回通知书', effect: '生成追回通知书，缴回期限从今天起算。' },
    repay: { label: '登记缴回', effect: '缴清后追回办结。' },
    mark_overdue: { label: '逾期未缴清', effect: '' },
    transfer: { label: '移送', effect: '移送有关部门处理，追回办结。' },
  },
}
