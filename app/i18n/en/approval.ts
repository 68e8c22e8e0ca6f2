import type { approval as source } from '../zh-CN/approval.ts'

export const approval = {} satisfies typeof source
