import { expect, test } from 'vitest'
import { standardConfiguration } from '../guideline/standard.ts'
import { changeLevelOf } from './change.ts'

const { tracking } = standardConfiguration({ code: 'X', title: 'X', year: 2025 })

const all = { county: true, above: 'city' } as const

test.each([
  ['people', null, 'county'],
  ['budget', null, 'city'],
  ['content', null, 'province'],
  ['extension', '2026-06-30', 'city'],
  ['extension', '2026-07-01', 'province'],
] as const)('%s until %s is decided by the %s', (kind, newEndOn, level) => {
  expect(changeLevelOf(tracking, { kind, endOn: '2025-12-31', newEndOn }, all)).toBe(level)
})

test('a call that names no levels leaves all to the province', () => {
  const silent = { ...tracking, changeLevels: { ...tracking.changeLevels, people: 'province' as const } }
  expect(changeLevelOf(silent, { kind: 'people', endOn: '2025-12-31', newEndOn: null }, all)).toBe('province')
})

test.each([
  ['people', { county: false, above: 'city' }, 'city'],
  ['people', { county: false, above: 'province' }, 'province'],
  ['budget', { county: true, above: 'province' }, 'province'],
] as const)('%s, where %o follow, is decided by the %s', (kind, followers, level) => {
  expect(changeLevelOf(tracking, { kind, endOn: '2025-12-31', newEndOn: null }, followers)).toBe(level)
})
