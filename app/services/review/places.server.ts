import type { Tx } from '#app/db/client.server.ts'
import { releaseQuota, takeQuota, unitAtLevel } from '#app/db/quota.server.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'

type Placed = {
  id: string
  guidelineId: string
  unitCode: string
  cityCode: string
  townCode: string | null
}

/**
 * The place that a unit's recommendation takes, or null for a node that has none. A recommendation that stands holds
 * its place (A.5); one that is closed has given it back.
 */
export function placeAt(application: Placed, node: string) {
  const level = levelOfNode(node)
  const unitCode = level && unitAtLevel(application, level)
  return level && unitCode ? { guidelineId: application.guidelineId, level, unitCode } : null
}

/** Gives back the places of an application's recommendations, all of them or those from some nodes; each once. */
export async function releasePlaces(
  tx: Tx,
  application: Placed,
  now: Date,
  nodes?: readonly string[],
): Promise<void> {
  const standing = await tx.reviewOpinion.findMany({
    where: {
      applicationId: application.id,
      kind: 'recommend',
      closedAt: null,
      ...(nodes ? { node: { in: [...nodes] } } : {}),
    },
    select: { id: true, node: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, node } of standing) {
    const { count } = await tx.reviewOpinion.updateMany({
      where: { id, closedAt: null },
      data: { closedAt: now },
    })
    const place = placeAt(application, node)
    if (count === 1 && place) await releaseQuota(tx, place)
  }
}

/**
 * Takes places again for recommendations made before, when an ended application comes back above them.
 * Refusal: quota_used_up when another took the place meanwhile.
 */
export async function retakePlaces(
  tx: Tx,
  application: Placed,
  nodes: readonly string[],
): Promise<Result<null>> {
  for (const node of nodes) {
    const last = await tx.reviewOpinion.findFirst({
      where: { applicationId: application.id, kind: 'recommend', node },
      select: { id: true, closedAt: true },
      orderBy: { id: 'desc' },
    })
    if (!last?.closedAt) continue
    const place = placeAt(application, node)
    if (place && !(await takeQuota(tx, place))) return quotaUsedUp(tx, place)
    await tx.reviewOpinion.updateMany({ where: { id: last.id }, data: { closedAt: null } })
  }
  return done(null)
}

/** All places of the unit are taken. */
export async function quotaUsedUp(tx: Tx, place: NonNullable<ReturnType<typeof placeAt>>) {
  const quota = await tx.quota.findUnique({
    where: { guidelineId_level_unitCode: place },
    select: { limit: true },
  })
  return refuse('quota_used_up', { limit: quota?.limit ?? 0 })
}
