import { expect, test } from 'vitest'
import { normaliseName, similarity } from './similar-name.ts'

test('a name is compared without fillers, width and punctuation', () => {
  expect(normaliseName('关于年产２０万套“伺服驱动器”项目')).toBe('20万套伺服驱动器')
})

test.each([
  ['伺服驱动器智能工厂', '伺服驱动器 智能工厂 项目', 1, 1],
  ['年产20万套伺服驱动器智能工厂建设项目', '年产30万套伺服驱动器智能工厂建设项目', 0.7, 0.95],
  ['碳纤维预浸料产线', '锂电池隔膜车间', 0, 0.2],
  ['', '', 0, 0],
])('%s and %s are alike between %d and %d', (first, second, least, most) => {
  expect(similarity(first, second)).toBeGreaterThanOrEqual(least)
  expect(similarity(first, second)).toBeLessThanOrEqual(most)
})
