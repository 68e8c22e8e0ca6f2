import type { transition as source } from '../zh-CN/transition.ts'

export const transition = {} satisfies typeof source
