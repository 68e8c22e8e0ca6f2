import { configurationOf } from '#app/db/configuration.server.ts'
import { findDraft, peopleOfDrafts } from '#app/db/guideline.server.ts'
import { phaseAt } from '#app/domain/guideline/draft.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import type { GuidelineAct } from './publish.server.ts'

/** The leader stops a call: nobody can submit until it is resumed. People with drafts are told. */
export async function suspendGuideline(ctx: Ctx, act: GuidelineAct): Promise<Result<{ version: number }>> {
  return stopOrGo(ctx, act, 'suspend')
}

/** The leader lets a call go on with its deadlines: published, open or closed by the clock. */
export async function resumeGuideline(ctx: Ctx, act: GuidelineAct): Promise<Result<{ version: number }>> {
  return stopOrGo(ctx, act, 'resume')
}

async function stopOrGo(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
  transition: 'suspend' | 'resume',
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    return applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition,
      reason,
      facts: async () => ({ next: phaseAt(row, ctx.now) }),
      notice: {
        params: { guideline: await publishedTitle(ctx, row), reason: reason?.trim() ?? '' },
        link: `/guidelines/${id}`,
        named: await peopleOfDrafts(tx, id),
      },
    })
  })
}

async function publishedTitle(
  ctx: Ctx,
  row: { id: string; title: string; publishedVersion: number },
): Promise<string> {
  return row.publishedVersion > 0
    ? (await configurationOf(ctx.db, row.id, row.publishedVersion)).title
    : row.title
}

/** The handler puts a closed call away; it can only be read afterwards. */
export async function archiveGuideline(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
): Promise<Result<{ version: number }>> {
  return ctx.db.transact((tx) =>
    applyTransition(tx, ctx, { workflow: 'guideline', id, version, transition: 'archive', reason }),
  )
}

/**
 * What time does, as the system: opens calls whose start has come and closes those whose last minute is over. Each in
 * a transaction of its own; run again, it finds nothing to do.
 */
export async function openAndCloseGuidelines(ctx: Ctx): Promise<{ opened: number; closed: number }> {
  const { now } = ctx
  const due = await ctx.db.client.guideline.findMany({
    where: {
      OR: [
        { status: 'published', applyStart: { lte: now } },
        { status: 'open', applyEnd: { lt: now } },
      ],
    },
    select: { id: true, status: true },
    orderBy: { id: 'asc' },
  })
  const counts = { opened: 0, closed: 0 }
  for (const { id, status } of due) {
    if (status === 'published' && (await byTime(ctx, id, 'open'))) counts.opened++
    if (await byTime(ctx, id, 'close')) counts.closed++
  }
  return counts
}

async function byTime(ctx: Ctx, id: string, transition: 'open' | 'close'): Promise<boolean> {
  const moved = await ctx.db.transact(async (tx) => {
    const { applyStart, applyEnd } = await tx.guideline.findUniqueOrThrow({
      where: { id },
      select: { applyStart: true, applyEnd: true },
    })
    return applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version: null,
      transition,
      facts: async () => ({ applyStart, applyEnd }),
    })
  })
  return moved.ok
}
