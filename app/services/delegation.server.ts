import { rolesWithin } from '#app/authorization/accounts.ts'
import { rolesIn } from '#app/authorization/actor.ts'
import { delegable, delegationProblem } from '#app/authorization/delegation.ts'
import { scope } from '#app/authorization/scope.ts'
import { delegationsAround, findParty } from '#app/db/office/delegation.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { delegationPeriod } from '#app/domain/office/delegation.ts'
import { newId } from '#app/platform/id.ts'
import { record } from './audit.server.ts'
import type { Ctx } from './context.ts'
import { tell } from './tell-deputies.server.ts'

export type TypedDelegation = {
  absentId: string
  deputyId: string
  roles: readonly string[]
  startsAt: string
  endsAt: string
  reason: string
}

/**
 * A person hands roles of their own to a colleague for a period, or the security administrator does it for somebody who is
 * away already and then says why. The deputy is told, and whoever is away if they did not do it themselves. Throws
 * NotFound for people whose roles are not the actor's to give. Refusals: reason_required, form_has_problems (startsAt,
 * endsAt, deputyId), own_account and role_of_higher_level (administrators), delegation_overlaps and deputy_away (409), those
 * of delegationProblem.
 */
export async function setDelegation(ctx: Ctx, typed: TypedDelegation): Promise<Result<{ id: string }>> {
  const { actor, now } = ctx
  const own = typed.absentId === actor.id
  const reason = typed.reason.trim().slice(0, 500)
  return ctx.db.transact<Result<{ id: string }>>(async (tx) => {
    const absent = await findParty(tx, typed.absentId, own ? {} : scope(actor, 'UserRoles', 'manage'))
    if (!absent) throw new NotFound('user')
    if (!own && !reason) return refuse('reason_required')
    const period = delegationPeriod(typed, now)
    if (!period.ok) return period
    const deputy = await findParty(tx, typed.deputyId)
    if (!deputy) {
      const fields = [{ path: 'deputyId', code: 'required', params: {} }]
      return refuse('form_has_problems', { count: 1 }, { fields })
    }
    const roles = delegable(absent.roles).filter((role) => typed.roles.includes(role))
    if (!own && deputy.id === actor.id) return refuse('own_account')
    if (!own && roles.some((role) => !rolesWithin(actor, absent.org).includes(role)))
      return refuse('role_of_higher_level')
    const around = await delegationsAround(tx, [absent.id, deputy.id], period.value)
    const beside = around
      .filter(({ deputyId }) => deputyId === deputy.id)
      .flatMap((other) => rolesIn(other.roles))
    const problem = delegationProblem(absent, deputy, roles, beside)
    if (problem) return refuse(problem)
    const again = around.some(({ absentId, deputyId }) => absentId === absent.id && deputyId === deputy.id)
    if (again) return refuse('delegation_overlaps', { name: deputy.name }, { status: 409 })
    if (around.some(({ absentId }) => absentId === deputy.id))
      return refuse('deputy_away', { name: deputy.name }, { status: 409 })

    const id = newId()
    const { startsAt, endsAt } = period.value
    const parties = { absentId: absent.id, deputyId: deputy.id }
    await tx.delegation.create({
      data: {
        id,
        ...parties,
        roles: roles.join(),
        ...period.value,
        createdById: actor.id,
        createdAt: now,
        toldAt: startsAt <= now ? now : null,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'delegation.set',
      dossier: `user:${absent.id}`,
      object: { type: 'delegation', id },
      after: { absent: absent.id, deputy: deputy.id, roles, startsAt, endsAt },
      reason,
    })
    const told = { ...parties, absent: absent.name, deputy: deputy.name, startsAt, endsAt }
    await tell(tx, ctx, 'delegation_set', told, own ? [deputy.id] : [deputy.id, absent.id])
    return done({ id })
  })
}
