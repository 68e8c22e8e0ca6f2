import { expect, test } from 'vitest'
import { holderOfStopped, isRealName, objectionProblems } from './objection.ts'

const good = {
  objectorType: 'individual',
  name: '张建国',
  contact: '13912345678',
  facts: '该项目所列的两台设备系 2019 年购置，不在申报期内，附有照片。',
}
const codes = (changes: Partial<typeof good>) =>
  objectionProblems({ ...good, ...changes }).map(({ path, code }) => `${path} ${code}`)

test('a named person who can be reached and gives facts is in order', () => {
  expect(codes({})).toEqual([])
  expect(codes({ objectorType: 'unit', name: '南京某某有限公司', contact: 'office@example.com' })).toEqual([])
})

test.each([
  [{ name: '' }, 'name required'],
  [{ name: '匿名群众' }, 'name objector_nameless'],
  [{ name: '王' }, 'name objector_nameless'],
  [{ contact: '' }, 'contact required'],
  [{ contact: '门卫转交' }, 'contact objector_unreachable'],
  [{ facts: '有问题' }, 'facts facts_too_short'],
  [{ objectorType: '' }, 'objectorType required'],
  [{ name: '张'.repeat(61) }, 'name too_long'],
])('%o is not', (changes, expected) => {
  expect(codes(changes)).toEqual([expected])
})

test('anonymous is who has no name or cannot be reached', () => {
  expect(isRealName(objectionProblems({ ...good, name: '' }))).toBe(false)
  expect(isRealName(objectionProblems({ ...good, facts: '' }))).toBe(true)
})

test('supervision holds what is stopped while it looks into any objection, then the leader', () => {
  const of = (...statuses: string[]) => holderOfStopped(statuses.map((status) => ({ status })))
  expect([of('accepted'), of('investigated'), of('investigated', 'accepted'), of()]).toEqual([
    'supervisor',
    'leader',
    'supervisor',
    'leader',
  ])
})
