import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rmbUpper } from './numerals.ts'

test.each([
  [140_950n, '壹仟肆佰零玖元伍角'],
  [600_714n, '陆仟零柒元壹角肆分'],
  [168_032n, '壹仟陆佰捌拾元零叁角贰分'],
  [1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
  [0n, '零元整'],
  [5n, '伍分'],
  [50n, '伍角'],
  [100_000_000n, '壹佰万元整'],
  [305_000_000n, '叁佰零伍万元整'],
  [1_250_000_000n, '壹仟贰佰伍拾万元整'],
  [60_001_000_000n, '陆亿零壹万元整'],
  [1_000n, '壹拾元整'],
  [10_500_000n, '壹拾万伍仟元整'],
  [10_050_000n, '壹拾万零伍佰元整'],
  [10_000_123_400n, '壹亿零壹仟贰佰叁拾肆元整'],
  [100_000_000_000_100n, '壹万亿零壹元整'],
  [100_010_000_000_000n, '壹万零壹亿元整'],
])('%s fen is %s', (fen, text) => {
  expect(rmbUpper(fen)).toBe(text)
})

test('what cannot stand on a document is a bug', () => {
  expect(() => rmbUpper(-1n)).toThrow(RangeError)
  expect(() => rmbUpper(10n ** 18n)).toThrow(RangeError)
})

/** Reads capital numerals back, as a cashier would. */
function read(text: string): bigint {
  const small: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n }
  const value = (part: string): bigint => {
    for (const [unit, size] of [
      ['亿', 10n ** 8n],
      ['万', 10n ** 4n],
    ] as const) {
      const at = part.lastIndexOf(unit)
      if (at > 0) return value(part.slice(0, at)) * size + value(part.slice(at + 1))
    }
    let sum = 0n
    let digit = 0n
    for (const c of part) {
      const scale = small[c]
      if (scale) sum += digit * scale
      digit = scale ? 0n : BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(c))
    }
    return sum + digit
  }
  const parts = /^(?:(.*)元)?(?:零?(.)角)?(?:零?(.)分)?整?$/.exec(text)
  return value(parts?.[1] ?? '') * 100n + value(parts?.[2] ?? '') * 10n + value(parts?.[3] ?? '')
}

test('no two amounts share a text, no zero is doubled', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 18n - 1n), fc.nat(15), (fen, zeros) => {
      const amount = (fen / 10n ** BigInt(zeros)) * 10n ** BigInt(zeros)
      expect(read(rmbUpper(amount))).toBe(amount)
      expect(rmbUpper(amount)).not.toMatch(/零零|零[万亿]|^元/)
    }),
    { examples: [[10n ** 17n + 1n, 0]] },
  )
})
