import { reviewActs } from '#app/db/review/acts.server.ts'
import type { ReviewActs } from '#app/domain/review/acts.ts'
import type { Ctx } from '../context.ts'
import { judgedAndOpen } from './duplicates.server.ts'

/**
 * What an office can do with an application now; null for readers who review nothing. Whoever may confirm the formal review
 * is told of applications alike on which nobody decided. @throws NotFound
 */
export async function officeActs(ctx: Ctx, id: string): Promise<ReviewActs | null> {
  const acts = await reviewActs(ctx, id)
  if (!acts?.open.includes('qualify')) return acts
  const { undecided } = await judgedAndOpen(ctx, id)
  return {
    ...acts,
    undecided: undecided.map(({ id, projectName, source }) => ({ id, projectName, source })),
  }
}
