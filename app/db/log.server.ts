import { fromHex } from '#app/domain/audit/note.ts'
import type { CompleteTile, Frontier } from '#app/domain/audit/frontier.ts'
import { tileWidth } from '#app/domain/audit/tiles.ts'
import type { Db, Dialect, Tx } from './client.server.ts'

/** An entry that has no place in the log yet. */
export type Waiting = { id: string; dossier: string; n: number; bytes: Uint8Array }

/** Where the last look ended: every entry before it has its place. Rowid on SQLite, transaction on Postgres; 0 looks at all. */
export type Cursor = bigint

type Place = { place: bigint | number | string }

/**
 * Committed entries without a place, at most `limit`, oldest first, and where the next look may begin once they have theirs.
 * SQLite has one writer: rows are committed in the order of their rowids. On Postgres a transaction that began before
 * may commit after; the cursor stays at the oldest that was still open, and entries already placed are left out.
 */
export async function waitingEntries(
  tx: Pick<Tx, '$queryRaw'>,
  dialect: Dialect,
  { cursor, limit }: { cursor: Cursor; limit: number },
): Promise<{ entries: Waiting[]; next: Cursor }> {
  if (dialect === 'sqlite') {
    const rows = await tx.$queryRaw<(Waiting & Place)[]>`
      SELECT e.rowid AS place, e.id, e.dossier, e.n, e.bytes
      FROM "AuditEntry" e LEFT JOIN "LogSequence" s ON s."entryId" = e.id
      WHERE e.rowid > ${cursor} AND s."number" IS NULL ORDER BY e.rowid LIMIT ${limit}`
    return { entries: rows.map(withoutPlace), next: BigInt(rows.at(-1)?.place ?? cursor) }
  }
  const [horizon] = await tx.$queryRaw<Place[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS place`
  const rows = await tx.$queryRaw<(Waiting & Place)[]>`
    SELECT e."transaction" AS place, e.id, e.dossier, e.n, e.bytes
    FROM "AuditEntry" e LEFT JOIN "LogSequence" s ON s."entryId" = e.id
    WHERE e."transaction" >= ${cursor} AND s."number" IS NULL ORDER BY e."transaction", e.id LIMIT ${limit}`
  const open = BigInt(horizon?.place ?? cursor)
  const last = BigInt(rows.at(-1)?.place ?? open)
  return { entries: rows.map(withoutPlace), next: rows.length < limit || last > open ? open : last }
}

/** Of these entries, those with an earlier entry of their dossier that has no place yet. */
export async function withMissingEarlier(tx: Tx, entries: readonly Waiting[]): Promise<Set<string>> {
  const firsts = new Map<string, number>()
  for (const { dossier, n } of entries) firsts.set(dossier, Math.min(n, firsts.get(dossier) ?? n))
  const earlier = await tx.auditEntry.findMany({
    where: { OR: [...firsts].filter(([, n]) => n > 1).map(([dossier, n]) => ({ dossier, n: n - 1 })) },
    select: { id: true, dossier: true },
  })
  const placed = await tx.logSequence.findMany({
    where: { entryId: { in: earlier.map(({ id }) => id) } },
    select: { entryId: true },
  })
  const known = new Set(placed.map(({ entryId }) => entryId))
  return new Set(earlier.filter(({ id }) => !known.has(id)).map(({ dossier }) => dossier))
}

/** How many entries have their place. */
export async function logSize(tx: Pick<Tx, 'logSequence'>): Promise<number> {
  const last = await tx.logSequence.findFirst({ orderBy: { number: 'desc' }, select: { number: true } })
  return last ? last.number + 1 : 0
}

/** The hashes that are in no complete tile, of a log of `size`: what the next entries are joined to. */
export async function readFrontier(tx: Pick<Tx, 'logSequence' | 'logTile'>, size: number): Promise<Frontier> {
  const rows: Uint8Array[][] = []
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / tileWidth))
    rows.push(await readRow(tx, level, hashes - (hashes % tileWidth), hashes))
  return rows
}

/** Hashes `from` to `to` of the row of tiles at `level`: leaves, or nodes over complete tiles of the level below. */
export async function readRow(
  tx: Pick<Tx, 'logSequence' | 'logTile'>,
  level: number,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const number = { gte: from, lt: to }
  const hashes =
    level === 0
      ? (await tx.logSequence.findMany({ where: { number }, orderBy: { number: 'asc' } })).map(
          ({ leaf }) => fromHex(leaf) ?? new Uint8Array(),
        )
      : (
          await tx.logTile.findMany({
            where: { level: level - 1, number },
            orderBy: { number: 'asc' },
            select: { root: true },
          })
        ).map(({ root }) => root)
  if (hashes.length !== to - from) throw new Error(`the log lacks hashes ${from} to ${to} of level ${level}`)
  return hashes
}

/** Adds places, tiles and the signed root. Fails, and changes nothing, when any of them is already there. */
export async function extendLog(
  tx: Tx,
  added: {
    places: { number: number; entryId: string; leaf: string }[]
    tiles: CompleteTile[]
    checkpoint: { size: number; root: string; note: string; signedAt: Date }
  },
): Promise<void> {
  await tx.logSequence.createMany({ data: added.places })
  for (const { level, number, hashes, root } of added.tiles)
    await tx.logTile.create({
      data: { level, number, hashes: Buffer.concat(hashes), root: Buffer.from(root) },
      select: { level: true },
    })
  await tx.logCheckpoint.create({ data: added.checkpoint, select: { size: true } })
}

/** The entries at `from` to `to` of the log, in order. */
export async function entriesAt(db: Db, from: number, to: number): Promise<Uint8Array[]> {
  const rows = await db.client.$queryRaw<{ bytes: Uint8Array }[]>`
    SELECT e.bytes FROM "LogSequence" s JOIN "AuditEntry" e ON e.id = s."entryId"
    WHERE s."number" >= ${from} AND s."number" < ${to} ORDER BY s."number"`
  if (rows.length !== to - from) throw new Error(`the log lacks entries ${from} to ${to}`)
  return rows.map(({ bytes }) => bytes)
}

/** Every signed checkpoint up to `size`, the smallest first. */
export async function checkpointsTo(
  db: Db,
  size: number,
): Promise<{ size: number; note: string; signedAt: Date }[]> {
  return db.client.logCheckpoint.findMany({ where: { size: { lte: size } }, orderBy: { size: 'asc' } })
}

/** The newest checkpoint; null before the first. */
export async function latestCheckpoint(
  db: Db,
): Promise<{ size: number; root: string; note: string; signedAt: Date } | null> {
  return db.client.logCheckpoint.findFirst({ orderBy: { size: 'desc' } })
}

/** The newest two checkpoints of more than `size` entries, the newest first. */
export async function checkpointsAfter(
  { client }: Db,
  size: number,
): Promise<{ size: number; note: string }[]> {
  return client.logCheckpoint.findMany({
    where: { size: { gt: size } },
    orderBy: { size: 'desc' },
    take: 2,
    select: { size: true, note: true },
  })
}

/** The place of an entry, found by its id or by its place. */
export async function placeOf(
  db: Db,
  entry: string | number,
): Promise<{ number: number; entryId: string; leaf: string } | null> {
  return db.client.logSequence.findUnique({
    where: typeof entry === 'number' ? { number: entry } : { entryId: entry },
  })
}

/** Is there such an entry, with a place or without? */
export async function entryExists(db: Db, id: string): Promise<boolean> {
  return (await db.client.auditEntry.count({ where: { id } })) > 0
}

/** When the first checkpoint was signed that covers this place of the log. */
export async function signedWith(db: Db, number: number): Promise<Date | null> {
  const checkpoint = await db.client.logCheckpoint.findFirst({
    where: { size: { gt: number } },
    orderBy: { size: 'asc' },
    select: { signedAt: true },
  })
  return checkpoint?.signedAt ?? null
}

function withoutPlace({ id, dossier, n, bytes }: Waiting & Place): Waiting {
  return { id, dossier, n, bytes: new Uint8Array(bytes) }
}
