import type { Tx } from './client.server.ts'

type Place = { guidelineId: string; level: string; unitCode: string }

/** Takes one place of a unit. False when all are taken; true also where the guideline sets no quota (domain A.5). */
export async function takeQuota(tx: Tx, place: Place): Promise<boolean> {
  const { count } = await tx.quota.updateMany({
    where: { ...place, used: { lt: tx.quota.fields.limit } },
    data: { used: { increment: 1 } },
  })
  if (count === 1) return true
  return (await tx.quota.count({ where: place })) === 0
}

/** Gives a place back; nothing happens where there is no quota, or none is taken. */
export async function releaseQuota(tx: Tx, place: Place): Promise<void> {
  await tx.quota.updateMany({ where: { ...place, used: { gt: 0 } }, data: { used: { decrement: 1 } } })
}

/** The unit of an application that acts at a level, which is the one whose place it takes. */
export function unitAtLevel(
  application: { unitCode: string; cityCode: string; townCode: string | null },
  level: string,
): string | null {
  switch (level) {
    case 'county':
      return application.unitCode
    case 'city':
      return application.cityCode
    case 'town':
      return application.townCode
    default:
      return null
  }
}
