import { expect, test } from 'vitest'
import { systemActor, type Actor } from './actor.ts'
import { scope } from './scope.ts'

function actor(overrides: Partial<Actor>): Actor {
  return { ...systemActor, id: 'u1', roles: [], via: 'session', ...overrides }
}

test('nobody without an office sees a row of anything', () => {
  expect(scope(actor({}), 'Application')).toEqual({ id: { in: [] } })
})

test('a city handler sees what was submitted in the city', () => {
  const where = scope(actor({ roles: ['handler'], level: 'city', unitCode: '320500' }), 'Application')
  expect(where).toEqual({ cityCode: '320500', submittedAt: { not: null } })
})

test('the province sees everything submitted and no draft', () => {
  const where = scope(actor({ roles: ['handler'], level: 'province', unitCode: '320000' }), 'Application')
  expect(where).toEqual({ submittedAt: { not: null } })
})

test('an administrator sees no application', () => {
  for (const role of ['sys_admin', 'sec_admin', 'audit_admin'] as const) {
    expect(scope(actor({ roles: [role] }), 'Application')).toEqual({ id: { in: [] } })
  }
})

test('a handler without a unit sees nothing', () => {
  expect(scope(actor({ roles: ['handler'] }), 'Application')).toEqual({ id: { in: [] } })
})

test('two offices add up', () => {
  const where = scope(
    actor({ roles: ['applicant', 'handler'], enterpriseId: 'e1', level: 'county', unitCode: '320583' }),
    'Application',
  )
  expect(where).toEqual({
    OR: expect.arrayContaining([{ enterpriseId: 'e1' }, { unitCode: '320583', submittedAt: { not: null } }]),
  })
})
