import type { Tx } from '#app/db/client.server.ts'
import { idsOf } from '#app/db/scoring/pool.server.ts'
import { panelInScope } from '#app/db/scoring/panel.server.ts'
import { atField, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText, instantFromText } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { assignMissing } from './assign.server.ts'
import { usersOfExperts } from './draw-panel.server.ts'

/**
 * T11: opens scoring until an instant typed as Shanghai time. Every application of the panel that is still qualified
 * enters review; members get their sheets, checked again for avoidance.
 */
export async function openScoring(
  ctx: Ctx,
  input: { panelId: string; version: number; scoringEnd: string },
): Promise<Result<null>> {
  const end = instantFromText(input.scoringEnd)
  if (!end.ok) return refuse('scoring_end_missing', {}, { fields: [atField('scoringEnd', end)] })
  return ctx.db.transact(async (tx) => {
    const panel = await panelInScope(tx, ctx, input.panelId)
    const seats = await seatCounts(tx, panel)
    const members = await tx.panelSeat.findMany({
      where: { panelId: panel.id, role: 'member', status: 'committed' },
      select: { expertId: true },
    })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: panel.id,
      version: input.version,
      transition: 'open_scoring',
      facts: async () => ({ seats, scoringEnd: end.value }),
      set: { scoringStart: ctx.now, scoringEnd: end.value },
      after: { scoringEnd: end.value },
      notice: {
        params: { panel: panel.name, deadline: deadlineText(end.value) },
        link: '/scoring/mine',
        named: await usersOfExperts(
          tx,
          members.map(({ expertId }) => expertId),
        ),
      },
    })
    if (!moved.ok) return moved

    const qualified = await tx.application.findMany({
      where: { id: { in: idsOf(panel.applicationIds) }, status: 'qualified' },
      select: { id: true },
      orderBy: { id: 'asc' },
    })
    if (qualified.length === 0) return refuse('panel_without_applications')
    for (const { id } of qualified) {
      const started = await applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version: null,
        transition: 'start_review',
        facts: async () => ({
          panel: { seats: seats.wanted, accepted: seats.members, committed: seats.committed },
        }),
        dueAt: end.value,
        after: { panel: panel.id },
      })
      if (!started.ok) return started
    }
    return assignMissing(tx, ctx, panel)
  })
}

/** Members who accepted and those of them who signed, of the present draw. */
async function seatCounts(tx: Tx, panel: { id: string; seatsWanted: number }) {
  const seats = await tx.panelSeat.findMany({
    where: { panelId: panel.id, role: 'member', status: { in: ['accepted', 'committed'] } },
    select: { status: true },
  })
  const committed = seats.filter(({ status }) => status === 'committed').length
  return { wanted: panel.seatsWanted, members: seats.length, committed }
}
