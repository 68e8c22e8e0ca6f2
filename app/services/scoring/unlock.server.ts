import { holdersOf } from '#app/db/recipients.server.ts'
import { findSheet, isOpen } from '#app/db/scoring/sheet-row.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { usersOfExperts } from './draw-panel.server.ts'

type SheetAct = { sheetId: string; version: number }

/** B.7: the organiser asks, with a reason, that a submitted sheet be opened again; supervision decides. */
export async function requestUnlock(ctx: Ctx, input: SheetAct & { reason: string }): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const sheet = await findSheet(tx, ctx.actor, input.sheetId)
    const supervisors = await holdersOf(tx, 'supervisor', ctx.now)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: sheet.id,
      version: input.version,
      transition: 'request_unlock',
      reason: input.reason,
      facts: async () => ({ scoringOpen: isOpen(sheet, ctx.now) }),
      set: { unlockAskedById: ctx.actor.id, unlockReason: input.reason.trim() },
      notice: {
        params: { panel: sheet.panel.name, reason: input.reason.trim() },
        link: `/scoring/panels/${sheet.panelId}`,
        named: supervisors.map(({ id }) => id),
      },
    })
    return moved.ok ? done(null) : moved
  })
}

/** Supervision agrees: the expert may score again; the sheet as submitted is kept. */
export async function unlockSheet(ctx: Ctx, input: SheetAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const sheet = await findSheet(tx, ctx.actor, input.sheetId)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: sheet.id,
      version: input.version,
      transition: 'unlock',
      facts: async () => ({ unlockAskedBy: sheet.unlockAskedById }),
      set: { kept: withKept(sheet), totalCenti: null, suggestedFen: null, submittedAt: null },
      notice: {
        params: { panel: sheet.panel.name },
        link: `/scoring/sheets/${sheet.id}`,
        named: await usersOfExperts(tx, [sheet.expertId]),
      },
    })
    return moved.ok ? done(null) : moved
  })
}

export async function refuseUnlock(ctx: Ctx, input: SheetAct & { reason: string }): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: input.sheetId,
      version: input.version,
      transition: 'refuse_unlock',
      reason: input.reason,
    })
    return moved.ok ? done(null) : moved
  })
}

function withKept(sheet: Awaited<ReturnType<typeof findSheet>>): string {
  const kept: unknown = JSON.parse(sheet.kept)
  const { items, vetoes, suggestion, suggestedWan, comment, totalCenti, submittedAt, unlockReason } = sheet
  return JSON.stringify([
    ...(Array.isArray(kept) ? kept : []),
    { items, vetoes, suggestion, suggestedWan, comment, totalCenti, submittedAt, unlockReason },
  ])
}
