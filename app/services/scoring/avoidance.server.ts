import { createHash } from 'node:crypto'
import { avoidanceFacts, poolExperts } from '#app/db/scoring/pool.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { blocked, type Exclusion, type PoolExpert } from '#app/domain/scoring/panel.ts'
import type { Ctx } from '../context.ts'

/** B.3 hard blocks of one expert for one application, found now. */
export async function blocksOf(
  tx: Tx,
  ctx: Ctx,
  expertId: string,
  applicationId: string,
): Promise<Exclusion[]> {
  const applications = await avoidanceFacts(tx, [applicationId])
  const [expert] = await poolExperts(tx, applications, [expertId])
  return expert ? blocked(expert, applications, shanghaiDay(ctx.now)) : []
}

/** The same as the rule of a sheet asks it: codes, each once. */
export async function blockCodes(
  tx: Tx,
  ctx: Ctx,
  expertId: string,
  applicationId: string,
): Promise<string[]> {
  const blocks = await blocksOf(tx, ctx, expertId, applicationId)
  return [...new Set(blocks.map(({ rule }) => rule))]
}

/** May this expert be named now: in the pool, the term not over, with an account? */
export function isAble({ status, validTo, hasAccount }: PoolExpert, now: Date): boolean {
  return status === 'in_pool' && validTo >= shanghaiDay(now) && hasAccount
}

/** Kind of one expert, and the B.3 hard blocks for any of these applications: codes, each once; null who may not be named. */
export async function boundOf(tx: Tx, ctx: Ctx, applicationIds: readonly string[], expertId: string) {
  const applications = await avoidanceFacts(tx, applicationIds)
  const [expert] = await poolExperts(tx, applications, [expertId])
  if (!expert || !isAble(expert, ctx.now)) return null
  const rules = blocked(expert, applications, shanghaiDay(ctx.now)).map(({ rule }) => rule)
  return { kind: expert.kind, avoidance: [...new Set(rules)] }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
