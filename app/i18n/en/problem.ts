import type { problem as source } from '../zh-CN/problem.ts'

export const problem = {} satisfies typeof source
