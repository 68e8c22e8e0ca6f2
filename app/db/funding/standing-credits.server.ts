import type { CreditFact } from '#app/domain/application/facts.ts'
import { creditLevels, standingCredits } from '#app/domain/funding/credit.ts'
import { findRows } from '../find-rows.server.ts'

/** Credit records of an enterprise that are neither repaired nor expired nor dropped, by the day on which they began. */
export async function standingCreditsOf(client: object, enterpriseId: string): Promise<CreditFact[]> {
  const columns = ['level', 'basisNo', 'startsOn', 'endsOn'] as const
  const where = { enterpriseId, status: { in: standingCredits } }
  const rows = await findRows(client, 'creditRecord', columns, where, { orderBy: 'startsOn' })
  return rows.flatMap(({ level: text, basisNo, startsOn, endsOn }) => {
    const level = creditLevels.find((one) => one === text)
    return level && startsOn && endsOn ? [{ level, basisNo, startsOn, endsOn }] : []
  })
}
