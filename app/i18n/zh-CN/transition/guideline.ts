export const guideline = {
  guideline: {
    create: { label: '起草指南', effect: '' },
    save: { label: '保存', effect: '' },
    submit: { label: '提交审批', effect: '提交后由厅领导审批，审批期间不能修改。' },
    send_back: { label: '退回起草', effect: '退回起草人修改，须写明理由。' },
    publish: { label: '批准并发布', effect: '发布后公众可见；此后只能通过更正公告修改，期限只能延长。' },
    co_sign: { label: '会签同意', effect: '只对现在这份内容有效；内容改动后须重新会签。' },
    decline_co_sign: { label: '不同意会签', effect: '须写明理由；厅领导须退回起草人，不能发布。' },
    open: { label: '开始申报', effect: '' },
    propose_amendment: { label: '提交更正', effect: '提交后由厅领导审批；批准前公众看到的仍是原内容。' },
    return_amendment: { label: '退回更正', effect: '退回起草人修改，已发布的内容不变。' },
    amend: { label: '发布更正公告', effect: '形成新版本并通知所有填报中的申报；期限只能延长，不能缩短。' },
    close: { label: '申报截止', effect: '' },
    suspend: { label: '中止申报', effect: '中止后企业不能提交，已填内容保留。' },
    resume: { label: '恢复申报', effect: '恢复后按原期限继续。' },
    archive: { label: '归档', effect: '归档后只供查阅。' },
  },
}
