import type { state as source } from '../zh-CN/state.ts'

export const state = {} satisfies typeof source
