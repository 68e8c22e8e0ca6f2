import { firstIdAt } from '#app/platform/id.ts'
import type { Tx } from '../client.server.ts'

/** milliseconds; a snapshot's transaction ends long before one of the next day is taken up */
const overlap = 24 * 3600_000

/** Ids of what waits, oldest first. What lies before the newest that was taken up, but for the overlap, is taken up already. */
async function waiting(tx: Tx, take: number): Promise<string[]> {
  const newest = await tx.textPrint.findFirst({
    orderBy: { snapshotId: 'desc' },
    select: { snapshotId: true },
  })
  const at = newest && Number.parseInt(newest.snapshotId.replace('-', '').slice(0, 12), 16)
  const since = at === null ? '' : firstIdAt(new Date(at - overlap))
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM "ApplicationSnapshot" s LEFT JOIN "TextPrint" p ON p."snapshotId" = s.id
    WHERE s.id >= ${since} AND p."snapshotId" IS NULL
    ORDER BY s.id LIMIT ${take}`
  return rows.map(({ id }) => id)
}

/** Snapshots whose texts the index of the duplicate check has not yet, oldest first. */
export async function unprintedSnapshots(tx: Tx, take: number) {
  return tx.applicationSnapshot.findMany({
    where: { id: { in: await waiting(tx, take) } },
    select: { id: true, applicationId: true, content: true },
    orderBy: { id: 'asc' },
  })
}

/** How many there are, counted up to `most`. */
export async function countUnprinted(tx: Tx, most: number): Promise<number> {
  return (await waiting(tx, most)).length
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
