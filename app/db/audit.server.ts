import type { Dialect, Tx } from './client.server.ts'

/** The dossier's newest entry. On Postgres the dossier is locked until the transaction ends, so that numbers have no gaps. */
export async function lastEntryOf(
  tx: Tx,
  dialect: Dialect,
  dossier: string,
): Promise<{ n: number; leaf: string } | null> {
  if (dialect === 'postgres')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${dossier}, 0))`
  return tx.auditEntry.findFirst({
    where: { dossier },
    orderBy: { n: 'desc' },
    select: { n: true, leaf: true },
  })
}
