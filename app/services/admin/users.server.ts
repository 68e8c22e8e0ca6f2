import { rolesWithin, unitsWithin } from '#app/authorization/accounts.ts'
import { rolesIn } from '#app/authorization/actor.ts'
import { roleProblem } from '#app/authorization/separation.ts'
import type { Tx } from '#app/db/client.server.ts'
import { inForce } from '#app/db/units.server.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { isValid } from '#app/domain/office/unit.ts'
import type { Ctx } from '../context.ts'
import { endBroken } from '../end-delegation.server.ts'
import { accountProblems, openAccount, renewPassword, type TypedUser } from './account.server.ts'
import { endSessions, findUser, grounds, notTheirs, recordUser, requireMay } from './user-row.server.ts'

export type Ground = { officeCode: string; uscc: string; expertId: string }

/**
 * The system administrator opens an account; it has no role until the security administrator gives it one. The
 * password is answered once and nowhere stored. The first of an enterprise is its principal. Below the province they open those of their units alone. Refusals:
 * form_has_problems with fields, login_taken (409). @throws NotFound
 */
export async function createUser(
  ctx: Ctx,
  typed: TypedUser & Ground,
): Promise<Result<{ id: string; password: string }>> {
  requireMay(ctx, 'User')
  const problems = accountProblems(typed)
  const ground = await findGround(ctx.db.client, ctx, typed)
  const fields = [...problems, ...ground.problems]
  if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
  const { columns } = ground
  return openAccount(ctx, typed, 'user.create', async (tx) => {
    const first = columns.enterpriseId !== null && (await isFirst(tx, columns.enterpriseId))
    return done({ roles: '', ...columns, principal: first })
  })
}

/**
 * The system administrator moves a person to another office of theirs; whoever has roles keeps those that fit there, and
 * delegations end.
 * Refusals: own_account, account_of_higher_level, form_has_problems, role_needs_office, role_of_higher_level.
 */
export async function moveUser(ctx: Ctx, { id, officeCode }: { id: string; officeCode: string }) {
  requireMay(ctx, 'User')
  return ctx.db.transact<Result<null>>(async (tx) => {
    const user = await findUser(tx, ctx, { id })
    const barred = notTheirs(ctx, id, user)
    if (barred) return barred
    const ground = await findGround(tx, ctx, { officeCode, uscc: '', expertId: '' })
    if (ground.problems.length > 0)
      return refuse('form_has_problems', { count: 1 }, { fields: ground.problems })
    const held = rolesIn(user.roles)
    const problem = roleProblem(held, { ...grounds(user), office: officeCode !== '' })
    if (problem) return refuse(problem)
    const within = rolesWithin(ctx.actor, ground.office)
    if (held.some((role) => !within.includes(role))) return refuse('role_of_higher_level')
    await tx.user.update({ where: { id }, data: { orgId: ground.columns.orgId }, select: { id: true } })
    await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, 'user.move', id, {
      before: { orgId: user.orgId },
      after: { orgId: ground.columns.orgId },
    })
    await endBroken(tx, ctx, id)
    return done(null)
  })
}

/**
 * The system administrator closes or reopens an account; its sessions and delegations end at once. Nobody closes their own.
 * Refusals: own_account, account_of_higher_level, account_of_ended_unit.
 */
export async function setActive(ctx: Ctx, { id, active }: { id: string; active: boolean }) {
  requireMay(ctx, 'User')
  return ctx.db.transact<Result<null>>(async (tx) => {
    const user = await findUser(tx, ctx, { id })
    const barred = notTheirs(ctx, id, user)
    if (barred) return barred
    if (user.active === active) return done(null)
    if (active && user.org && !isValid(user.org.validUntil, shanghaiDay(ctx.now)))
      return refuse('account_of_ended_unit')
    await tx.user.update({ where: { id }, data: { active }, select: { id: true } })
    if (!active) await endSessions(tx, ctx, id)
    await recordUser(tx, ctx, active ? 'user.activate' : 'user.deactivate', id, {
      before: { active: user.active },
      after: { active },
    })
    await endBroken(tx, ctx, id)
    return done(null)
  })
}

/** A new one-time password, answered once; all sessions of the person end. Refusals: own_account, account_of_higher_level. */
export async function resetPassword(ctx: Ctx, { id }: { id: string }): Promise<Result<{ password: string }>> {
  requireMay(ctx, 'User', 'help')
  return renewPassword(ctx, id, 'user.reset_password', (give) =>
    ctx.db.transact(async (tx) => {
      const barred = notTheirs(ctx, id, await findUser(tx, ctx, { id, action: 'help' }))
      return barred ?? give(tx)
    }),
  )
}

/** Has the enterprise nobody yet who looks after its accounts? */
async function isFirst(tx: Tx, enterpriseId: string): Promise<boolean> {
  return (await tx.user.count({ where: { enterpriseId, principal: true, active: true } })) === 0
}

/** Enterprises and experts are the province's; whoever looks after some units opens an account in one of them. */
async function findGround(tx: Tx, { actor, now }: Ctx, { officeCode, uscc, expertId }: Ground) {
  const everywhere = actor.level === 'province'
  const units = unitsWithin(actor) ?? { id: { in: [] } }
  const [office, enterprise, expert] = await Promise.all([
    officeCode
      ? tx.orgUnit.findFirst({
          where: { AND: [{ code: officeCode }, units, inForce(now)] },
          select: { id: true, code: true, level: true },
        })
      : null,
    uscc && everywhere
      ? tx.enterprise.findUnique({ where: { uscc: uscc.trim().toUpperCase() }, select: { id: true } })
      : null,
    expertId && everywhere
      ? tx.expert.findFirst({ where: { id: expertId, user: null }, select: { id: true } })
      : null,
  ])
  const problems: FieldProblem[] = []
  const unknown = (path: string, code: string) => problems.push({ path, code, params: {} })
  if (officeCode ? !office : !everywhere) unknown('officeCode', 'not_a_unit')
  if (uscc && !enterprise) unknown('uscc', 'not_an_enterprise')
  if (expertId && !expert) unknown('expertId', 'not_an_expert')
  const columns = {
    orgId: office?.id ?? null,
    enterpriseId: enterprise?.id ?? null,
    expertId: expert?.id ?? null,
  }
  return { problems, columns, office }
}
