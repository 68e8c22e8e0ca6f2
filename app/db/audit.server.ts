import { type Dialect, Prisma, type Tx } from './client.server.ts'
import { change, insertRows, rowsOf } from './plain.server.ts'

/** The dossier's newest entry. On Postgres the dossier is locked until the transaction ends, so that numbers have no gaps. */
export async function lastEntryOf(
  tx: Tx,
  dialect: Dialect,
  dossier: string,
): Promise<{ n: number; leaf: string } | null> {
  if (dialect === 'postgres')
    await change(tx, Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${dossier}, 0))`)
  const [last] = await rowsOf<{ n: number; leaf: string }>(
    tx,
    Prisma.sql`SELECT n, leaf FROM "AuditEntry" WHERE dossier = ${dossier} ORDER BY n DESC LIMIT 1`,
  )
  return last ?? null
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

export async function insertEntry(tx: Tx, row: EntryRow): Promise<void> {
  await insertRows(tx, 'auditEntry', [row])
}
