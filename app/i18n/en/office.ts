import type { office as source } from '../zh-CN/office.ts'

export const office = {
  homeTitle: 'Desk',
} satisfies typeof source
