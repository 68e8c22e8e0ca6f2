import { type Contact, openedContact, sealedContact } from '#app/db/contact.server.ts'
import { contactProblems } from '#app/domain/kernel/contact.ts'
import { unmasked } from '#app/domain/kernel/mask.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from './context.ts'
import { findUser, notTheirs, recordUser, requireMay } from './admin/user-row.server.ts'

/**
 * Telephone and mail of an account: a person's own, or those of the accounts that an administrator looks after. The log
 * keeps both as commitments. Nothing happens when both stay as they are, or as masks of what they are. Refusals: form_has_problems (phone, email),
 * account_of_higher_level.
 * @throws NotFound
 */
export async function changeContact(
  ctx: Ctx,
  { id, ...typed }: Contact & { id: string },
): Promise<Result<null>> {
  if (id !== ctx.actor.id) requireMay(ctx, 'User')
  return ctx.db.transact(async (tx) => {
    const barred = id === ctx.actor.id ? null : notTheirs(ctx, id, await findUser(tx, ctx, { id }))
    if (barred) return barred
    const before = openedContact(
      await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true, phone: true, email: true } }),
    )
    const after = {
      phone: unmasked(typed.phone.trim(), before.phone),
      email: unmasked(typed.email.trim(), before.email),
    }
    const fields = contactProblems(after)
    if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
    if (before.phone === after.phone && before.email === after.email) return done(null)
    await tx.user.update({ where: { id }, data: sealedContact(id, after), select: { id: true } })
    await recordUser(tx, ctx, 'user.contact', id, { before, after })
    return done(null)
  })
}
