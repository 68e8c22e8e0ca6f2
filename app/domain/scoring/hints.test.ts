import { expect, test } from 'vitest'
import { avoidanceHints, type Contacts } from './hints.ts'

function codes(expert: Partial<Contacts>, applicant: Partial<Parameters<typeof avoidanceHints>[1]>) {
  return avoidanceHints(
    { name: '张三', employer: '东南大学', phones: [], emails: [], ...expert },
    { phones: [], emails: [], askedToAvoid: [], ...applicant },
  ).map(({ evidence }) => evidence.code)
}

test.each([
  ['13800001234', '138 0000 1234', true],
  ['+86 13800001234', '13800001234', true],
  ['008613800001234', '１３８００００１２３４', true],
  ['025-83214567', '02583214567', true],
  ['13800001234', '13800001235', false],
  ['110', '110', false],
  ['', '', false],
])('telephones %s and %s: the same %s', (first, second, same) => {
  expect(codes({ phones: [first] }, { phones: [second] })).toEqual(same ? ['hint_phone'] : [])
})

test.each([
  ['zhang@jingrui.com', 'office@JINGRUI.com ', true],
  ['zhang@seu.edu.cn', 'li@nju.edu.cn', false],
  ['zhang@qq.com', 'li@qq.com', false],
  ['zhang@vip.163.com', 'li@VIP.163.com', false],
  ['zhang@outlook.com', 'li@outlook.com', false],
  ['没有', '没有', false],
  ['', '', false],
])('mail %s and %s: a hint %s', (first, second, found) => {
  expect(codes({ emails: [first] }, { emails: [second] })).toEqual(found ? ['hint_mail_domain'] : [])
})

test('somebody called alike elsewhere is a hint; who is meant is barred already', () => {
  const asked = (employer: string) => ({ askedToAvoid: [{ name: '张 三', employer }] })
  expect(codes({}, asked('南京大学'))).toEqual(['hint_same_name'])
  expect(codes({}, asked('东南大学'))).toEqual([])
  expect(codes({}, asked(''))).toEqual([])
})

test('a hint says nothing of the telephone', () => {
  expect(
    avoidanceHints(
      { name: '张三', employer: '东南大学', phones: ['13800001234'], emails: [] },
      { phones: ['13800001234'], emails: [], askedToAvoid: [] },
    ),
  ).toEqual([{ rule: 'C11', evidence: { code: 'hint_phone', params: {} } }])
})
