import { expect, test } from 'vitest'
import { mask } from './mask.ts'

test.each([
  ['13800001234', '138****1234'],
  ['320583199001011234', '320****34'],
  ['025-8330', '****'],
  ['025-83300000', '025****0000'],
  ['zhang.san@example.com', 'z****@example.com'],
  ['1234', '****'],
  ['', ''],
])('%s is shown as %s', (text, shown) => {
  expect(mask(text)).toBe(shown)
})
