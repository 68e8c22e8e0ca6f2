import { scope } from '#app/authorization/scope.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'

/** The accounts of the actor's own enterprise: principals first, those that are closed last. @throws NotFound without one */
export async function ownStaff(ctx: Ctx) {
  const rows = await ctx.db.client.user.findMany({
    where: scope(ctx.actor, 'Colleague'),
    select: {
      id: true,
      loginName: true,
      name: true,
      principal: true,
      active: true,
      passwordOneTime: true,
      createdAt: true,
      sessions: { select: { createdAt: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
    orderBy: [{ active: 'desc' }, { principal: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
  })
  if (rows.length === 0) throw new NotFound('enterprise')
  return rows.map(({ sessions, ...row }) => ({ ...row, signedInAt: sessions[0]?.createdAt ?? null }))
}
export type StaffRow = Awaited<ReturnType<typeof ownStaff>>[number]
