import type { Tx } from '#app/db/client.server.ts'
import { coSignWord } from '#app/db/co-sign.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { type DraftRow, findDraft, frozen, peopleOfDrafts, provincePeople } from '#app/db/guideline.server.ts'
import { amendmentProblems } from '#app/domain/guideline/amendment.ts'
import { deadlineAt } from '#app/domain/guideline/draft.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { askCoSign } from './co-sign.server.ts'
import { checkCategory, factsOf, freeze, noticeOf, phaseOf, publicColumns } from './freeze.server.ts'
import type { GuidelineAct } from './publish.server.ts'

/** The handler puts the changed draft of a published guideline before the leaders, with the reason of the amendment. Refusal of its own: `category_budget_short`. */
export async function proposeAmendment(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: 'propose_amendment',
      reason,
      facts: async () => ({ ...factsOf(row), shortened: await shortenedBy(ctx, row) }),
      set: { amendmentNote: reason?.trim() },
      notice: { ...noticeOf(row, reason), named: await provincePeople(tx, 'leader', ctx.now) },
    })
    if (!moved.ok) return moved
    await askCoSign(tx, ctx, row, moved.value.row)
    const fits = await checkCategory(tx, row)
    return fits.ok ? moved : fits
  })
}

/** The leader gives a proposed amendment back; what is published stays. */
export async function returnAmendment(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    return applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: 'return_amendment',
      reason,
      facts: async () => ({ amendmentNote: row.amendmentNote }),
      set: { amendmentNote: null },
      notice: { ...noticeOf(row, reason), named: [row.draftedById] },
    })
  })
}

/**
 * 更正公告 (A.1): the proposed text becomes the next version. It may extend and never shorten; open drafts move on to it
 * and their people are told; a later end reopens a closed call. Refusals: `no_amendment_proposed`, `amendment_shortens`,
 * `same_person`, `guideline_has_problems`, `category_budget_short`, `co_sign_missing`, `co_sign_against`.
 */
export async function amendGuideline(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
): Promise<Result<{ version: number; to: string }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: 'amend',
      reason,
      facts: async () => ({
        ...factsOf(row),
        amendmentNote: row.amendmentNote,
        shortened: await shortenedBy(ctx, row),
        next: phaseOf(row, ctx.now),
        coSign: await coSignWord(tx, ctx.db, row),
      }),
      set: { ...publicColumns(row), approvedById: ctx.actor.id, amendmentNote: null },
      after: { publishedVersion: row.publishedVersion + 1, sha256: frozen(row).sha256 },
      notice: { ...noticeOf(row, reason), named: await peopleOfDrafts(tx, id) },
    })
    if (!moved.ok) return moved
    const fits = await checkCategory(tx, row)
    if (!fits.ok) return fits
    await freeze(tx, ctx, row, reason?.trim() ?? '')
    await moveApplications(tx, row)
    return moved
  })
}

async function shortenedBy(ctx: Ctx, row: DraftRow): Promise<string[]> {
  const before = await configurationOf(ctx.db, row.id, row.publishedVersion)
  return amendmentProblems(before, row.draft.configuration).map(({ path }) => path)
}

const deadlineOf = {
  draft: 'applyEnd',
  town_review: 'townEnd',
  county_review: 'countyEnd',
  city_review: 'cityEnd',
  province_check: 'provinceCheckEnd',
} as const

/** Drafts go on under the new text; whoever holds an application has until the new deadline. */
async function moveApplications(tx: Tx, { id, publishedVersion, draft }: DraftRow): Promise<void> {
  await tx.application.updateMany({
    where: { guidelineId: id, status: 'draft' },
    data: { guidelineVersion: publishedVersion + 1 },
  })
  for (const [status, name] of Object.entries(deadlineOf))
    await tx.application.updateMany({
      where: { guidelineId: id, status },
      data: { dueAt: deadlineAt(draft.configuration.deadlines, name) },
    })
}
