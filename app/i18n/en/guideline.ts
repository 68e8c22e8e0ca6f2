import type { guideline as source } from '../zh-CN/guideline.ts'

export const guideline = {} satisfies typeof source
