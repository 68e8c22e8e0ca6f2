import type { Stage } from '#app/authorization/stages.ts'
import type { Ctx } from '#app/services/context.ts'

export type ShellCounts = { todo: number; unread: number; stages: Partial<Record<Stage, number>> }

/** Numbers in the frame of every page: unread notices, things to do, and things to do per stage. */
export async function countShell(ctx: Ctx): Promise<ShellCounts> {
  const unread = await ctx.db.client.notice.count({ where: { userId: ctx.actor.id, readAt: null } })
  return { todo: 0, unread, stages: {} }
}
