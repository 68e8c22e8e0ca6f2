import type { Tx } from './client.server.ts'

/**
 * Counts one more of a kind. @param until when the count begins anew, if it begins now
 * @returns the how-manieth it is since the count began
 */
export async function countRefusal(
  tx: Tx,
  { key, now, until }: { key: string; now: Date; until: Date },
): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number | bigint }[]>`
    INSERT INTO "RefusalCount" AS known ("key", "until", "count") VALUES (${key}, ${until}, 1)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN known."until" <= ${now} THEN 1 ELSE known."count" + 1 END,
      "until" = CASE WHEN known."until" <= ${now} THEN excluded."until" ELSE known."until" END
    RETURNING "count"`
  return Number(rows[0]?.count ?? 0)
}

/** Forgets counts that ended before. */
export async function forgetRefusals(tx: Tx, before: Date): Promise<void> {
  await tx.refusalCount.deleteMany({ where: { until: { lt: before } } })
}
