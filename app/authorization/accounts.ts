import type { Actor, Role } from './actor.ts'
import type { Row } from './ability.ts'
import { grantable } from './separation.ts'

type Administrator = Pick<Actor, 'level' | 'unitCode'>

/**
 * Accounts that an administrator of this unit looks after: all of the province; below it those of the own unit's people
 * and of the units under it by the tree of units. Experts and enterprises are nobody's staff.
 */
export function staffRows({ level, unitCode }: Administrator): Row | null {
  if (level === 'province') return {}
  const units = unitsWithin({ level, unitCode })
  return units ? { enterpriseId: null, expertId: null, org: units } : null
}

/** The units that an administrator looks after, as conditions on the tree: nothing below a town. */
export function unitsWithin({ level, unitCode }: Administrator): Row | null {
  if (!unitCode) return null
  const near = [{ code: unitCode }, { parent: { code: unitCode } }]
  switch (level) {
    case 'province':
      return {}
    case 'city':
      return { OR: [...near, { parent: { parent: { code: unitCode } } }] }
    case 'county':
      return { OR: near }
    case 'town':
    case null:
      return null
  }
}

/** Those of them that an administrator names and ends: the units below the own one, for the province all. */
export function unitsBelow({ level, unitCode }: Administrator): Row | null {
  if (!unitCode) return null
  const children = { parent: { code: unitCode } }
  switch (level) {
    case 'province':
      return {}
    case 'city':
      return { OR: [children, { parent: { parent: { code: unitCode } } }] }
    case 'county':
      return children
    case 'town':
    case null:
      return null
  }
}

type Place = { code: string; level: string } | null

/**
 * Roles that an administrator of a unit may give to people of `place`, and beside which they may act on an account: the
 * province gives all. Below it, leading, organising, supervising and auditing are not given, and the two administrators of a
 * county are appointed by its city, never by themselves. Somebody of no unit is of an enterprise.
 */
export function rolesWithin({ level, unitCode }: Administrator, place: Place): readonly Role[] {
  if (level === 'province') return grantable
  if (!place) return ['applicant']
  const appointed = place.level === 'county' && place.code !== unitCode
  return appointed ? [...local, 'sys_admin', 'sec_admin'] : local
}

const local: readonly Role[] = ['handler', 'approver', 'finance']
