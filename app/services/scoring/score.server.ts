import { z } from 'zod'
import { configurationOf } from '#app/db/configuration.server.ts'
import { contentOf, findSheet, isOpen, typedOf } from '#app/db/scoring/sheet-row.server.ts'
import { doing } from '#app/authorization/actor.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { readSheet } from '#app/domain/scoring/sheet.ts'
import { sheetWorkflow } from '#app/domain/scoring/workflow.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { blockCodes } from './avoidance.server.ts'

const text = (most: number) => z.string().max(most)

/** A sheet as the page sends it; every value is text as typed. */
export const typedSheet = z.strictObject({
  items: z.record(text(20), z.strictObject({ score: text(20), comment: text(2000) })),
  vetoes: z.array(z.strictObject({ code: text(20), text: text(2000) })).max(20),
  suggestion: text(40),
  suggestedWan: text(40),
  comment: text(10_000),
})
export type TypedSheetInput = z.infer<typeof typedSheet>

/**
 * Keeps what is typed, right or wrong. `revision` is the one the page started from; answers the new one.
 * No status changes, so nothing enters the log. Refusals: `stale_version` (409), `scoring_not_open`, `wrong_state`.
 */
export async function saveSheet(
  ctx: Ctx,
  input: { sheetId: string; revision: number; sheet: TypedSheetInput },
): Promise<Result<{ revision: number; savedAt: Date }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findSheet(tx, ctx.actor, input.sheetId)
    const decision = decide(sheetWorkflow, {
      transition: 'save',
      from: row.status,
      doing: doing(ctx.actor, row.expertId === ctx.actor.expertId),
      facts: { now: ctx.now, actorId: ctx.actor.id, scoringOpen: isOpen(row, ctx.now) },
    })
    if (!decision.ok) return decision
    const { items, vetoes, suggestion, suggestedWan, comment } = input.sheet
    const { count } = await tx.scoreSheet.updateMany({
      where: { id: row.id, status: 'scoring', revision: input.revision },
      data: {
        items: JSON.stringify(items),
        vetoes: JSON.stringify(vetoes),
        suggestion,
        suggestedWan,
        comment,
        revision: input.revision + 1,
      },
    })
    if (count !== 1)
      return refuse('stale_version', { seen: input.revision, now: row.revision }, { status: 409 })
    return done({ revision: input.revision + 1, savedAt: ctx.now })
  })
}

/** Submits the sheet as saved. Refuses `sheet_incomplete` with the problem of every field. */
export async function submitSheet(
  ctx: Ctx,
  input: { sheetId: string; version: number },
): Promise<Result<{ totalCenti: number }>> {
  const seen = await findSheet(ctx.db.client, ctx.actor, input.sheetId)
  const { requestedFen } = seen.application
  const { scheme } = await configurationOf(ctx.db, seen.panel.guidelineId, seen.panel.guidelineVersion)
  return ctx.db.transact(async (tx) => {
    const row = await findSheet(tx, ctx.actor, input.sheetId)
    const read = readSheet(scheme, typedOf(row), { requestedFen })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'sheet',
      id: row.id,
      version: input.version,
      transition: 'submit',
      facts: async () => ({
        scoringOpen: isOpen(row, ctx.now),
        avoidance: await blockCodes(tx, ctx, row.expertId, row.applicationId),
        problems: read.problems.length,
      }),
      set: { totalCenti: read.totalCenti, suggestedFen: read.suggestedFen, submittedAt: ctx.now },
      after: { revision: row.revision, content: contentOf({ ...read, ...typedOf(row) }) },
    })
    if (moved.ok) return done({ totalCenti: read.totalCenti ?? 0 })
    const { code, params, status } = moved.refusal
    return code === 'sheet_incomplete' ? refuse(code, params, { status, fields: read.problems }) : moved
  })
}
