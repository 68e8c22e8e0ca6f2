import type { Row } from '#app/authorization/ability.ts'
import type { Actor } from '#app/authorization/actor.ts'
import { nodeOfLevel } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { levels } from '#app/domain/guideline/chain.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'
import { deciderOf } from './appeal.server.ts'
import { agreedToWithdraw, askedToWithdraw } from './withdrawals.server.ts'

/** Ended applications that wait for this person: appeals against the level below, reopenings to grant. */
function decisionsOf({ roles, level }: Actor): Row[] {
  if (roles.includes('leader'))
    return [
      { status: 'not_approved', appeals: { some: { status: 'open' } } },
      { status: 'rejected', appeals: { some: { status: 'open', node: nodeOfLevel.province } } },
    ]
  if (!roles.includes('approver')) return []
  const below = levels.filter((one) => deciderOf('rejected', nodeOfLevel[one]) === level)
  const appeals = { some: { status: 'open', node: { in: below.map((one) => nodeOfLevel[one]) } } }
  const asked = { some: { kind: 'reopening_request', closedAt: null } }
  const { from } = applicationWorkflow.transitions.reopen
  return [
    { status: 'rejected', appeals },
    ...(level === 'province' && from !== 'nothing' ? [{ status: { in: [...from] }, opinions: asked }] : []),
  ]
}

/**
 * Applications that wait for this person's decision, null when there are none. It begins from the open appeals and
 * requests, which are few, so that it costs the same however many applications have ended.
 */
export async function waitingForDecision(ctx: Ctx): Promise<Row | null> {
  const found = [await ended(ctx), await askedToWithdraw(ctx), await agreedToWithdraw(ctx)]
  const rows = found.filter((row) => row !== null)
  return rows.length === 0 ? null : { OR: rows }
}

async function ended({ actor, db: { client } }: Ctx): Promise<Row | null> {
  const decisions = decisionsOf(actor)
  if (decisions.length === 0) return null
  const select = { applicationId: true } as const
  const [appeals, requests] = await Promise.all([
    client.appeal.findMany({ where: { status: 'open' }, select, take: mostCounted }),
    client.reviewOpinion.findMany({
      where: { kind: 'reopening_request', closedAt: null },
      select,
      take: mostCounted,
    }),
  ])
  const ids = [...new Set([...appeals, ...requests].map(({ applicationId }) => applicationId))]
  return ids.length === 0 ? null : { id: { in: ids }, OR: decisions }
}
