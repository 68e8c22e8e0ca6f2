import type { reports as source } from '../zh-CN/reports.ts'

export const reports = {} satisfies typeof source
