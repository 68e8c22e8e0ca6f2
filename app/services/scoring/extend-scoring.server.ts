import type { Tx } from '#app/db/client.server.ts'
import { idsOf } from '#app/db/scoring/pool.server.ts'
import { atField, done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { instantFromText } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'

/** Moves the end of scoring to a later instant, with a reason; also after it has passed, so that nobody is lost to the clock. */
export async function extendScoring(
  ctx: Ctx,
  input: { panelId: string; version: number; scoringEnd: string; reason: string },
): Promise<Result<null>> {
  const end = instantFromText(input.scoringEnd)
  if (!end.ok) return refuse('scoring_end_missing', {}, { fields: [atField('scoringEnd', end)] })
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: input.panelId,
      version: input.version,
      transition: 'extend',
      reason: input.reason,
      facts: async () => ({ scoringEnd: end.value }),
      set: { scoringEnd: end.value },
      after: { scoringEnd: end.value },
    })
    if (!moved.ok) return moved
    await moveDue(tx, input.panelId, end.value)
    return done(null)
  })
}

async function moveDue(tx: Tx, panelId: string, dueAt: Date): Promise<void> {
  const panel = await tx.panel.findUniqueOrThrow({
    where: { id: panelId },
    select: { applicationIds: true },
  })
  await tx.application.updateMany({
    where: { id: { in: idsOf(panel.applicationIds) }, status: 'in_review' },
    data: { dueAt },
  })
}
