import { expect, test } from 'vitest'
import { cityOf, regionContains, regionLevel, regionPrefix } from './region.ts'

test.each([
  ['320000', '32', 'province'],
  ['320100', '3201', 'city'],
  ['321000', '3210', 'city'],
  ['320583', '320583', 'county'],
  ['320576', '320576', 'county'],
  ['320583100', '320583100', 'town'],
  ['320583000', '320583', 'county'],
  ['3205', '3205', 'city'],
])('%s has prefix %s and is a %s', (code, prefix, level) => {
  expect(regionPrefix(code)).toBe(prefix)
  expect(regionLevel(code)).toBe(level)
})

test('what is no code has no level', () => {
  expect(['', '3', '32058', '3205831'].map(regionLevel)).toEqual([null, null, null, null])
})

test('the two 鼓楼区 lie in different cities', () => {
  expect(regionContains('320100', '320106')).toBe(true)
  expect(regionContains('320100', '320302')).toBe(false)
  expect(regionContains('320000', '320302')).toBe(true)
  expect(regionContains('320583', '320583100')).toBe(true)
  expect(regionContains('320583', '320500')).toBe(false)
  expect(regionContains('320583', '320583')).toBe(true)
  expect(cityOf('320302')).toBe('320300')
  expect(cityOf('320583100')).toBe('320500')
})
