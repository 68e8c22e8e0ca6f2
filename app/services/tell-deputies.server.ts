import type { Tx } from '#app/db/client.server.ts'
import { usersNamed } from '#app/db/recipients.server.ts'
import { minuteText } from '#app/domain/kernel/shanghai.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import type { NoticeKind } from '#app/domain/notices.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.server.ts'

/** Both names of a delegation. */
export const bothNames = { absent: { select: { name: true } }, deputy: { select: { name: true } } } as const

/** What a notice says of a delegation. */
export type Told = {
  absentId: string
  deputyId: string
  absent: string
  deputy: string
  startsAt: Date
  endsAt: Date
}

/** The row with names in the place of the people. */
export function named<T extends { absent: { name: string }; deputy: { name: string } }>(row: T) {
  return { ...row, absent: row.absent.name, deputy: row.deputy.name }
}

/** Tells deputies that what was set before begins now. @returns how many */
export async function tellDeputies(ctx: Ctx): Promise<number> {
  const waiting = await ctx.db.client.delegation.findMany({
    where: { toldAt: null, endedAt: null, startsAt: { lte: ctx.now }, endsAt: { gt: ctx.now } },
    include: bothNames,
    orderBy: { id: 'asc' },
    take: 200,
  })
  let count = 0
  for (const row of waiting)
    await ctx.db.transact(async (tx) => {
      const { count: first } = await tx.delegation.updateMany({
        where: { id: row.id, toldAt: null, endedAt: null },
        data: { toldAt: ctx.now },
      })
      if (first === 0) return done(null)
      await tell(tx, ctx, 'delegation_started', named(row), [row.deputyId])
      count++
      return done(null)
    })
  return count
}

/** Tells one side or both of a delegation. */
export async function tell(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  row: Told,
  ids: readonly string[],
): Promise<void> {
  await notify(tx, ctx, kind, await usersNamed(tx, ids), {
    params: {
      absent: row.absent,
      deputy: row.deputy,
      from: minuteText(row.startsAt),
      until: minuteText(row.endsAt),
    },
    link: '/delegation',
  })
}
