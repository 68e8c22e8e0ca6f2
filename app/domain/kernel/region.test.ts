import { expect, test } from 'vitest'
import { cityOf, regionContains, regionPrefix } from './region.ts'

test.each([
  ['320000', '32'],
  ['320100', '3201'],
  ['321000', '3210'],
  ['320583', '320583'],
  ['320576', '320576'],
  ['320583100', '320583100'],
  ['320583000', '320583'],
  ['3205', '3205'],
])('%s has prefix %s', (code, prefix) => expect(regionPrefix(code)).toBe(prefix))

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
