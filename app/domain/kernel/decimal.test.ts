import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalFromText, decimalText } from './decimal.ts'

const code = (text: string, decimals = 2) => {
  const result = decimalFromText(text, decimals)
  return result.ok ? result.value : result.refusal.code
}

test('what people type is read', () => {
  expect(code('1,250.5')).toBe(125_050n)
  expect(code(' １，２５０．５０ ')).toBe(125_050n)
  expect(code('007.10')).toBe(710n)
  expect(code('3.1400000')).toBe(314n)
  expect(code('-0')).toBe(0n)
  expect(code('+8')).toBe(800n)
})

test('what is not a number says why', () => {
  expect(code('  ')).toBe('number_required')
  for (const text of ['1,25', '12,50.5', '1.', '.5', '1e3', '0x10', '10²', '十', '1 250', '1..2', 'NaN']) {
    expect(code(text), text).toBe('number_format')
  }
  expect(code('-1')).toBe('number_negative')
  expect(code('0.125')).toBe('number_too_fine')
  expect(code('1234567890123')).toBe('number_too_large')
  expect(code('9'.repeat(10_000_000))).toBe('number_too_large')
})

test('text and value are inverses', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.nat(6), fc.nat(6), (value, decimals, shown) => {
      const result = decimalFromText(decimalText(value, decimals, Math.min(shown, decimals)), decimals, {
        negative: true,
      })
      fc.pre(result.ok || result.refusal.code !== 'number_too_large')
      expect(result).toEqual({ ok: true, value })
    }),
  )
})
