import type { Spent } from '#app/domain/approval/total-caps.ts'
import type { Tx } from '../client.server.ts'

/** States in which an application holds money of its guideline. */
const holding = ['proposed', 'publicity', 'objection', 'approved']

/** What applications of a guideline hold of its money, each with whose totals it counts in; `but` leaves one out. */
export async function spentUnder(
  client: Pick<Tx, 'application'>,
  guidelineId: string,
  { but }: { but?: string } = {},
): Promise<Spent[]> {
  const rows = await client.application.findMany({
    where: { guidelineId, status: { in: holding } },
    select: { id: true, cityCode: true, enterpriseId: true, proposedFen: true, approvedFen: true },
  })
  return rows
    .filter(({ id }) => id !== but)
    .map(({ cityCode, enterpriseId, proposedFen, approvedFen }) => ({
      region: cityCode,
      enterprise: enterpriseId,
      fen: approvedFen ?? proposedFen ?? 0n,
    }))
}
