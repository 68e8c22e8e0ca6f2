import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enterpriseSize, enterpriseSizes, sizeSector, type SizeSector } from './enterprise-size.ts'
import { fenPerWan } from './money.ts'

test.each([
  ['industry', 1200, 50_000n, 'large'],
  ['industry', 1200, 30_000n, 'medium'],
  ['industry', 250, 50_000n, 'small'],
  ['industry', 300, 1_999n, 'small'],
  ['industry', 15, 5_000n, 'micro'],
  ['software', 300, 10_000n, 'large'],
  ['software', 99, 10_000n, 'small'],
  ['information_transmission', 2000, 99_999n, 'medium'],
  ['information_transmission', 10, 99n, 'micro'],
] as const)('%s with %i people and %s 万元 is %s', (sector, staff, wan, size) => {
  expect(enterpriseSize({ sector, staff, revenueFen: wan * fenPerWan })).toBe(size)
})

test('one fen below the limit is below the limit', () => {
  expect(enterpriseSize({ sector: 'industry', staff: 1000, revenueFen: 40_000n * fenPerWan - 1n })).toBe(
    'medium',
  )
})

test('growing never makes an enterprise smaller', () => {
  const sectors: SizeSector[] = ['industry', 'software', 'information_transmission']
  fc.assert(
    fc.property(
      fc.constantFrom(...sectors),
      fc.nat(3000),
      fc.nat(3000),
      fc.bigInt(0n, 10n ** 11n),
      fc.bigInt(0n, 10n ** 11n),
      (sector, staff, hired, revenueFen, grown) => {
        const before = enterpriseSizes.indexOf(enterpriseSize({ sector, staff, revenueFen }))
        const after = enterpriseSize({ sector, staff: staff + hired, revenueFen: revenueFen + grown })
        expect(enterpriseSizes.indexOf(after)).toBeLessThanOrEqual(before)
      },
    ),
  )
})

test('the division chooses the table', () => {
  expect(['06', '39', '46', '63', '64', '65', '05', '47', '66', '3'].map(sizeSector)).toEqual([
    'industry',
    'industry',
    'industry',
    'information_transmission',
    'information_transmission',
    'software',
    null,
    null,
    null,
    null,
  ])
})
