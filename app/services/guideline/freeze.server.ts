import type { Prisma, Tx } from '#app/db/client.server.ts'
import { holdCategory } from '#app/db/fund.server.ts'
import { type DraftRow, frozen, unitsAt } from '#app/db/guideline.server.ts'
import { checkConfiguration } from '#app/domain/guideline/check-configuration.ts'
import { budgetOf, deadlineAt, phaseAt } from '#app/domain/guideline/draft.ts'
import { checkGuidelineFits } from '#app/domain/guideline/fund.ts'
import { limitOf, placesGiven } from '#app/domain/guideline/places.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { columnsOf } from './draft.server.ts'

/** What the rules of publishing ask of the draft. */
export function factsOf({ draft, draftedById }: DraftRow) {
  const { deadlines } = draft.configuration
  return {
    problems: checkConfiguration(draft.configuration).length + Object.keys(draft.typed).length,
    draftedById,
    applyStart: deadlineAt(deadlines, 'applyStart') ?? undefined,
    applyEnd: deadlineAt(deadlines, 'applyEnd') ?? undefined,
  }
}

/** State in which the drafted text would be published now. */
export function phaseOf({ draft, applyStart, applyEnd }: DraftRow, now: Date) {
  const { deadlines } = draft.configuration
  return phaseAt(
    {
      applyStart: deadlineAt(deadlines, 'applyStart') ?? applyStart,
      applyEnd: deadlineAt(deadlines, 'applyEnd') ?? applyEnd,
    },
    now,
  )
}

/** Columns that follow the text with the next version. */
export function publicColumns(row: DraftRow) {
  return { ...columnsOf(row.draft.configuration), publishedVersion: row.publishedVersion + 1 }
}

/** C.3: does the category still have the drafted budget, beside its other published guidelines? Refusal: category_budget_short. */
export async function checkCategory(tx: Tx, { id, draft }: DraftRow): Promise<Result<null>> {
  const { categoryId } = await tx.guideline.findUniqueOrThrow({ where: { id }, select: { categoryId: true } })
  const { budgetFen, givenFen } = await holdCategory(tx, categoryId, id)
  return checkGuidelineFits(budgetFen, givenFen, budgetOf(draft.configuration) ?? 0n)
}

/** Writes the next version, for ever, and gives every unit its places. */
export async function freeze(tx: Tx, ctx: Ctx, row: DraftRow, note: string): Promise<void> {
  const { text, sha256 } = frozen(row)
  await tx.guidelineVersion.create({
    data: {
      id: newId(),
      guidelineId: row.id,
      number: row.publishedVersion + 1,
      configuration: text,
      sha256,
      note,
      publishedAt: ctx.now,
    },
    select: { id: true },
  })
  await grantPlaces(tx, ctx, row)
}

/**
 * A.5: one row per unit of each level that the call limits, and of the counties below a city that it limits, which may divide
 * its places: what they recommend is counted from the first on. Places already filled stay filled.
 */
async function grantPlaces(
  tx: Tx,
  { now }: Pick<Ctx, 'now'>,
  { id: guidelineId, draft: { configuration } }: DraftRow,
): Promise<void> {
  const kept = await tx.quota.findMany({ where: { guidelineId } })
  const old = new Map(kept.map((row) => [`${row.level}:${row.unitCode}`, row]))
  const limits = (level: string) => configuration.quotas.some((quota) => quota.level === level)
  for (const level of ['city', 'county'] as const) {
    if (!limits(level) && !limits('city')) {
      await tx.quota.updateMany({ where: { guidelineId, level }, data: { limit: null, share: null } })
      continue
    }
    const fresh: Prisma.QuotaCreateManyInput[] = []
    for (const { code } of await unitsAt(tx, level, now)) {
      const before = old.get(`${level}:${code}`)
      const share = limits('city') ? (before?.share ?? null) : null
      const limit = limitOf(placesGiven(configuration, level, code), share)
      if (!before) fresh.push({ id: newId(), guidelineId, level, unitCode: code, limit })
      else if (before.limit !== limit || before.share !== share)
        await tx.quota.updateMany({ where: { id: before.id }, data: { limit, share } })
    }
    if (fresh.length > 0) await tx.quota.createMany({ data: fresh })
  }
}

/** Values and link of every notice about a guideline. */
export function noticeOf({ id, draft }: DraftRow, reason: string | undefined) {
  const { title, deadlines } = draft.configuration
  const applyEnd = deadlineAt(deadlines, 'applyEnd')
  return {
    params: {
      guideline: title,
      reason: reason?.trim() ?? '',
      deadline: applyEnd ? deadlineText(applyEnd) : deadlines.applyEnd,
    },
    link: `/guidelines/${id}`,
  }
}
