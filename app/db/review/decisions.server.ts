import type { Row } from '#app/authorization/ability.ts'
import { type Actor, has } from '#app/authorization/actor.ts'
import { levelOfNode, nodeOfLevel } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { levels } from '#app/domain/guideline/chain.ts'
import type { Ctx } from '#app/services/context.ts'
import { mostCounted } from '../paging.server.ts'
import { deciderOf } from './appeal.server.ts'

/** Ended applications that wait for this person: appeals against the level below, reopenings to grant. */
export function decisionsOf({ roles, level }: Actor): Row[] {
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
  const rows = [await ended(ctx), await askedToWithdraw(ctx)].filter((row) => row !== null)
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

/**
 * Applications whose applicant waits for this approver to agree to a withdrawal: the level that recommended last was asked
 * and has not answered. Null when there are none. It begins from the requests, which are few.
 */
export async function askedToWithdraw({ actor, db: { client } }: Ctx): Promise<Row | null> {
  const { from } = applicationWorkflow.transitions.withdraw
  if (!has(actor, 'approver') || from === 'nothing') return null
  const requests = await client.reviewOpinion.findMany({
    where: {
      kind: 'withdrawal_request',
      closedAt: null,
      application: { status: { in: [...from] } },
    },
    select: { applicationId: true },
    take: mostCounted,
  })
  if (requests.length === 0) return null
  const opinions = await client.reviewOpinion.findMany({
    where: {
      applicationId: { in: requests.map(({ applicationId }) => applicationId) },
      kind: { in: ['recommend', 'withdrawal_request', 'withdrawal_consent'] },
      closedAt: null,
    },
    select: { applicationId: true, kind: true, node: true },
    orderBy: { id: 'asc' },
  })
  const waiting = new Set<string>()
  const recommended = new Map<string, string>()
  for (const { applicationId, kind, node } of opinions) {
    if (kind === 'recommend') recommended.set(applicationId, node)
    else if (kind === 'withdrawal_request') waiting.add(applicationId)
    else waiting.delete(applicationId)
  }
  const ids = [...waiting].filter((id) => levelOfNode(recommended.get(id) ?? null) === actor.level)
  return ids.length === 0 ? null : { id: { in: ids } }
}
