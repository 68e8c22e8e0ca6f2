import type { refusal as source } from '../zh-CN/refusal.ts'

export const refusal = {} satisfies typeof source
