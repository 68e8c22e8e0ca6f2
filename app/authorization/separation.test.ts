import { expect, test } from 'vitest'
import { grantable, roleProblem } from './separation.ts'

const all = { office: true, enterprise: true, expert: true }

test('no person holds two of the three administrators’ roles, nor one beside any other', () => {
  for (const admin of ['sys_admin', 'sec_admin', 'audit_admin'] as const)
    for (const other of grantable.filter((role) => role !== admin))
      expect([admin, other, roleProblem([admin, other], all)]).toEqual([admin, other, 'roles_apart'])
})

test('offices of one authority go together; those who check, advise or apply stand alone', () => {
  expect(roleProblem(['handler', 'approver'], all)).toBeNull()
  expect(roleProblem(['leader', 'finance'], all)).toBeNull()
  expect(roleProblem(['expert', 'handler'], all)).toBe('roles_apart')
  expect(roleProblem(['supervisor', 'leader'], all)).toBe('roles_apart')
  expect(roleProblem([], all)).toBeNull()
})

test('a role needs its ground', () => {
  const none = { office: false, enterprise: false, expert: false }
  expect(roleProblem(['handler'], none)).toBe('role_needs_office')
  expect(roleProblem(['applicant'], none)).toBe('role_needs_enterprise')
  expect(roleProblem(['expert'], none)).toBe('role_needs_expert')
  expect(roleProblem(['sec_admin'], none)).toBe('role_needs_office')
  expect(roleProblem(['audit_admin'], none)).toBeNull()
})
