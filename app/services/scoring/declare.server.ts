import { findSheet, isOpen } from '#app/db/scoring/sheet-row.server.ts'
import { systemActor } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { ConflictKind } from '#app/domain/scoring/conflict.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { callNext } from './answer-seat.server.ts'
import { assignMissing, liveSheets } from './assign.server.ts'
import { blockCodes } from './avoidance.server.ts'

type SheetAct = { sheetId: string; version: number }

/**
 * B.3: the expert declares to have no conflict; from now on the material is open to them. Refusals: declaration_missing
 * unless it was ticked, and those of the transition.
 */
export async function declareNoConflict(
  ctx: Ctx,
  { sheetId, version, confirmed }: SheetAct & { confirmed: boolean },
): Promise<Result<null>> {
  if (!confirmed) return refuse('declaration_missing')
  return ctx.db.transact(async (tx) => {
    const sheet = await findSheet(tx, ctx.actor, sheetId)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: sheetId,
      version,
      transition: 'declare',
      facts: async () => ({
        scoringOpen: isOpen(sheet, ctx.now),
        avoidance: await blockCodes(tx, ctx, sheet.expertId, sheet.applicationId),
      }),
      set: { declaredAt: ctx.now },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * B.3: the expert names a conflict and leaves this application: no material, no score. A member with room takes it
 * over, else the next substitute is called.
 */
export async function recuse(
  ctx: Ctx,
  input: SheetAct & { kind: ConflictKind; text: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const sheet = await findSheet(tx, ctx.actor, input.sheetId)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: input.sheetId,
      version: input.version,
      transition: 'recuse',
      facts: async () => ({ conflict: input.text }),
      set: { conflict: `${input.kind}: ${input.text.trim()}` },
      after: { conflict: input.kind },
    })
    if (!moved.ok) return moved
    return replaceExpert(tx, ctx, sheet)
  })
}

/** One expert left one application: a member with room takes it over, else the next substitute is called. */
export async function replaceExpert(
  tx: Tx,
  ctx: Ctx,
  sheet: { panelId: string; applicationId: string; expertId: string },
): Promise<Result<null>> {
  const panel = await tx.panel.findUniqueOrThrow({ where: { id: sheet.panelId } })
  const assigned = await assignMissing(
    tx,
    { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } },
    panel,
  )
  if (!assigned.ok) return assigned
  const live = await tx.scoreSheet.count({
    where: { applicationId: sheet.applicationId, status: { in: liveSheets } },
  })
  const coming = await tx.panelSeat.count({
    where: { panelId: panel.id, role: 'member', status: { in: ['invited', 'accepted'] } },
  })
  if (live + coming >= panel.seatsWanted) return done(null)
  const seat = await tx.panelSeat.findFirst({
    where: { panelId: panel.id, expertId: sheet.expertId, status: 'committed' },
    select: { id: true },
  })
  return seat ? callNext(tx, ctx, seat.id) : done(null)
}
