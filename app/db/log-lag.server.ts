import { firstIdAt } from '#app/platform/id.ts'
import type { Db, Tx } from './client.server.ts'

export type LogState = {
  size: number
  /** of the newest checkpoint */
  signedAt: Date | null
  /** entries that have no place yet */
  waiting: number
  /** when the oldest of them was made; null: none waits */
  waitingSince: Date | null
}

/** How far the log has come, and since when the oldest committed entry waits: the sequencer's lag. Counts every entry. */
export async function logState({ client }: Db): Promise<LogState> {
  const last = await client.logCheckpoint.findFirst({
    orderBy: { size: 'desc' },
    select: { size: true, signedAt: true },
  })
  const size = last?.size ?? 0
  const waiting = Math.max(0, (await client.auditEntry.count()) - size)
  const oldest = waiting
    ? await client.auditEntry.findFirst({ orderBy: { id: 'desc' }, skip: waiting - 1, select: { at: true } })
    : null
  return { size, signedAt: last?.signedAt ?? null, waiting, waitingSince: oldest?.at ?? null }
}

/** Entries looked at for the warning: one that is late may lie behind others that are not. */
const looked = 20

type Reader = Pick<Tx, 'auditEntry' | 'logSequence'>

/** Has an entry made before this instant no place in the log yet? Costs the same however far the log is behind. */
export async function logLagsBehind(reader: Reader, before: Date): Promise<boolean> {
  const entries = await reader.auditEntry.findMany({
    where: { id: { lt: firstIdAt(before) } },
    orderBy: { id: 'desc' },
    take: looked,
    select: { id: true },
  })
  const placed = await reader.logSequence.count({
    where: { entryId: { in: entries.map(({ id }) => id) } },
  })
  return placed < entries.length
}

const aliveUntil = new WeakMap<Db, Date>()

/**
 * Has the log signed nothing for so many seconds, though an entry waits since before? What is known of the newest
 * checkpoint is kept, so that a log that goes on costs a question now and then, not with each act.
 * @param seconds 0: never
 */
export async function logStandsStill(tx: Tx, db: Db, now: Date, seconds: number): Promise<boolean> {
  if (seconds === 0 || now < (aliveUntil.get(db) ?? new Date(0))) return false
  const last = await tx.logCheckpoint.findFirst({ orderBy: { size: 'desc' }, select: { signedAt: true } })
  if (last) aliveUntil.set(db, new Date(last.signedAt.getTime() + seconds * 1000))
  const before = new Date(now.getTime() - seconds * 1000)
  return (!last || last.signedAt <= before) && logLagsBehind(tx, before)
}
