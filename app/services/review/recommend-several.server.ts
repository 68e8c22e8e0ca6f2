import { NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import type { ReviewAct } from './case.server.ts'
import { recommendApplication } from './recommend.server.ts'

/** At most one page of the list. */
export const mostAtOnce = 50

export type Recommended = { id: string; result: Result<{ to: string }> }

/**
 * Recommends several applications in the given order, each as an act of its own: its transaction, its event, its place of
 * the quota. What one row is refused does not undo the others. Refusal of the whole: nothing_chosen, too_many_chosen {most}.
 */
export async function recommendSeveral(
  ctx: Ctx,
  { items, text }: { items: readonly ReviewAct[]; text: string },
): Promise<Result<readonly Recommended[]>> {
  const chosen = items.filter(({ id }, at) => items.findIndex((item) => item.id === id) === at)
  if (chosen.length === 0) return refuse('nothing_chosen')
  if (chosen.length > mostAtOnce) return refuse('too_many_chosen', { most: mostAtOnce })
  const rows: Recommended[] = []
  for (const { id, version } of chosen) {
    const result = await recommendApplication(ctx, { id, version, text }).catch((error: unknown) => {
      if (error instanceof NotFound) return refuse('out_of_scope', {}, { status: 403 })
      throw error
    })
    rows.push({ id, result })
  }
  return { ok: true, value: rows }
}
