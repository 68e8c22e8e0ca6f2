import { expect, test } from 'vitest'
import { actorOf } from '#fixtures/world.ts'
import type { Role } from './actor.ts'
import { actsFor, delegable, delegationProblem, type Party, withDelegations } from './delegation.ts'

const party = (id: string, roles: readonly Role[], more: Partial<Party> = {}): Party => ({
  id,
  active: true,
  orgId: 'office',
  roles,
  ...more,
})
const wu = party('wu', ['approver'])

test.each<[string, Party, Party, readonly Role[], string | null]>([
  ['an approver to a handler', wu, party('feng', ['handler']), ['approver'], null],
  ['to somebody without a role', wu, party('feng', []), ['approver'], null],
  ['one of two roles', party('wu', ['approver', 'leader']), party('feng', ['handler']), ['leader'], null],
  ['to oneself', wu, wu, ['approver'], 'deputy_is_oneself'],
  ['to another office', wu, party('feng', ['handler'], { orgId: 'other' }), ['approver'], 'deputy_elsewhere'],
  [
    'by somebody without an office',
    party('wu', ['applicant'], { orgId: null }),
    party('feng', [], { orgId: null }),
    ['applicant'],
    'deputy_elsewhere',
  ],
  [
    'to somebody who left',
    wu,
    party('feng', ['handler'], { active: false }),
    ['approver'],
    'deputy_inactive',
  ],
  [
    'by somebody who left',
    { ...wu, active: false },
    party('feng', ['handler']),
    ['approver'],
    'deputy_inactive',
  ],
  ['a role that the person has not', wu, party('feng', ['handler']), ['leader'], 'delegated_not_held'],
  ['no role', wu, party('feng', ['handler']), [], 'delegated_not_held'],
  ['what the deputy holds already', wu, party('feng', ['approver']), ['approver'], 'deputy_holds_roles'],
  [
    'supervision to whoever handles',
    party('li', ['supervisor']),
    party('feng', ['handler']),
    ['supervisor'],
    'roles_apart',
  ],
  [
    'handling to supervision',
    party('zhou', ['handler']),
    party('li', ['supervisor']),
    ['handler'],
    'roles_apart',
  ],
  [
    'one administrator to another',
    party('a', ['sys_admin']),
    party('b', ['sec_admin']),
    ['sys_admin'],
    'roles_apart',
  ],
  [
    'supervision to somebody without a role',
    party('li', ['supervisor']),
    party('feng', []),
    ['supervisor'],
    null,
  ],
])('%s: %#', (_what, absent, deputy, handed, problem) => {
  expect(delegationProblem(absent, deputy, handed)).toBe(problem)
})

test('people hand over what they hold themselves', () => {
  expect(delegable(['approver', 'leader'])).toEqual(['approver', 'leader'])
  expect(delegable([])).toEqual([])
})

const until = new Date('2025-03-12T00:00:00Z')
const fromWu = { id: 'wu', name: '吴岚', roles: ['approver'], held: ['approver'], until } as const

test('a deputy holds both; what the absent person has lost, or what does not go together, is not handed over', () => {
  const feng = actorOf('province_handler_two')
  expect(withDelegations(feng, [])).toBe(feng)
  expect(withDelegations(feng, [fromWu])).toMatchObject({
    roles: ['handler', 'approver'],
    deputy: { ownRoles: ['handler'], standsIn: [{ id: 'wu', roles: ['approver'], until }] },
  })
  expect(withDelegations(feng, [{ ...fromWu, held: ['leader'] }])).toBe(feng)
  expect(withDelegations(actorOf('supervisor'), [fromWu]).roles).toEqual(['supervisor'])
})

test('who acts by a role of their own acts in nobody’s place', () => {
  const feng = withDelegations(actorOf('province_handler_two'), [fromWu])
  expect(actsFor(feng, 'application.qualify', 'province_check')).toEqual(['wu'])
  expect(actsFor(feng, 'application.handle', 'province_check')).toEqual([])
  expect(actsFor(feng, 'application.withdrawal_consent', null)).toEqual(['wu'])
  expect(actsFor(feng, 'fund.create', null)).toEqual([])
  expect(actsFor(feng, 'user.contact', null)).toEqual([])
  expect(actsFor(actorOf('province_approver'), 'application.qualify', 'province_check')).toEqual([])
})

test('an act of the level that holds a record goes by its state', () => {
  const chen = withDelegations(actorOf('suzhou_handler'), [fromWu])
  expect(actsFor(chen, 'application.recommend', 'city_review')).toEqual(['wu'])
  expect(actsFor(chen, 'application.recommend', 'county_review')).toEqual([])
})

test('two who are away and hold one role are both named', () => {
  const zheng = {
    ...fromWu,
    id: 'zheng',
    roles: ['approver', 'leader'],
    held: ['approver', 'leader'],
  } as const
  const feng = withDelegations(actorOf('province_handler_two'), [fromWu, zheng])
  expect(actsFor(feng, 'application.qualify', 'province_check')).toEqual(['wu', 'zheng'])
  expect(actsFor(feng, 'plan.decide', 'proposed')).toEqual(['zheng'])
})
