import type { Ctx } from './context.ts'

/** Marks the actor's own notices as read: one, or all with `null`. Those of others are left alone. */
export async function readNotices(ctx: Ctx, noticeId: string | null): Promise<number> {
  const { count } = await ctx.db.client.notice.updateMany({
    where: { userId: ctx.actor.id, readAt: null, ...(noticeId === null ? {} : { id: noticeId }) },
    data: { readAt: ctx.now },
  })
  return count
}
