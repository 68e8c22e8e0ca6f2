import type { application as source } from '../zh-CN/application.ts'

export const application = {} satisfies typeof source
