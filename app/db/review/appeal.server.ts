import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import type { Tx } from '../client.server.ts'

/** The appeal that waits for a decision, or null. */
export async function openAppeal(tx: Tx, applicationId: string) {
  return tx.appeal.findFirst({ where: { applicationId, status: 'open' } })
}

const above = { town: 'county', county: 'city', city: 'province', province: 'leader' } as const

/** T24: who decides is one level above whoever rejected; above the province stands the leader. */
export function deciderOf(status: string, node: string | null): 'county' | 'city' | 'province' | 'leader' {
  const level = status === 'not_approved' ? null : levelOfNode(node)
  return level ? above[level] : 'leader'
}
