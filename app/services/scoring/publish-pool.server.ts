import { randomBytes } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Tx } from '#app/db/client.server.ts'
import { avoidanceFacts, conditionsOf, idsOf, poolExperts } from '#app/db/scoring/pool.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { choosePool, type Pool } from '#app/domain/scoring/panel.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { sha256Hex } from './avoidance.server.ts'

type PanelRow = { id: string; guidelineId: string; conditions: string; applicationIds: string }

/** The pool that a panel would draw from now, and everybody left out with the rule and its evidence. */
export async function poolOf(tx: Tx, ctx: Ctx, panel: PanelRow): Promise<Pool> {
  const applications = await avoidanceFacts(tx, idsOf(panel.applicationIds))
  const experts = await poolExperts(tx, applications)
  const answered = await tx.panelSeat.findMany({
    where: { panelId: panel.id, status: { in: ['declined', 'absent'] } },
    select: { expertId: true },
  })
  return choosePool(experts, {
    conditions: conditionsOf(panel.conditions),
    applications,
    answeredBefore: new Set(answered.map(({ expertId }) => expertId)),
    today: shanghaiDay(ctx.now),
  })
}

/**
 * Fixes the pool and commits to a server nonce before the salt is known: their hashes enter the log now. A repeated
 * draw takes the next number, needs a reason, and releases the seats of the earlier one.
 * Refusals: `pool_empty`, `reason_required` on repetition.
 */
export async function publishPool(
  ctx: Ctx,
  input: { panelId: string; version: number; reason: string },
): Promise<Result<{ number: number; poolSha256: string; nonceSha256: string }>> {
  return ctx.db.transact(async (tx) => {
    const panel = await tx.panel.findUnique({
      where: { id: input.panelId },
      include: { draws: { select: { number: true, drawnAt: true } } },
    })
    if (!panel) throw new NotFound('panel')
    const number = panel.draws.length + 1
    if (number > 1 && panel.version === input.version && !input.reason.trim())
      return refuse('reason_required')
    const { entries, excluded } = await poolOf(tx, ctx, panel)
    if (entries.length === 0) return refuse('pool_empty')

    const pool = canonicalize(entries) ?? ''
    const poolSha256 = sha256Hex(pool)
    const serverNonce = randomBytes(32).toString('hex')
    const nonceSha256 = sha256Hex(serverNonce)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: panel.id,
      version: input.version,
      transition: 'publish_pool',
      reason: input.reason.trim() || null,
      facts: async () => ({ applications: idsOf(panel.applicationIds).length }),
      after: { draw: number, poolSha256, nonceSha256, candidates: entries.length, excluded: excluded.length },
    })
    if (!moved.ok) return moved
    const released = await releaseSeats(tx, ctx, panel.id, input.reason)
    if (!released.ok) return released
    await tx.draw.create({
      data: {
        id: newId(),
        panelId: panel.id,
        number,
        reason: input.reason.trim(),
        pool,
        poolSha256,
        excluded: JSON.stringify(excluded),
        serverNonce,
        nonceSha256,
        drawnById: ctx.actor.id,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    return done({ number, poolSha256, nonceSha256 })
  })
}

async function releaseSeats(tx: Tx, ctx: Ctx, panelId: string, reason: string): Promise<Result<null>> {
  const seats = await tx.panelSeat.findMany({
    where: { panelId, status: { in: ['designation_asked', 'standby', 'invited', 'accepted', 'committed'] } },
    select: { id: true },
    orderBy: { order: 'asc' },
  })
  for (const { id } of seats) {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id,
      version: null,
      transition: 'release',
      reason,
    })
    if (!moved.ok) return moved
  }
  return done(null)
}
