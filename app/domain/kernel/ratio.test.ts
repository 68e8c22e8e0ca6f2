import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basisPoints, compareRatio, divideFloor, divideHalfUp, inBasisPoints, minRatio } from './ratio.ts'

test('halves go away from zero', () => {
  expect([5n, 4n, 6n, -5n, -4n].map((num) => divideHalfUp(num, 10n))).toEqual([1n, 0n, 1n, -1n, 0n])
})

test('floor goes towards minus infinity', () => {
  expect([7n, -7n, -8n].map((num) => divideFloor(num, 4n))).toEqual([1n, -2n, -2n])
})

test('ratios compare without rounding', () => {
  const third = { num: 1n, den: 3n }
  expect(compareRatio(third, { num: 33_333n, den: 100_000n })).toBe(1)
  expect(compareRatio(third, { num: 2n, den: 6n })).toBe(0)
  expect(minRatio({ num: 1n, den: 2n }, third, { num: 1n, den: 1n })).toBe(third)
  expect(inBasisPoints(basisPoints(9500))).toBe(9500)
  expect(inBasisPoints(third)).toBe(3333)
})

test('rounding errs by at most half', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(1n, 10n ** 9n), (num, den) => {
      const error = 2n * (divideHalfUp(num, den) * den - num)
      expect(error <= den && -error <= den).toBe(true)
    }),
  )
})
