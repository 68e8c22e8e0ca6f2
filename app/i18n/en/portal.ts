import type { portal as source } from '../zh-CN/portal.ts'

export const portal = {} satisfies typeof source
