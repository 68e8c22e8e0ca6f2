import { type Action, may } from '#app/authorization/ability.ts'
import { rolesWithin } from '#app/authorization/accounts.ts'
import { type Actor, rolesIn } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { type Failure, NotFound, refuse } from '#app/domain/kernel/refusal.ts'
import { record, type Facts } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/** Throws NotFound: whoever may not manage accounts does not learn of them. */
export function requireMay(ctx: Ctx, subject: 'User' | 'UserRoles', action: Action = 'manage'): void {
  if (!may(ctx.actor, action, subject)) throw new NotFound('user')
}

/** The account, within what the actor may do this to. @throws NotFound */
export async function findUser(
  tx: Tx,
  ctx: Ctx,
  {
    id,
    subject = 'User',
    action = 'manage',
  }: { id: string; subject?: 'User' | 'UserRoles'; action?: Action },
) {
  const user = await tx.user.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, subject, action)] },
    select: {
      active: true,
      roles: true,
      orgId: true,
      enterpriseId: true,
      principal: true,
      expertId: true,
      org: { select: { code: true, level: true, validUntil: true } },
      standsIn: { where: { endedAt: null, endsAt: { gt: ctx.now } }, select: { roles: true } },
    },
  })
  if (!user) throw new NotFound('user')
  return user
}
type Held = Pick<Awaited<ReturnType<typeof findUser>>, 'roles' | 'standsIn'> & {
  org: { code: string; level: string } | null
}

/**
 * Why an administrator does not act on this account, or null. Refusals: own_account; account_of_higher_level, for whoever
 * holds an office that only a level above gives, be it in another's place, so that no password is set to borrow it.
 */
export function notTheirs({ actor }: Ctx, id: string, user: Held): Failure | null {
  if (id === actor.id) return refuse('own_account')
  return beyond(actor, user) ? refuse('account_of_higher_level') : null
}

function beyond(actor: Actor, { roles, org, standsIn }: Held): boolean {
  const within = rolesWithin(actor, org)
  const held = [roles, ...standsIn.map((delegation) => delegation.roles)]
  return held.flatMap(rolesIn).some((role) => !within.includes(role))
}

/** What a person's roles can stand on. */
export function grounds(user: {
  orgId: string | null
  enterpriseId: string | null
  expertId: string | null
}) {
  return {
    office: user.orgId !== null,
    enterprise: user.enterpriseId !== null,
    expert: user.expertId !== null,
  }
}

export async function endSessions(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: ctx.now } })
}

export async function recordUser(
  tx: Tx,
  ctx: Ctx,
  act: string,
  id: string,
  facts: { before?: Facts; after?: Facts },
): Promise<void> {
  await record(tx, ctx, { act, dossier: `user:${id}`, object: { type: 'user', id }, ...facts })
}
