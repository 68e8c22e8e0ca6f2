import { firstIdAt } from '#app/platform/id.ts'
import type { Tx } from '../client.server.ts'

/** milliseconds; a snapshot's transaction ends long before one of the next day is taken up */
const overlap = 24 * 3600_000

/** What lies before the newest snapshot that was taken up, but for the overlap, is taken up already. */
async function waiting(tx: Tx) {
  const newest = await tx.textPrint.findFirst({
    orderBy: { snapshotId: 'desc' },
    select: { snapshotId: true },
  })
  if (!newest) return { print: null }
  const at = Number.parseInt(newest.snapshotId.replace('-', '').slice(0, 12), 16)
  return { print: null, id: { gte: firstIdAt(new Date(at - overlap)) } }
}

/** Snapshots whose texts the index of the duplicate check has not yet, oldest first. */
export async function unprintedSnapshots(tx: Tx, take: number) {
  return tx.applicationSnapshot.findMany({
    where: await waiting(tx),
    select: { id: true, applicationId: true, content: true },
    orderBy: { id: 'asc' },
    take,
  })
}

/** How many there are, counted up to `most`. */
export async function countUnprinted(tx: Tx, most: number): Promise<number> {
  return tx.applicationSnapshot.count({ where: await waiting(tx), take: most })
}

/** Puts the bands of a snapshot's texts in the place of those of the application's earlier one. */
export async function keepBands(
  tx: Tx,
  { id, applicationId }: { id: string; applicationId: string },
  bands: readonly number[],
  now: Date,
): Promise<void> {
  await tx.textBand.deleteMany({ where: { applicationId } })
  await tx.textBand.createMany({ data: bands.map((hash) => ({ hash, applicationId })) })
  await tx.textPrint.create({ data: { snapshotId: id, createdAt: now }, select: { snapshotId: true } })
}
