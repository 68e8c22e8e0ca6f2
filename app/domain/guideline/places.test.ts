import { expect, test } from 'vitest'
import { limitOf, placesGiven, placesTaken } from './places.ts'

const county = { level: 'county' as const, limit: 3, units: { 320583: 5 } }

test.each<[number | null, number | null, number | null]>([
  [null, null, null],
  [3, null, 3],
  [null, 2, 2],
  [3, 2, 2],
  [2, 3, 2],
  [3, 0, 0],
])('given %s and shared %s: %s', (given, share, limit) => {
  expect(limitOf(given, share)).toBe(limit)
})

test('a unit that is named has its own places', () => {
  const config = { quotas: [county] }
  expect(placesGiven(config, 'county', '320583')).toBe(5)
  expect(placesGiven(config, 'county', '320576')).toBe(3)
  expect(placesGiven(config, 'city', '320500')).toBe(null)
})

test('an amendment gives more places or sets no places any more, and takes none', () => {
  const taken = (next: Parameters<typeof placesTaken>[1]) => placesTaken([county], next)
  expect(taken([])).toEqual([])
  expect(taken([{ ...county, limit: 4, units: { 320583: 6, 320115: 9 } }])).toEqual([])
  expect(taken([{ ...county, limit: 5, units: undefined }])).toEqual([])
  expect(taken([{ ...county, units: undefined }])).toEqual([{ index: 0, unit: '320583', before: 5 }])
  expect(taken([{ ...county, limit: 2 }])).toEqual([{ index: 0, unit: null, before: 3 }])
  expect(taken([{ ...county, units: { 320583: 5, 320115: 1 } }])).toEqual([
    { index: 0, unit: '320115', before: 3 },
  ])
  expect(taken([county, { level: 'city', limit: 90 }])).toEqual([{ index: 1, unit: null, before: null }])
})
