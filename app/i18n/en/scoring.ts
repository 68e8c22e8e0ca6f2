import type { scoring as source } from '../zh-CN/scoring.ts'

export const scoring = {} satisfies typeof source
