import { may } from '#app/authorization/ability.ts'
import { roles as allRoles, type Role } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { record, type Facts } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/** Throws NotFound: whoever may not manage accounts does not learn of them. */
export function requireMay(ctx: Ctx, subject: 'User' | 'UserRoles'): void {
  if (!may(ctx.actor, 'manage', subject)) throw new NotFound('user')
}

export async function findUser(tx: Tx, id: string) {
  const user = await tx.user.findUnique({
    where: { id },
    select: { active: true, roles: true, orgId: true, enterpriseId: true, expertId: true },
  })
  if (!user) throw new NotFound('user')
  return user
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

export function rolesIn(text: string): Role[] {
  const held = text.split(',')
  return allRoles.filter((role) => held.includes(role))
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
