import type { Row } from '#app/authorization/ability.ts'
import { has } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { coReviewAt, levelOfNode, nodeOfLevel } from '#app/domain/application/chain-nodes.ts'
import { coReviewKind } from '#app/domain/review/co-review.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db, Tx } from '../client.server.ts'
import { configurationOf } from '../configuration.server.ts'

/**
 * Applications at the level of this finance office that the call asks it about and that it has not answered yet; null
 * for whoever is not the finance of an office. Whether it is asked is the call's, so it begins from the calls that wait.
 */
export async function askedOfFinance({ actor, db }: Ctx): Promise<Row | null> {
  if (!has(actor, 'finance') || !actor.level) return null
  const node = nodeOfLevel[actor.level]
  const waits: Row = {
    status: node,
    opinions: { none: { node, kind: coReviewKind('finance'), closedAt: null } },
  }
  const calls = await db.client.application.groupBy({
    by: ['guidelineId', 'guidelineVersion', 'unitCode', 'channel'],
    where: { AND: [scope(actor, 'Application'), waits] },
  })
  const asking = await Promise.all(
    calls.map(async (call) => {
      const configuration = await configurationOf(db, call.guidelineId, call.guidelineVersion)
      return coReviewAt(configuration, { ...call, townCode: null }, node).includes('finance') ? [call] : []
    }),
  )
  const asked = asking.flat()
  return asked.length === 0 ? { id: { in: [] } } : { AND: [waits, { OR: asked }] }
}

/** Does the call ask finance about this application where it stands, and has finance not answered yet? */
export async function financeStillAsked(db: Db, id: string): Promise<boolean> {
  const application = await db.client.application.findUnique({
    where: { id },
    select: {
      guidelineId: true,
      guidelineVersion: true,
      unitCode: true,
      townCode: true,
      channel: true,
      status: true,
      opinions: { where: { kind: coReviewKind('finance'), closedAt: null }, select: { node: true } },
    },
  })
  if (!application || levelOfNode(application.status) === null) return false
  const { guidelineId, guidelineVersion, status, opinions } = application
  const configuration = await configurationOf(db, guidelineId, guidelineVersion)
  const asked = coReviewAt(configuration, application, status).includes('finance')
  return asked && !opinions.some(({ node }) => node === status)
}

/** Has this office an account of its finance, which then answers for itself? */
export async function hasFinance(tx: Tx, orgId: string | null): Promise<boolean> {
  const where = { orgId: orgId ?? '', active: true, roles: { contains: 'finance' } }
  return (await tx.user.count({ where, take: 1 })) > 0
}
