import type { Tx } from '../client.server.ts'

/** What the panel suggested per application: the mean of the amounts on its locked sheets, whole fen downwards. */
export async function suggestedAmounts(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<Map<string, bigint>> {
  const sheets = await tx.scoreSheet.findMany({
    where: { applicationId: { in: [...applicationIds] }, status: 'locked', suggestedFen: { not: null } },
    select: { applicationId: true, suggestedFen: true },
  })
  const sums = new Map<string, { fen: bigint; count: bigint }>()
  for (const { applicationId, suggestedFen } of sheets) {
    const { fen, count } = sums.get(applicationId) ?? { fen: 0n, count: 0n }
    sums.set(applicationId, { fen: fen + (suggestedFen ?? 0n), count: count + 1n })
  }
  return new Map([...sums].map(([id, { fen, count }]) => [id, fen / count]))
}
