import { scope } from '#app/authorization/scope.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { opinionChecks } from '#app/domain/review/opinion.ts'
import type { Ctx } from '#app/services/context.ts'
import { unitAtLevel } from '../quota.server.ts'
import type { Tx } from '../client.server.ts'

/** An application as a reviewer acts on it, in the actor's read scope, with its opinions that stand. @throws NotFound */
export async function reviewCase(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.application.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Application')] },
    omit: { form: true, touched: true },
    include: {
      guideline: { omit: { draft: true } },
      opinions: { where: { closedAt: null }, orderBy: { id: 'desc' } },
    },
  })
  if (!row) throw new NotFound('application')
  return row
}
export type ReviewCase = Awaited<ReturnType<typeof reviewCase>>

/** The handler's opinion at the present node, if one stands. */
export function handlersOpinion({ opinions, status }: ReviewCase) {
  const found = opinions.find(({ node, kind }) => node === status && (kind === 'handle' || kind === 'check'))
  return found ? { ...found, checks: opinionChecks.parse(JSON.parse(found.checks)) } : null
}

/** Places of the unit that recommends from this node; null where nobody limits them. */
export async function quotaAt(
  tx: Tx,
  application: {
    guidelineId: string
    unitCode: string
    cityCode: string
    townCode: string | null
  },
  node: string,
): Promise<{ limit: number; used: number } | null> {
  const level = levelOfNode(node)
  const unitCode = level && unitAtLevel(application, level)
  if (!level || !unitCode) return null
  const quota = await tx.quota.findUnique({
    where: { guidelineId_level_unitCode: { guidelineId: application.guidelineId, level, unitCode } },
    select: { limit: true, used: true },
  })
  return quota && quota.limit !== null ? { limit: quota.limit, used: quota.used } : null
}

/** How often this node has returned the application for correction (T06). */
export async function roundsUsed(tx: Tx, applicationId: string, node: string): Promise<number> {
  return tx.reviewOpinion.count({ where: { applicationId, node, kind: 'return' } })
}
