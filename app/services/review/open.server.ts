import { done, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { openCase, type ReviewAct } from './case.server.ts'

/**
 * 签收: the node signs for the application, and the applicant can no longer recall it (T04). A second time it changes
 * nothing. Refusals: not_yours (403), wrong_state and stale_version (409).
 */
export async function openForHandling(ctx: Ctx, act: ReviewAct): Promise<Result<{ already: boolean }>> {
  const opened = await openCase(ctx, act)
  if (!opened.ok) return opened
  if (opened.value.application.openedAt) return done({ already: true })
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      ...act,
      workflow: 'application',
      transition: 'open',
      set: { openedAt: ctx.now },
      after: { openedAt: ctx.now },
    })
    return moved.ok ? done({ already: false }) : moved
  })
}
