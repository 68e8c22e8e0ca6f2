import type { evaluation as source } from '../zh-CN/evaluation.ts'

export const evaluation = {} satisfies typeof source
