import { createHash } from 'node:crypto'
import { avoidanceFacts, poolExperts } from '#app/db/scoring/pool.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { blocked, type Exclusion } from '#app/domain/scoring/panel.ts'
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

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
