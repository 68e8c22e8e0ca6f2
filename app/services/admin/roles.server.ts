import { rolesWithin } from '#app/authorization/accounts.ts'
import { grantable, roleProblem } from '#app/authorization/separation.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { endBroken } from '../end-delegation.server.ts'
import { endSessions, findUser, grounds, notTheirs, recordUser, requireMay } from './user-row.server.ts'

/**
 * The security administrator decides what a person may do, at each level within it. Refusals: own_account,
 * account_of_higher_level, role_of_higher_level, roles_apart (the three administrators are three people),
 * role_needs_office, role_needs_enterprise, role_needs_expert. @throws NotFound
 */
export async function setRoles(ctx: Ctx, { id, roles }: { id: string; roles: readonly string[] }) {
  requireMay(ctx, 'UserRoles')
  const wanted = grantable.filter((role) => roles.includes(role))
  return ctx.db.transact<Result<null>>(async (tx) => {
    const user = await findUser(tx, ctx, { id, subject: 'UserRoles' })
    const barred = notTheirs(ctx, id, user)
    if (barred) return barred
    const within = rolesWithin(ctx.actor, user.org)
    if (wanted.some((role) => !within.includes(role))) return refuse('role_of_higher_level')
    const problem = roleProblem(wanted, grounds(user))
    if (problem) return refuse(problem)
    await tx.user.update({ where: { id }, data: { roles: wanted.join(',') }, select: { id: true } })
    await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, 'user.set_roles', id, {
      before: { roles: user.roles },
      after: { roles: wanted.join(',') },
    })
    await endBroken(tx, ctx, id)
    return done(null)
  })
}
