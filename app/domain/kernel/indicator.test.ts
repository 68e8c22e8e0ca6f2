import fc from 'fast-check'
import { expect, test } from 'vitest'
import { achievement, directions, isMet, isOverfulfilled } from './indicator.ts'

test.each([
  ['ge', 95n, 92n, 92n, 95n],
  ['ge', 95n, 95n, 1n, 1n],
  ['ge', 300n, 420n, 1n, 1n],
  ['ge', 10n, -3n, 0n, 1n],
  ['ge', 0n, -3n, 0n, 1n],
  ['le', 1000n, 950n, 1n, 1n],
  ['le', 1000n, 1250n, 1000n, 1250n],
  ['le', 0n, 2n, 0n, 1n],
  ['eq', 100n, 90n, 90n, 100n],
  ['eq', 100n, 130n, 70n, 100n],
  ['eq', 100n, 250n, 0n, 1n],
] as const)('%s %d with %d reaches %d/%d', (direction, target, actual, num, den) => {
  expect(achievement({ direction, target, actual })).toEqual({ num, den })
})

test('only more than 130 % is over-fulfilled', () => {
  expect(isOverfulfilled({ direction: 'ge', target: 100n, actual: 130n })).toBe(false)
  expect(isOverfulfilled({ direction: 'ge', target: 300n, actual: 420n })).toBe(true)
  expect(isOverfulfilled({ direction: 'le', target: 100n, actual: 10n })).toBe(false)
})

test('achievement lies between 0 and 1 and is full exactly when the target is met', () => {
  const value = fc.bigInt(-1000n, 1000n)
  fc.assert(
    fc.property(fc.constantFrom(...directions), value, value, (direction, target, actual) => {
      const { num, den } = achievement({ direction, target, actual })
      expect(den > 0n && num >= 0n && num <= den).toBe(true)
      expect(num === den).toBe(isMet({ direction, target, actual }))
    }),
  )
})
