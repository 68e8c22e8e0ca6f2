import { randomInt } from 'node:crypto'
import { roleProblem } from '#app/authorization/separation.ts'
import type { Tx } from '#app/db/client.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { contactProblems } from '#app/domain/kernel/contact.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { hashPassword } from '../session.server.ts'
import { endSessions, findUser, grounds, recordUser, requireMay, rolesIn } from './user-row.server.ts'

export type TypedUser = { loginName: string; name: string; email: string; phone: string }
export type Ground = { officeCode: string; uscc: string; expertId: string }

/**
 * The system administrator opens an account; it has no role until the security administrator gives it one. The
 * password is answered once and nowhere stored. Refusals: form_has_problems with fields, login_taken (409).
 */
export async function createUser(
  ctx: Ctx,
  typed: TypedUser & Ground,
): Promise<Result<{ id: string; password: string }>> {
  requireMay(ctx, 'User')
  const problems = problemsIn(typed)
  const ground = await findGround(ctx.db.client, typed)
  const fields = [...problems, ...ground.problems]
  if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
  const id = newId()
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  try {
    return await ctx.db.transact(async (tx) => {
      await tx.user.create({
        data: {
          id,
          loginName: typed.loginName.trim(),
          name: typed.name.trim(),
          email: typed.email.trim(),
          phone: typed.phone.trim(),
          roles: '',
          ...ground.columns,
          passwordHash,
          passwordOneTime: true,
          createdAt: ctx.now,
        },
        select: { id: true },
      })
      await recordUser(tx, ctx, 'user.create', id, { after: { ...ground.columns } })
      return done({ id, password })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const path = 'loginName'
    return refuse('login_taken', {}, { status: 409, fields: [{ path, code: 'login_taken', params: {} }] })
  }
}

/** The system administrator moves a person to another office; whoever has roles keeps those that fit there. */
export async function moveUser(ctx: Ctx, { id, officeCode }: { id: string; officeCode: string }) {
  requireMay(ctx, 'User')
  return ctx.db.transact<Result<null>>(async (tx) => {
    const user = await findUser(tx, id)
    if (id === ctx.actor.id) return refuse('own_account')
    const ground = await findGround(tx, { officeCode, uscc: '', expertId: '' })
    if (ground.problems.length > 0)
      return refuse('form_has_problems', { count: 1 }, { fields: ground.problems })
    const problem = roleProblem(rolesIn(user.roles), { ...grounds(user), office: officeCode !== '' })
    if (problem) return refuse(problem)
    await tx.user.update({ where: { id }, data: { orgId: ground.columns.orgId }, select: { id: true } })
    await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, 'user.move', id, {
      before: { orgId: user.orgId },
      after: { orgId: ground.columns.orgId },
    })
    return done(null)
  })
}

/** The system administrator closes or reopens an account; its sessions end at once. Nobody closes their own. */
export async function setActive(ctx: Ctx, { id, active }: { id: string; active: boolean }) {
  requireMay(ctx, 'User')
  return ctx.db.transact<Result<null>>(async (tx) => {
    const user = await findUser(tx, id)
    if (id === ctx.actor.id) return refuse('own_account')
    if (user.active === active) return done(null)
    await tx.user.update({ where: { id }, data: { active }, select: { id: true } })
    if (!active) await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, active ? 'user.activate' : 'user.deactivate', id, {
      before: { active: user.active },
      after: { active },
    })
    return done(null)
  })
}

/** A new one-time password, answered once; all sessions of the person end. */
export async function resetPassword(ctx: Ctx, { id }: { id: string }): Promise<Result<{ password: string }>> {
  requireMay(ctx, 'User')
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  return ctx.db.transact(async (tx) => {
    await findUser(tx, id)
    if (id === ctx.actor.id) return refuse('own_account')
    await tx.user.update({
      where: { id },
      data: { passwordHash, passwordOneTime: true },
      select: { id: true },
    })
    await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, 'user.reset_password', id, {})
    return done({ password })
  })
}

async function findGround(tx: Tx, { officeCode, uscc, expertId }: Ground) {
  const [office, enterprise, expert] = await Promise.all([
    officeCode ? tx.orgUnit.findUnique({ where: { code: officeCode }, select: { id: true } }) : null,
    uscc
      ? tx.enterprise.findUnique({ where: { uscc: uscc.trim().toUpperCase() }, select: { id: true } })
      : null,
    expertId ? tx.expert.findFirst({ where: { id: expertId, user: null }, select: { id: true } }) : null,
  ])
  const problems: FieldProblem[] = []
  const unknown = (path: string, code: string) => problems.push({ path, code, params: {} })
  if (officeCode && !office) unknown('officeCode', 'not_a_unit')
  if (uscc && !enterprise) unknown('uscc', 'not_an_enterprise')
  if (expertId && !expert) unknown('expertId', 'not_an_expert')
  const columns = {
    orgId: office?.id ?? null,
    enterpriseId: enterprise?.id ?? null,
    expertId: expert?.id ?? null,
  }
  return { problems, columns }
}

function problemsIn({ loginName, name, email, phone }: TypedUser): FieldProblem[] {
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
