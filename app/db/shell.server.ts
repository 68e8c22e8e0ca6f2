import type { Stage } from '#app/authorization/stages.ts'
import { countTodos } from './office.server.ts'
import type { Ctx } from '#app/services/context.ts'

export type ShellCounts = { todo: number; unread: number; stages: Partial<Record<Stage, number>> }

/** Numbers in the frame of every page: unread notices, things to do, and things to do per stage. */
export async function countShell(ctx: Ctx): Promise<ShellCounts> {
  const [unread, stages] = await Promise.all([
    ctx.db.client.notice.count({ where: { userId: ctx.actor.id, readAt: null } }),
    countTodos(ctx),
  ])
  return { todo: Object.values(stages).reduce((sum, count) => sum + count, 0), unread, stages }
}
