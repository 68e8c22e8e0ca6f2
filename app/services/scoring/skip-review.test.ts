import { expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aQualified, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { skipReview } from './skip-review.server.ts'
import { reasonOf } from '#fixtures/log.ts'

const at = { now: scoringDay }

eachDialect(
  'T12: passes without experts only where the guideline says so, on a written basis',
  async (db) => {
    await seedCast(db)
    const asked = await aQualified(db, await anOpenGuideline(db), 'jiangning')
    const guidelineId = await anOpenGuideline(db, aConfiguration({ code: 'AWARD', reviewSkipped: true }))
    const applicationId = await aQualified(db, guidelineId, 'kunshan')
    const reason = '国家级示范认定奖励，按认定文件核定'
    const organiser = ctxOf(db, 'organiser', at)
    const refusedBy = async (...[ctx, input]: Parameters<typeof skipReview>) => {
      const result = await skipReview(ctx, input)
      return result.ok ? null : result.refusal.code
    }
    expect(await refusedBy(organiser, { applicationId: asked, version: 0, reason })).toBe('review_is_asked')
    expect(await refusedBy(organiser, { applicationId, version: 0, reason: ' ' })).toBe('reason_required')
    expect(
      await refusedBy(ctxOf(db, 'province_handler', at), { applicationId, version: 0, reason }),
    ).not.toBe(null)
    expect(await refusedBy(organiser, { applicationId, version: 0, reason })).toBe(null)

    const moved = await db.client.application.findUniqueOrThrow({ where: { id: applicationId } })
    expect(moved).toMatchObject({ status: 'reviewed', version: 1 })
    const entry = await db.client.auditEntry.findFirstOrThrow({
      where: { act: 'application.skip_review', result: 'done' },
    })
    expect(await reasonOf(db, entry)).toBe(reason)
    expect(await refusedBy(organiser, { applicationId, version: 0, reason })).not.toBe(null)
  },
)
