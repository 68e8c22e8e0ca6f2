import type { tracking as source } from '../zh-CN/tracking.ts'

export const tracking = {} satisfies typeof source
