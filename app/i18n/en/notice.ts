import type { notice as source } from '../zh-CN/notice.ts'

export const notice = {} satisfies typeof source
