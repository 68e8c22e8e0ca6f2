import type { enterprise as source } from '../zh-CN/enterprise.ts'

export const enterprise = {} satisfies typeof source
