import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { usersNamed } from '#app/db/recipients.server.ts'
import { type StaffAct, type StaffFacts, staffProblem } from '#app/domain/enterprise/staff.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { env } from '#app/platform/env.server.ts'
import { accountProblems, openAccount, renewPassword, type TypedUser } from '../admin/account.server.ts'
import { endSessions, findUser, recordUser, requireMay } from '../admin/user-row.server.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'

/**
 * The principal of an enterprise opens an account for a colleague, who may then do what an applicant does. The password
 * is answered once and nowhere stored. Refusals: form_has_problems with fields, login_taken (409), and those of staffProblem.
 * @throws NotFound for who is of no enterprise
 */
export async function openColleague(
  ctx: Ctx,
  typed: TypedUser,
): Promise<Result<{ id: string; password: string }>> {
  const enterpriseId = enterpriseOf(ctx)
  const fields = accountProblems(typed)
  if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
  return openAccount(ctx, typed, 'staff.open', async (tx) => {
    const problem = staffProblem('open', await factsOf(tx, ctx, enterpriseId, null))
    return problem ?? done({ roles: 'applicant', enterpriseId })
  })
}

/** Closes a colleague's account, whose sessions end at once, or opens it again. Refusals: those of staffProblem. @throws NotFound */
export async function setColleagueActive(
  ctx: Ctx,
  { id, active }: { id: string; active: boolean },
): Promise<Result<null>> {
  return onColleague(ctx, id, active ? 'reopen' : 'close', async (tx, colleague) => {
    if (colleague.active === active) return done(null)
    await tx.user.update({ where: { id }, data: { active }, select: { id: true } })
    if (!active) await endSessions(tx, ctx, id)
    const [before, after] = [{ active: colleague.active }, { active }]
    await recordUser(tx, ctx, active ? 'staff.reopen' : 'staff.close', id, { before, after })
    return done(null)
  })
}

/** A new one-time password for a colleague, answered once; their sessions end. Refusals: those of staffProblem. @throws NotFound */
export async function resetColleague(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<{ password: string }>> {
  return renewPassword(ctx, id, 'staff.reset_password', (give) =>
    onColleague(ctx, id, 'reset_password', give),
  )
}

/** A colleague becomes principal too, and is told. The first act of a handover. Refusals: those of staffProblem. @throws NotFound */
export async function appointPrincipal(ctx: Ctx, { id }: { id: string }): Promise<Result<null>> {
  return onColleague(ctx, id, 'appoint', (tx) => appoint(tx, ctx, id))
}

/** Gives up being principal; the account stays. The second act of a handover. Refusals: not_principal, last_principal. */
export async function stepDown(ctx: Ctx): Promise<Result<null>> {
  const { id } = ctx.actor
  return onColleague(ctx, id, 'step_down', async (tx) => {
    await tx.user.update({ where: { id }, data: { principal: false }, select: { id: true } })
    const [before, after] = [{ principal: true }, { principal: false }]
    await recordUser(tx, ctx, 'staff.step_down', id, { before, after })
    return done(null)
  })
}

/**
 * The system administrator of the province names the principal of an enterprise whose own one is gone. Refusals:
 * account_closed, principal_already. @throws NotFound for what is no account of an enterprise
 */
export async function namePrincipal(ctx: Ctx, { id }: { id: string }): Promise<Result<null>> {
  requireMay(ctx, 'User')
  return ctx.db.transact(async (tx): Promise<Result<null>> => {
    const user = await findUser(tx, ctx, { id })
    if (!user.enterpriseId) throw new NotFound('user')
    if (!user.active) return refuse('account_closed')
    if (user.principal) return refuse('principal_already')
    return appoint(tx, ctx, id)
  })
}

async function appoint(tx: Tx, ctx: Ctx, id: string): Promise<Result<null>> {
  await tx.user.update({ where: { id }, data: { principal: true }, select: { id: true } })
  const [before, after] = [{ principal: false }, { principal: true }]
  await recordUser(tx, ctx, 'staff.appoint', id, { before, after })
  await notify(tx, ctx, 'principal_appointed', await usersNamed(tx, [id]), {
    params: { person: ctx.actor.name },
    link: '/enterprise/staff',
  })
  return done(null)
}

type Colleague = { active: boolean; principal: boolean }

function onColleague<T>(
  ctx: Ctx,
  id: string,
  act: StaffAct,
  work: (tx: Tx, colleague: Colleague) => Promise<Result<T>>,
): Promise<Result<T>> {
  const enterpriseId = enterpriseOf(ctx)
  return ctx.db.transact(async (tx): Promise<Result<T>> => {
    const colleague = await tx.user.findFirst({
      where: { AND: [{ id }, scope(ctx.actor, 'Colleague')] },
      select: { id: true, active: true, principal: true },
    })
    if (!colleague) throw new NotFound('user')
    const problem = staffProblem(act, await factsOf(tx, ctx, enterpriseId, colleague))
    return problem ?? work(tx, colleague)
  })
}

function enterpriseOf({ actor }: Ctx): string {
  if (!actor.enterpriseId || !actor.roles.includes('applicant')) throw new NotFound('enterprise')
  return actor.enterpriseId
}

/** Holds the enterprise first, so that two acts at once are one after the other. */
async function factsOf(
  tx: Tx,
  { actor }: Ctx,
  enterpriseId: string,
  subject: (Colleague & { id: string }) | null,
): Promise<StaffFacts> {
  await tx.enterprise.updateMany({ where: { id: enterpriseId }, data: { version: { increment: 0 } } })
  const open = await tx.user.findMany({
    where: { enterpriseId, active: true },
    select: { id: true, principal: true },
  })
  return {
    principal: open.some(({ id, principal }) => id === actor.id && principal),
    own: subject?.id === actor.id,
    subject,
    open: open.length,
    most: env.enterpriseAccounts,
    otherPrincipals: open.filter(({ id, principal }) => id !== actor.id && principal).length,
  }
}
