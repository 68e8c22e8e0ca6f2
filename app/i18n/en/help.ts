import type { help as source } from '../zh-CN/help.ts'

export const help = {} satisfies typeof source
