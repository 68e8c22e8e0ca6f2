import { expect, test } from 'vitest'
import { rolesWithin, staffRows } from './accounts.ts'
import { grantable } from './separation.ts'

const suzhou = { level: 'city', unitCode: '320500' } as const
const kunshan = { level: 'county', unitCode: '320583' } as const
const local = ['handler', 'approver', 'finance']

test.each([
  ['the province gives every role', { level: 'province', unitCode: '320000' }, '320583', 'county', grantable],
  ['a city gives its own people no administrator', suzhou, '320500', 'city', local],
  [
    'a city appoints the administrators of its counties',
    suzhou,
    '320583',
    'county',
    [...local, 'sys_admin', 'sec_admin'],
  ],
  ['a town has none', suzhou, '320583100', 'town', local],
  ['a county gives its own people no administrator', kunshan, '320583', 'county', local],
  ['nor those of its towns', kunshan, '320583100', 'town', local],
] as const)('%s', (_, administrator, code, level, roles) => {
  expect(rolesWithin(administrator, { code, level })).toEqual(roles)
})

test('somebody of no unit is of an enterprise', () => {
  expect(rolesWithin(suzhou, null)).toEqual(['applicant'])
})

test('a town, and an administrator without a unit, look after nobody', () => {
  expect(staffRows({ level: 'town', unitCode: '320583100' })).toBeNull()
  expect(staffRows({ level: null, unitCode: null })).toBeNull()
  expect(staffRows({ level: 'city', unitCode: null })).toBeNull()
})
