import { rolesIn } from '#app/authorization/actor.ts'
import { delegationProblem } from '#app/authorization/delegation.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { findParty } from '#app/db/office/delegation.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from './audit.server.ts'
import type { Ctx } from './context.ts'
import { bothNames, named, tell, type Told } from './tell-deputies.server.ts'

/**
 * Ends a delegation before its time: whoever is away, the deputy, or the security administrator, who then says why. Both
 * are told. Throws NotFound for others. Refusals: delegation_over (409), reason_required.
 */
export async function endDelegation(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null>> {
  const { actor } = ctx
  const text = reason.trim().slice(0, 500)
  return ctx.db.transact<Result<null>>(async (tx) => {
    const found = await tx.delegation.findUnique({ where: { id }, include: bothNames })
    const party = found && [found.absentId, found.deputyId].includes(actor.id)
    const theirs =
      party || (found && (await findParty(tx, found.absentId, scope(actor, 'UserRoles', 'manage'))))
    if (!found || !theirs) throw new NotFound('delegation')
    if (!party && !text) return refuse('reason_required')
    const ended = await end(tx, ctx, named(found), { endedById: actor.id, reason: text })
    return ended ? done(null) : refuse('delegation_over', {}, { status: 409 })
  })
}

/** Ends what may not stay after an account of either side changed: it was closed, moved, or its roles are others. */
export async function endBroken(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  const found = await tx.delegation.findMany({
    where: {
      OR: [{ absentId: userId }, { deputyId: userId }],
      endedAt: null,
      endsAt: { gt: ctx.now },
    },
    include: bothNames,
    orderBy: { id: 'asc' },
  })
  for (const row of found) {
    const [absent, deputy] = [await findParty(tx, row.absentId), await findParty(tx, row.deputyId)]
    const cause = absent && deputy && delegationProblem(absent, deputy, rolesIn(row.roles))
    if (cause) await end(tx, ctx, named(row), { endedById: null, cause })
  }
}

/** Only while it is not over. @returns whether it was not */
async function end(
  tx: Tx,
  ctx: Ctx,
  row: Told & { id: string },
  { endedById, reason = '', cause }: { endedById: string | null; reason?: string; cause?: string },
): Promise<boolean> {
  const { id, absentId, deputyId, endsAt } = row
  const { count } = await tx.delegation.updateMany({
    where: { id, endedAt: null, endsAt: { gt: ctx.now } },
    data: { endedAt: ctx.now, endedById },
  })
  if (count === 0) return false
  await record(tx, ctx, {
    act: 'delegation.end',
    dossier: `user:${absentId}`,
    object: { type: 'delegation', id },
    after: { absent: absentId, deputy: deputyId, endsAt, cause: cause ?? null },
    reason,
  })
  await tell(tx, ctx, 'delegation_ended', row, [absentId, deputyId])
  return true
}
