import { scope } from '#app/authorization/scope.ts'
import { type Contact, openedContact, openedEnterprise } from '#app/db/contact.server.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from './audit.server.ts'
import { requireMay } from './admin/user-row.server.ts'
import type { Ctx } from './context.ts'

/** Telephone and mail of an account in full, for whoever looks after it; who looked is in the log (I). @throws NotFound */
export async function revealAccount(ctx: Ctx, id: string): Promise<Result<Contact>> {
  requireMay(ctx, 'User')
  return ctx.db.transact(async (tx) => {
    const row = await tx.user.findFirst({
      where: { AND: [{ id }, scope(ctx.actor, 'User', 'manage')] },
      select: { id: true, phone: true, email: true },
    })
    if (!row) throw new NotFound('user')
    await record(tx, ctx, { act: 'user.reveal', dossier: `user:${id}`, object: { type: 'user', id } })
    return done(openedContact(row))
  })
}

/** How to reach an enterprise, in full, for offices that see it; who looked is in the log (I). @throws NotFound */
export async function revealEnterprise(ctx: Ctx, id: string): Promise<Result<Contact>> {
  return ctx.db.transact(async (tx) => {
    const row = await tx.enterprise.findFirst({
      where: { AND: [{ id }, scope(ctx.actor, 'Enterprise')] },
      select: { id: true, unitCode: true, contactPhone: true, contactEmail: true, profile: true },
    })
    if (!row) throw new NotFound('enterprise')
    await record(tx, ctx, {
      act: 'enterprise.reveal',
      dossier: `enterprise:${id}`,
      object: { type: 'enterprise', id },
      unitCode: row.unitCode,
    })
    const { contactPhone, contactEmail } = openedEnterprise(row)
    return done({ phone: contactPhone, email: contactEmail })
  })
}
