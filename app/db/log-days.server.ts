import { shanghaiDay, startOfDay } from '#app/domain/kernel/shanghai.ts'
import type { Db } from './client.server.ts'

/** Enters the last root of the newest day that is over, unless it is there. @returns the day, or null */
export async function closeDay({ client }: Db, now: Date): Promise<string | null> {
  const last = await client.logCheckpoint.findFirst({
    where: { signedAt: { lt: startOfDay(shanghaiDay(now)) } },
    orderBy: { size: 'desc' },
  })
  if (!last) return null
  const day = shanghaiDay(last.signedAt)
  if (await client.logDay.findUnique({ where: { day } })) return null
  await client.logDay.create({ data: { day, size: last.size, root: last.root }, select: { day: true } })
  return day
}

/** The newest days with their last roots. @param take how many */
export async function logDays(
  { client }: Db,
  take: number,
): Promise<{ day: string; size: number; root: string }[]> {
  return client.logDay.findMany({ orderBy: { day: 'desc' }, take })
}
