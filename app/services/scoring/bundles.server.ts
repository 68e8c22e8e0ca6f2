import { z } from 'zod'
import { resultOf } from '#app/db/scoring/draw-record.server.ts'
import { findPanel } from '#app/db/scoring/panel-record.server.ts'
import { rankingText } from '#app/db/scoring/ranking.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { presentKey } from '../audit-keys.server.ts'
import { proofOf } from '../audit-receipt.server.ts'
import type { Ctx } from '../context.ts'

/**
 * All that made a finished draw, as JSON from which anybody can repeat it: the pool by ids of experts, never names,
 * who was left out and why, plan, nonce, salt and result, with the proofs of the entries that planned the panel, fixed the
 * pool and drew. For who sees the people of the panel.
 * @param number of the draw within the panel, from 1
 * @throws NotFound before the draw, and until its entries are published (about a second)
 */
export async function drawBundle(ctx: Ctx, panelId: string, number: number): Promise<string> {
  const { seesPeople, draws } = await findPanel(ctx, panelId)
  if (!seesPeople || !draws.some((draw) => draw.number === number && draw.drawnAt)) throw new NotFound('draw')
  const { client } = ctx.db
  const panel = await client.panel.findUniqueOrThrow({
    where: { id: panelId },
    select: { conditions: true, draws: { where: { number } } },
  })
  const [draw] = panel.draws
  const result = resultOf(draw?.result ?? null)
  if (!draw || !result) throw new NotFound('draw')
  const entries = await entriesOf(ctx, panelId, ['panel.plan', 'panel.publish_pool', 'panel.draw'])
  const own = entries.filter(({ act, draw: of }) => act === 'panel.plan' || of === number)
  const { pool, poolSha256, nonceSha256, serverNonce, reason, salt, excluded } = draw
  const { seed, order, members, substitutes } = result
  return JSON.stringify({
    version: 1,
    panel: panelId,
    number,
    reason,
    conditions: panel.conditions,
    pool,
    poolSha256,
    nonceSha256,
    serverNonce,
    salt,
    excluded: JSON.parse(excluded) as unknown,
    seed,
    order,
    members,
    substitutes,
    proofs: await Promise.all(own.map(({ id }) => proofWithEntry(ctx, id))),
  })
}

/** Proof of the entry in which a panel was signed and its ranking's hash stands. @throws NotFound before that */
export async function rankingProof(ctx: Ctx, panelId: string): Promise<string> {
  const signed = (await rankingText(ctx, panelId)) && (await entriesOf(ctx, panelId, ['panel.sign'])).at(-1)
  if (!signed) throw new NotFound('ranking')
  return proofWithEntry(ctx, signed.id)
}

const stated = z.object({ after: z.object({ draw: z.number().optional() }) })

async function entriesOf(ctx: Ctx, panelId: string, acts: string[]) {
  const rows = await ctx.db.client.auditEntry.findMany({
    where: { dossier: `panel:${panelId}`, act: { in: acts }, result: 'done' },
    select: { id: true, act: true, bytes: true },
    orderBy: { n: 'asc' },
  })
  return rows.map(({ id, act, bytes }) => {
    const { after } = stated.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return { id, act, draw: after.draw }
  })
}

async function proofWithEntry(ctx: Ctx, entryId: string): Promise<string> {
  return (await proofOf(ctx.db, await presentKey(ctx.db), entryId, { content: true })).file
}
