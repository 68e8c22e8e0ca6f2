import type { Tx } from '#app/db/client.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { bundleOf } from '#app/db/scoring/bundle.server.ts'
import { panelInScope } from '#app/db/scoring/panel.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { scoring } from '#app/i18n/zh-CN/scoring.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'

/**
 * Ends scoring: before the deadline only when every sheet is in; after it, open sheets are marked absent, not zero.
 * Submitted sheets are locked. Refusals: `sheets_open`, `too_few_sheets`.
 */
export async function endScoring(
  ctx: Ctx,
  input: { panelId: string; version: number },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const panel = await panelInScope(tx, ctx, input.panelId)
    const past = panel.scoringEnd !== null && ctx.now > panel.scoringEnd
    if (panel.status === 'scoring') {
      const swept = await sweepSheets(tx, ctx, panel.id, past)
      if (!swept.ok) return swept
    }
    const openSheets = await tx.scoreSheet.count({
      where: { panelId: panel.id, status: { in: ['assigned', 'scoring', 'unlock_requested'] } },
    })
    const bundle = openSheets === 0 ? await bundleOf(tx, ctx.db, [panel.id]) : null
    const supervisors = await holdersOf(tx, 'supervisor', ctx.now)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: panel.id,
      version: input.version,
      transition: 'end_scoring',
      facts: async () => ({
        openSheets,
        insufficient: bundle?.applications.filter(({ outcome }) => outcome === 'insufficient').length ?? 0,
      }),
      notice: {
        params: { panel: panel.name },
        link: `/scoring/panels/${panel.id}`,
        named: supervisors.map(({ id }) => id),
      },
    })
    return moved.ok ? done(null) : moved
  })
}

async function sweepSheets(tx: Tx, ctx: Ctx, panelId: string, past: boolean): Promise<Result<null>> {
  const sheets = await tx.scoreSheet.findMany({
    where: { panelId, status: { in: past ? ['assigned', 'scoring', 'submitted'] : ['submitted'] } },
    select: { id: true, status: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, status } of sheets) {
    const act = { workflow: 'sheet', id, version: null } as const
    const moved =
      status === 'submitted'
        ? await applyTransition(tx, ctx, { ...act, transition: 'lock' })
        : await applyTransition(tx, ctx, { ...act, transition: 'miss', reason: scoring.reason.notSubmitted })
    if (!moved.ok) return moved
  }
  return done(null)
}
