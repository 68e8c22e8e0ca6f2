import { expect, test } from 'vitest'
import { isAnother } from './two-people.ts'

test.each([
  ['another person', 'zhou', { actorId: 'wu' }, true],
  ['the same person', 'wu', { actorId: 'wu' }, false],
  ['the same person, in the place of a third', 'wu', { actorId: 'wu', actsFor: ['li'] }, false],
  ['a deputy of whoever took the first step', 'zhou', { actorId: 'wu', actsFor: ['zhou'] }, false],
  ['a deputy of a third', 'zhou', { actorId: 'wu', actsFor: ['li'] }, true],
  ['nobody took the first step', null, { actorId: 'wu' }, false],
  ['the first step was not gathered', undefined, { actorId: 'wu' }, false],
])('a second step by %s', (_who, first, acting, holds) => {
  expect(isAnother(first, acting)).toBe(holds)
})
