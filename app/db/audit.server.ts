import type { Dialect, Tx } from './client.server.ts'

/** The dossier's newest entry. On Postgres the dossier is locked until the transaction ends, so that numbers have no gaps. */
export async function lastEntryOf(
  tx: Tx,
  dialect: Dialect,
  dossier: string,
): Promise<{ n: number; leaf: string } | null> {
  if (dialect === 'postgres')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${dossier}, 0))`
  const [last] = await tx.$queryRaw<{ n: number; leaf: string }[]>`
    SELECT n, leaf FROM "AuditEntry" WHERE dossier = ${dossier} ORDER BY n DESC LIMIT 1`
  return last ? { n: Number(last.n), leaf: last.leaf } : null
}

export type EntryRow = {
  id: string
  at: Date
  dossier: string
  n: number
  act: string
  result: string
  actorId: string
  unitCode: string
  bytes: Uint8Array
  leaf: string
}

/** Written as plain SQL: one event stands in nearly every transaction, and this costs half of the model's way. */
export async function insertEntry(tx: Tx, row: EntryRow): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" (id, "at", dossier, n, act, result, "actorId", "unitCode", bytes, leaf)
    VALUES (${row.id}, ${row.at}, ${row.dossier}, ${row.n}, ${row.act}, ${row.result}, ${row.actorId}, ${row.unitCode},
      ${row.bytes}, ${row.leaf})`
}
