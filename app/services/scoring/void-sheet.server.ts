import { holdersOf } from '#app/db/recipients.server.ts'
import { bundleOf } from '#app/db/scoring/bundle.server.ts'
import { findSheet } from '#app/db/scoring/sheet-row.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { bySystem } from './answer-seat.server.ts'
import { replaceExpert } from './declare.server.ts'
import { usersOfExperts } from './draw-panel.server.ts'

type VoidSheet = { sheetId: string; version: number; reason: string }

/**
 * B.3, late discovery: supervision declares one expert's sheet on one application void. It counts nowhere, and the
 * expert reads no more material. While scoring goes on the expert is replaced; a panel that waits for its signature goes
 * back to scoring when too few sheets remain. Refusals: `reason_required`, `panel_already_signed`, `wrong_state`.
 */
export async function voidSheet(ctx: Ctx, input: VoidSheet): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const sheet = await findSheet(tx, ctx.actor, input.sheetId)
    const reason = input.reason.trim()
    const { panel } = sheet
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: sheet.id,
      version: input.version,
      transition: 'void',
      reason,
      facts: async () => ({ panelRunning: panel.status === 'scoring' || panel.status === 'to_sign' }),
      set: { voidReason: reason },
      after: { application: sheet.applicationId, expert: sheet.expertId },
      notice: {
        params: { panel: panel.name, reason },
        link: '/scoring/mine',
        named: [...(await organisers(tx, ctx.now)), ...(await usersOfExperts(tx, [sheet.expertId]))],
      },
    })
    if (!moved.ok) return moved
    if (panel.status === 'to_sign') {
      const bundle = await bundleOf(tx, ctx.db, [panel.id])
      const left = bundle.applications.find(({ id }) => id === sheet.applicationId)
      if (left?.outcome !== 'insufficient') return done(null)
      const resumed = await applyTransition(tx, bySystem(ctx), {
        workflow: 'panel',
        id: panel.id,
        version: null,
        transition: 'resume_scoring',
        reason,
        after: { sheet: sheet.id },
      })
      if (!resumed.ok) return resumed
    }
    return replaceExpert(tx, ctx, sheet)
  })
}

async function organisers(tx: Tx, now: Date): Promise<string[]> {
  return (await holdersOf(tx, 'organiser', now)).map(({ id }) => id)
}
