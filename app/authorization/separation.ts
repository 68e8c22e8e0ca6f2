import type { Role } from './actor.ts'

/** Offices of one authority that one person may hold together; every other role stands alone. */
const together: readonly Role[] = ['handler', 'approver', 'leader', 'organiser', 'finance']

/** Needs an office, an enterprise, or an entry in the expert pool. */
const needs: Partial<Record<Role, 'office' | 'enterprise' | 'expert'>> = {
  applicant: 'enterprise',
  expert: 'expert',
  handler: 'office',
  approver: 'office',
  leader: 'office',
  organiser: 'office',
  finance: 'office',
  supervisor: 'office',
  auditor: 'office',
  sys_admin: 'office',
  sec_admin: 'office',
}

/** Roles that the security administrator of the province may give; the system's own is nobody's. */
export const grantable: readonly Role[] = [
  ...together,
  'applicant',
  'expert',
  'supervisor',
  'auditor',
  'sys_admin',
  'sec_admin',
  'audit_admin',
]

/**
 * May one person hold these roles? The three administrators (accounts, permissions, logs) are three people, and those
 * who check, advise or apply do not decide. Answers the reason as a refusal code, or null.
 */
export function roleProblem(
  roles: readonly Role[],
  ground: { office: boolean; enterprise: boolean; expert: boolean },
): 'roles_apart' | 'role_needs_office' | 'role_needs_enterprise' | 'role_needs_expert' | null {
  if (roles.length > 1 && roles.some((role) => !together.includes(role))) return 'roles_apart'
  for (const role of roles) {
    const need = needs[role]
    if (need && !ground[need]) return `role_needs_${need}`
  }
  return null
}
