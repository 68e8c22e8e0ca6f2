import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { hashPassword } from '../session.server.ts'
import { recordUser } from './user-row.server.ts'
import { oneTimePassword } from './account.server.ts'

const administrators = ['sys_admin', 'sec_admin', 'audit_admin'] as const

export type FirstAccount = { loginName: string; password: string }

/**
 * The three separated administrators of a new installation, each with a password for one sign-in; everybody else is
 * opened by them. Refusal: accounts_exist, once there is any account.
 */
export async function openFirstAccounts(ctx: Ctx): Promise<Result<FirstAccount[]>> {
  const accounts = await Promise.all(
    administrators.map(async (role) => {
      const password = oneTimePassword()
      return { id: newId(), role, password, passwordHash: await hashPassword(password) }
    }),
  )
  return ctx.db.transact(async (tx) => {
    if ((await tx.user.count({ take: 1 })) > 0) return refuse('accounts_exist', {}, { status: 409 })
    const office = await tx.orgUnit.findFirst({ where: { level: 'province' }, select: { id: true } })
    for (const { id, role, passwordHash } of accounts) {
      const columns = { loginName: role, roles: role, orgId: office?.id ?? null }
      await tx.user.create({
        data: { ...columns, id, name: role, passwordHash, passwordOneTime: true, createdAt: ctx.now },
        select: { id: true },
      })
      await recordUser(tx, ctx, 'user.create', id, { after: columns })
    }
    return done(accounts.map(({ role, password }) => ({ loginName: role, password })))
  })
}
