import { expect, test } from 'vitest'
import { checkDocumentNumber } from './document-number.ts'

test('hexagonal brackets are right', () => {
  const number = '苏工信综合〔2025〕61号'
  expect(checkDocumentNumber(` ${number} `)).toEqual({ ok: true, value: number })
})

test.each([
  '苏工信综合[2025]61号',
  '苏工信综合(2025)61号',
  '苏工信综合（2025）61号',
  '苏工信综合【２０２５】 第61号',
])('%s is not accepted, the right form is suggested', (text) => {
  expect(checkDocumentNumber(text)).toMatchObject({
    refusal: { code: 'document_number_brackets', params: { suggestion: '苏工信综合〔2025〕61号' } },
  })
})

test.each(['', '苏工信综合〔2025〕号', '〔2025〕61号', '苏工信综合〔25〕61号', '苏工信综合2025年61号'])(
  '%s is refused',
  (text) => {
    expect(checkDocumentNumber(text)).toMatchObject({ refusal: { code: 'document_number_format' } })
  },
)
