import { expect, test } from 'vitest'
import { contentDisposition } from './disposition.ts'

test.each([
  ['receipt.pdf', `inline; filename="receipt.pdf"; filename*=UTF-8''receipt.pdf`],
  ['回执.pdf', `inline; filename="file.pdf"; filename*=UTF-8''%E5%9B%9E%E6%89%A7.pdf`],
  [
    'a"\r\nSet-Cookie: x=1/../b.pdf',
    `inline; filename="aSet-Cookie: x=1..b.pdf"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1..b.pdf`,
  ],
  ["it's (1)*;%.pdf", `inline; filename="it's (1)*__.pdf"; filename*=UTF-8''it%27s%20%281%29%2A%3B%25.pdf`],
  ['', `inline; filename="file"; filename*=UTF-8''file`],
])('%s is named safely', (name, header) => {
  expect(contentDisposition('inline', name)).toBe(header)
})
