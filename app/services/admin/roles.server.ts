import { grantable, roleProblem } from '#app/authorization/separation.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { endSessions, findUser, grounds, recordUser, requireMay } from './user-row.server.ts'

/**
 * The security administrator decides what a person may do. Refusals: own_account, roles_apart (the three
 * administrators are three people), role_needs_office, role_needs_enterprise, role_needs_expert.
 */
export async function setRoles(ctx: Ctx, { id, roles }: { id: string; roles: readonly string[] }) {
  requireMay(ctx, 'UserRoles')
  const wanted = grantable.filter((role) => roles.includes(role))
  return ctx.db.transact<Result<null>>(async (tx) => {
    const user = await findUser(tx, id)
    if (id === ctx.actor.id) return refuse('own_account')
    const problem = roleProblem(wanted, grounds(user))
    if (problem) return refuse(problem)
    await tx.user.update({ where: { id }, data: { roles: wanted.join(',') }, select: { id: true } })
    await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, 'user.set_roles', id, {
      before: { roles: user.roles },
      after: { roles: wanted.join(',') },
    })
    return done(null)
  })
}
