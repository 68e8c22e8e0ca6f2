import { coSignWord } from '#app/db/co-sign.server.ts'
import { findDraft, frozen, provincePeople } from '#app/db/guideline.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { askCoSign } from './co-sign.server.ts'
import { checkCode } from './draft.server.ts'
import { checkCategory, factsOf, freeze, noticeOf, phaseOf, publicColumns } from './freeze.server.ts'

export type GuidelineAct = { id: string; version: number; reason?: string }

/** The handler puts a finished draft before the leaders. Refusals: `guideline_has_problems`, `apply_end_in_past`, `category_budget_short`. */
export async function submitGuideline(
  ctx: Ctx,
  { id, version }: GuidelineAct,
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    const free = await checkCode(tx, row.draft.configuration.code, id)
    if (!free.ok) return free
    const moved = await applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: 'submit',
      facts: async () => factsOf(row),
      notice: noticeOf(row, ''),
    })
    if (!moved.ok) return moved
    await askCoSign(tx, ctx, row, moved.value.row)
    const fits = await checkCategory(tx, row)
    return fits.ok ? moved : fits
  })
}

/** The leader gives a draft back with the reason. */
export async function sendBackGuideline(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    return applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: 'send_back',
      reason,
      notice: { ...noticeOf(row, reason), named: [row.draftedById] },
    })
  })
}

/**
 * The leader publishes: version 1 is frozen in canonical JSON with its SHA-256, places are given to every unit, columns
 * follow the text. Published or open by the start. Refusals: `same_person`, `guideline_has_problems`, `apply_end_in_past`,
 * `category_budget_short`, `co_sign_missing`, `co_sign_against`.
 */
export async function publishGuideline(
  ctx: Ctx,
  { id, version }: GuidelineAct,
): Promise<Result<{ version: number; to: string }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    const free = await checkCode(tx, row.draft.configuration.code, id)
    if (!free.ok) return free
    const moved = await applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: 'publish',
      facts: async () => ({
        ...factsOf(row),
        next: phaseOf(row, ctx.now),
        coSign: await coSignWord(tx, ctx.db, row),
      }),
      set: { ...publicColumns(row), approvedById: ctx.actor.id, publishedAt: ctx.now },
      after: { publishedVersion: 1, sha256: frozen(row).sha256 },
      notice: { ...noticeOf(row, ''), named: await provincePeople(tx, 'handler', ctx.now) },
    })
    if (!moved.ok) return moved
    const fits = await checkCategory(tx, row)
    if (!fits.ok) return fits
    await freeze(tx, ctx, row, '')
    return moved
  })
}
