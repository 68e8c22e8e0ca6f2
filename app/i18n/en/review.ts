import type { review as source } from '../zh-CN/review.ts'

export const review = {} satisfies typeof source
