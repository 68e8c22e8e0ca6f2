import { systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import { recordUser } from '#app/services/admin/user-row.server.ts'
import { held } from '#fixtures/held.ts'

/** The accounts that the demo begins with stand in the log as opened, so that a role granted past it is named. */
export async function recordAccounts(db: Db): Promise<void> {
  const users = await db.client.user.findMany({ where: { demo: true }, orderBy: { id: 'asc' } })
  held(
    await db.transact(async (tx) => {
      for (const { id, createdAt, loginName, roles, orgId, enterpriseId, expertId } of users) {
        const ctx = { db, actor: { ...systemActor, via: 'demo' }, now: createdAt, requestId: 'demo', ip: '' }
        const after = { loginName, roles, orgId, enterpriseId, expertId }
        await recordUser(tx, ctx, 'user.create', id, { after })
      }
      return done(null)
    }),
  )
}
