import type { Ctx } from '#app/services/context.ts'

export type NoticeRow = {
  id: string
  kind: string
  params: Record<string, string>
  link: string
  createdAt: Date
  readAt: Date | null
}

const columns = { id: true, kind: true, params: true, link: true, createdAt: true, readAt: true } as const

/** The actor's own notices, newest first. */
export async function listNotices(
  ctx: Ctx,
  { unread, page, size }: { unread: boolean; page: number; size: number },
): Promise<{ rows: NoticeRow[]; unread: number; all: number }> {
  const { client } = ctx.db
  const own = { userId: ctx.actor.id }
  const [rows, waiting, all] = await Promise.all([
    client.notice.findMany({
      where: unread ? { ...own, readAt: null } : own,
      select: columns,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    client.notice.count({ where: { ...own, readAt: null } }),
    client.notice.count({ where: own }),
  ])
  return { rows: rows.map((row) => ({ ...row, params: paramsOf(row.params) })), unread: waiting, all }
}

function paramsOf(json: string): Record<string, string> {
  return JSON.parse(json) as Record<string, string>
}
