import type { Doing } from '#app/domain/kernel/decide.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'

/** Offices a person can hold (domain section I). Handler and approver act at the level of their unit. */
export const roles = [
  'applicant',
  'handler',
  'approver',
  'leader',
  'organiser',
  'finance',
  'expert',
  'supervisor',
  'auditor',
  'sys_admin',
  'sec_admin',
  'audit_admin',
  'system',
] as const
export type Role = (typeof roles)[number]

/** The person, or the system itself, on whose behalf a request or job runs. */
export type Actor = {
  id: string
  name: string
  roles: readonly Role[]
  orgId: string | null
  orgName: string
  orgNameEn?: string
  level: Level | null
  /** code of the unit (OrgUnit.code): 320000, 320500, 320583, 320576 (a zone), nine digits for a town */
  unitCode: string | null
  enterpriseId: string | null
  /** opens and closes the accounts of the enterprise's own people */
  principal?: boolean
  expertId: string | null
  /** how they came in: session, or the job that runs */
  via: string
  /** id of their session's row; the system has none */
  session?: string
  /** only of a deputy: their roles without those that were handed over, and for whom they stand in */
  deputy?: { ownRoles: readonly Role[]; standsIn: readonly StandIn[] }
}

/** Somebody who is away, with the roles that the deputy holds in their place. */
export type StandIn = { id: string; name: string; roles: readonly Role[]; until: Date }

/** Worker, sweeps and time: the only actor that may do `system` transitions. */
export const systemActor: Actor = {
  id: 'system',
  name: '系统',
  roles: ['system'],
  orgId: null,
  orgName: '',
  level: null,
  unitCode: null,
  enterpriseId: null,
  expertId: null,
  via: 'worker',
}

/** Roles as a column holds them, without the system's, in their own order. */
export function rolesIn(text: string | null): Role[] {
  const held = text?.split(',') ?? []
  return roles.filter((role) => role !== 'system' && held.includes(role))
}

export function has(actor: Actor, role: Role): boolean {
  return actor.roles.includes(role)
}

/** The actor as the decision sees them. `owns`: the record belongs to the actor's own enterprise (or expert). */
export function doing(actor: Actor, owns: boolean): Doing {
  return { roles: actor.roles, level: actor.level, owns }
}
