export const reports = { footer: { number: '编号', page: '第 {page} 页 / 共 {pages} 页' } }
