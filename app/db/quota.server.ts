import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import type { Tx } from './client.server.ts'

type Place = { guidelineId: string; level: string; unitCode: string }

/** Takes one place of a unit. False when all are taken; true also where nobody limits it (domain A.5). */
export async function takeQuota(tx: Tx, place: Place): Promise<boolean> {
  const { count } = await tx.quota.updateMany({
    where: { ...place, OR: [{ limit: null }, { used: { lt: tx.quota.fields.limit } }] },
    data: { used: { increment: 1 } },
  })
  if (count === 1) return true
  return (await tx.quota.count({ where: place })) === 0
}

/** Gives a place back; nothing happens where there is no quota, or none is taken. */
export async function releaseQuota(tx: Tx, place: Place): Promise<void> {
  await tx.quota.updateMany({ where: { ...place, used: { gt: 0 } }, data: { used: { decrement: 1 } } })
}

/** Recommendations of a unit that stand: each holds a place. */
export async function standingPlaces(tx: Tx, { guidelineId, level, unitCode }: Place): Promise<number> {
  const standing = await tx.reviewOpinion.findMany({
    where: { kind: 'recommend', closedAt: null, application: { guidelineId } },
    select: { node: true, application: { select: { unitCode: true, cityCode: true, townCode: true } } },
  })
  return standing.filter(
    ({ node, application }) => levelOfNode(node) === level && unitAtLevel(application, level) === unitCode,
  ).length
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
