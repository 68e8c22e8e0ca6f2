/** 代理（AB角）, domain section 10: for a period a deputy holds roles of a colleague who is away, beside their own. */
import { rolesOfActs } from '#app/domain/audit/doers.ts'
import { mayDo } from '#app/domain/kernel/decide.ts'
import type { WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import { type Actor, type Role, roles as allRoles, type StandIn } from './actor.ts'
import { grantable, roleProblem } from './separation.ts'

/** What a delegation asks of either person: whether they are there, where they work, and what they hold themselves. */
export type Party = { id: string; active: boolean; orgId: string | null; roles: readonly Role[] }

export type DelegationProblem =
  | 'deputy_is_oneself'
  | 'deputy_elsewhere'
  | 'deputy_inactive'
  | 'delegated_not_held'
  | 'deputy_holds_roles'
  | 'roles_apart'
  | 'role_needs_office'
  | 'role_needs_enterprise'
  | 'role_needs_expert'

/**
 * May these roles be handed over, and may they stay so? Both people work in one office; only roles that the absent person
 * holds themselves, never such as were handed to them; nobody may come to hold what one person may not hold together.
 * `beside`: what others hand to the same deputy meanwhile. Answers the reason as a refusal code, or null.
 */
export function delegationProblem(
  absent: Party,
  deputy: Party,
  handed: readonly Role[],
  beside: readonly Role[] = [],
): DelegationProblem | null {
  if (absent.id === deputy.id) return 'deputy_is_oneself'
  if (!absent.orgId || absent.orgId !== deputy.orgId) return 'deputy_elsewhere'
  if (!absent.active || !deputy.active) return 'deputy_inactive'
  if (handed.length === 0 || !handed.every((role) => absent.roles.includes(role))) return 'delegated_not_held'
  if (handed.every((role) => deputy.roles.includes(role))) return 'deputy_holds_roles'
  const ground = { office: true, enterprise: false, expert: false }
  return roleProblem(together([...deputy.roles, ...beside], handed), ground)
}

/** The roles that a person may hand over: what they hold themselves and somebody may be given. */
export function delegable(own: readonly Role[]): Role[] {
  return grantable.filter((role) => own.includes(role))
}

/**
 * The person with what was handed over to them. An account that changed in the meantime counts at once: of each absent
 * person only the roles that they still hold, and nothing that one person may not hold together.
 */
export function withDelegations(
  actor: Actor,
  delegations: readonly (StandIn & { held: readonly Role[] })[],
): Actor {
  const standsIn: StandIn[] = []
  let held = actor.roles
  for (const { id, name, until, ...delegation } of delegations) {
    const handed = delegation.roles.filter((role) => delegation.held.includes(role))
    const both = together(held, handed)
    const ground = { office: actor.orgId !== null, enterprise: false, expert: false }
    if (handed.length === 0 || roleProblem(both, ground)) continue
    held = both
    standsIn.push({ id, name, roles: handed, until })
  }
  return standsIn.length === 0
    ? actor
    : { ...actor, roles: held, deputy: { ownRoles: actor.roles, standsIn } }
}

const nobody: readonly string[] = []

/**
 * In whose place somebody does an act: ids of those from whom alone the role comes that it takes. Nobody's, where they
 * may do it themselves. `from`: the state of the record, whose holder some acts ask for.
 */
export function actsFor(actor: Actor, act: string, from: string | null): readonly string[] {
  const { deputy } = actor
  if (!deputy) return nobody
  const fits = fitting(act, from, actor)
  if (fits(deputy.ownRoles)) return nobody
  return [...new Set(deputy.standsIn.filter(({ roles }) => fits(roles)).map(({ id }) => id))]
}

function fitting(act: string, from: string | null, { level }: Actor): (roles: readonly Role[]) => boolean {
  const [name = '', transition = ''] = act.split('.')
  const table = Object.entries<WorkflowTable>(workflows).find(([workflow]) => workflow === name)?.[1]
  const row =
    table && Object.hasOwn(table.transitions, transition) ? table.transitions[transition] : undefined
  if (!table || !row)
    return (roles) => (rolesOfActs[act] ?? []).some((role) => roles.some((one) => one === role))
  const owner = (from !== null && table.states[from]?.owner) || 'nobody'
  return (roles) => row.by.some((doer) => mayDo({ roles, level, owns: false }, doer, owner))
}

function together(own: readonly Role[], handed: readonly Role[]): Role[] {
  return allRoles.filter((role) => own.includes(role) || handed.includes(role))
}
