import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyIds, marksOf, seal, unseal } from './sealed.server.ts'

const [first, second] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]

test('a sealed value opens in its place alone, and is never twice the same', () => {
  const sealed = seal('13800001234', 'expert.phone:1')
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/)
  expect(sealed).not.toContain('138')
  expect(seal('13800001234', 'expert.phone:1')).not.toBe(sealed)
  expect(unseal(sealed, 'expert.phone:1')).toBe('13800001234')
  expect(() => unseal(sealed, 'expert.phone:2')).toThrow()
  expect(() => unseal(sealed, 'expert.idNo:1')).toThrow()
})

test('what was altered, or never sealed, does not open', () => {
  const sealed = seal('昆山 13800001234', 'objection.contact:1')
  const other = sealed.at(-2) === 'A' ? 'B' : 'A'
  expect(() => unseal(sealed.slice(0, -2) + other + sealed.slice(-1), 'objection.contact:1')).toThrow()
  expect(() => unseal('13800001234', 'objection.contact:1')).toThrow('is not sealed')
  expect([seal('', 'expert.phone:1'), unseal('', 'expert.phone:1')]).toEqual(['', ''])
})

test('a new key seals, the old one still opens, a lost one does not', () => {
  const old = seal('13800001234', 'expert.phone:1', first)
  const keys = `${second} ${first}`
  expect(unseal(old, 'expert.phone:1', keys)).toBe('13800001234')
  expect(seal('1', 'expert.phone:1', keys).split('.')[1]).not.toBe(old.split('.')[1])
  expect(() => unseal(old, 'expert.phone:1', second)).toThrow('which FIELD_KEY does not name')
})

test('equal texts of a column have one mark for each key, other columns other marks', () => {
  const keys = `${second} ${first}`
  const marks = marksOf('13800001234', 'enterprise.contactPhone', keys)
  expect(marks.map((mark) => mark.split('.')[0])).toEqual(keyIds(keys))
  expect(marksOf('13800001234', 'enterprise.contactPhone', first)).toEqual([marks[1]])
  expect(marksOf('13800001235', 'enterprise.contactPhone', first)).not.toEqual([marks[1]])
  expect(marksOf('13800001234', 'expert.phone', first)).not.toEqual([marks[1]])
  expect(marksOf('', 'expert.phone')).toEqual([])
})
