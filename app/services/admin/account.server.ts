import { randomInt } from 'node:crypto'
import type { Tx } from '#app/db/client.server.ts'
import { sealedContact } from '#app/db/contact.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { contactProblems } from '#app/domain/kernel/contact.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { hashPassword } from '../session.server.ts'
import { endSessions, recordUser } from './user-row.server.ts'

export type TypedUser = { loginName: string; name: string; email: string; phone: string }

/** Where a new account belongs and what it may do. */
type Place = {
  roles: string
  orgId?: string | null
  enterpriseId?: string | null
  expertId?: string | null
  principal?: boolean
}

/**
 * Opens an account with a one-time password, which is answered once and nowhere stored. `placeOf` says where it belongs, or
 * why it is not opened. Refusals: those of `placeOf`, login_taken (409).
 */
export async function openAccount(
  ctx: Ctx,
  typed: TypedUser,
  act: string,
  placeOf: (tx: Tx) => Promise<Result<Place>>,
): Promise<Result<{ id: string; password: string }>> {
  const id = newId()
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  try {
    return await ctx.db.transact(async (tx) => {
      const place = await placeOf(tx)
      if (!place.ok) return place
      await tx.user.create({
        data: {
          id,
          loginName: typed.loginName.trim(),
          name: typed.name.trim(),
          ...sealedContact(id, { phone: typed.phone.trim(), email: typed.email.trim() }),
          ...place.value,
          passwordHash,
          passwordOneTime: true,
          createdAt: ctx.now,
        },
        select: { id: true },
      })
      const { roles: _, principal: __, ...ground } = place.value
      await recordUser(tx, ctx, act, id, { after: ground })
      return done({ id, password })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const path = 'loginName'
    return refuse('login_taken', {}, { status: 409, fields: [{ path, code: 'login_taken', params: {} }] })
  }
}

/** A new one-time password, answered once, in a transaction that `within` opens and allows; all sessions of the person end. */
export async function renewPassword(
  ctx: Ctx,
  id: string,
  act: string,
  within: (give: (tx: Tx) => Promise<Result<{ password: string }>>) => Promise<Result<{ password: string }>>,
): Promise<Result<{ password: string }>> {
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  return within(async (tx) => {
    await tx.user.update({
      where: { id },
      data: { passwordHash, passwordOneTime: true },
      select: { id: true },
    })
    await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, act, id, {})
    return done({ password })
  })
}

/** What is wrong with an account as typed: required, login_format, too_long, and what the contact says. */
export function accountProblems({ loginName, name, email, phone }: TypedUser): FieldProblem[] {
  const problems: FieldProblem[] = []
  const add = (path: string, code: string) => problems.push({ path, code, params: {} })
  if (!loginName.trim()) add('loginName', 'required')
  else if (!/^[A-Za-z0-9._-]{4,40}$/.test(loginName.trim())) add('loginName', 'login_format')
  const length = [...name.trim()].length
  if (length === 0) add('name', 'required')
  if (length > 50) problems.push({ path: 'name', code: 'too_long', params: { max: 50, length } })
  return [...problems, ...contactProblems({ phone: phone.trim(), email: email.trim() })]
}

/** Without look-alikes, read out over the telephone: four groups of four. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join('')
  return [group(), group(), group(), group()].join('-')
}
