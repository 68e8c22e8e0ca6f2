import type { admin as source } from '../zh-CN/admin.ts'

export const admin = {} satisfies typeof source
