import { contactProblems } from '#app/domain/kernel/contact.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from './context.ts'
import { recordUser, requireMay } from './admin/user-row.server.ts'

/**
 * Telephone and mail of an account: a person's own, or anybody's for whoever manages accounts. The log keeps both as
 * commitments. Nothing happens when both stay as they are. Refusal: form_has_problems (phone, email).
 * @throws NotFound
 */
export async function changeContact(
  ctx: Ctx,
  { id, ...typed }: { id: string; phone: string; email: string },
): Promise<Result<null>> {
  if (id !== ctx.actor.id) requireMay(ctx, 'User')
  const after = { phone: typed.phone.trim(), email: typed.email.trim() }
  const fields = contactProblems(after)
  if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
  return ctx.db.transact(async (tx) => {
    const before = await tx.user.findUnique({ where: { id }, select: { phone: true, email: true } })
    if (!before) throw new NotFound('user')
    if (before.phone === after.phone && before.email === after.email) return done(null)
    await tx.user.update({ where: { id }, data: after, select: { id: true } })
    await recordUser(tx, ctx, 'user.contact', id, { before, after })
    return done(null)
  })
}
