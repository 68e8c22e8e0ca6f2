import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText } from '../kernel/decimal.ts'
import { limitRefusal, typedAmount } from './typed-amount.ts'

const wan = (amount: number) => BigInt(Math.round(amount * 100)) * 10_000n
const place = { project: '昆山智能工厂', path: 'amountWan' }

test.each([
  ['300', 300],
  ['300.5', 300.5],
  ['1,250.25', 1250.25],
  ['３００．１０', 300.1],
  ['300.1000', 300.1],
])('%s 万元 is an amount', (text, amount) => {
  expect(typedAmount(text, place)).toEqual({ ok: true, value: wan(amount) })
})

test.each([
  ['300.125', '300.12', '300.13'],
  ['1,299.999', '1,299.99', '1,300.00'],
  ['0.0000001', '0.00', '0.01'],
  ['３００．００１', '300.00', '300.01'],
])('%s 万元 is finer than pages show: %s or %s', (text, lower, upper) => {
  expect(typedAmount(text, place)).toMatchObject({
    refusal: {
      code: 'amount_too_fine',
      params: { project: place.project, decimals: 2, lower, upper },
      fields: [{ path: 'amountWan', code: 'number_too_fine', params: { decimals: 2 } }],
    },
  })
})

test.each([
  ['', 'number_required'],
  ['三百', 'number_format'],
  ['3,00', 'number_format'],
  ['-5', 'number_negative'],
  ['-5.001', 'number_too_fine'],
  ['1234567890123', 'number_too_large'],
])('“%s” is refused at its field: %s', (text, code) => {
  expect(typedAmount(text, place)).toMatchObject({
    refusal: { code: 'form_has_problems', fields: [{ path: 'amountWan', code }] },
  })
})

test('whatever a page shows may be typed again, and stays what it was', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 13n), (cents) => {
      expect(typedAmount(decimalText(cents, 2, 2), place)).toEqual({ ok: true, value: cents * 10_000n })
    }),
  )
})

test.each([
  [0, 430, 1000, 'amount_zero', { project: place.project }],
  [431, 430, 1000, 'above_request', { asked: '431.00', limit: '430.00', over: '1.00' }],
  [1000.5, 1200, 1000, 'above_cap', { asked: '1,000.50', limit: '1,000.00', over: '0.50' }],
])('%d of %d requested and a cap of %d: %s', (amount, requested, cap, code, params) => {
  const limits = { project: place.project, requestedFen: wan(requested), capFen: wan(cap) }
  expect(limitRefusal(wan(amount), limits, 'amountWan')).toMatchObject({
    refusal: { code, params, fields: [{ path: 'amountWan' }] },
  })
})

test('within every limit there is nothing to say', () => {
  const limits = { project: place.project, requestedFen: wan(430), capFen: null }
  expect(limitRefusal(wan(430), limits, 'amountWan')).toBeNull()
})
