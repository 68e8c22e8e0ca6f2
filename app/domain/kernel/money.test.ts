import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenFromWan, fenPerWan, floorFen, minFen, shareFen, sumFen, wanText, yuanText } from './money.ts'
import { basisPoints } from './ratio.ts'

test('万元 as typed become fen', () => {
  expect(fenFromWan('1,250.5')).toEqual({ ok: true, value: 1_250_500_000n })
  expect(fenFromWan('０．０００００１')).toEqual({ ok: true, value: 1n })
  expect(fenFromWan('0.0000001')).toMatchObject({
    refusal: { code: 'number_too_fine', params: { decimals: 6 } },
  })
  expect(fenFromWan('-3')).toMatchObject({ refusal: { code: 'number_negative' } })
  expect(fenFromWan('-3', { negative: true })).toEqual({ ok: true, value: -3_000_000n })
})

test('amounts are written with separators and lose nothing', () => {
  expect(wanText(1_250_000_000n)).toBe('1,250.00')
  expect(wanText(1_250_500_000n)).toBe('1,250.50')
  expect(wanText(1n)).toBe('0.000001')
  expect(wanText(-200_000_000n)).toBe('-200.00')
  expect(yuanText(1_250_000_000n)).toBe('12,500,000.00')
})

test('0.1 + 0.2 万元 is 0.3 万元', () => {
  const parts = ['0.1', '0.2'].map((text) => fenFromWan(text)).map((r) => (r.ok ? r.value : 0n))
  expect(sumFen(parts)).toBe(300_000n)
})

test('a share is rounded down to whole 万元', () => {
  expect(shareFen(43_005_000_000n, basisPoints(1000))).toBe(4_300_000_000n)
  expect(shareFen(43_005_000_000n, basisPoints(1000), 1n)).toBe(4_300_500_000n)
  expect(floorFen(1_999_999n)).toBe(fenPerWan)
  expect(minFen(3n, 1n, 2n)).toBe(1n)
})

test('text and fen are inverses, shares never exceed the whole', () => {
  const amount = fc.bigInt(0n, 10n ** 15n)
  fc.assert(
    fc.property(amount, (fen) => {
      expect(fenFromWan(wanText(fen))).toEqual({ ok: true, value: fen })
    }),
  )
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (fen, points) => {
      const share = shareFen(fen, basisPoints(points))
      expect(share % fenPerWan).toBe(0n)
      expect(share <= fen && share + fenPerWan > (fen * BigInt(points)) / 10_000n).toBe(true)
    }),
  )
})
