import { expect } from 'vitest'
import { anOpenGuideline } from '#fixtures/application.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { listApplications, statesToFilter } from './application.server.ts'
import { eachDialect } from './testing.ts'

eachDialect('an applicant filters by what it is told: two states in the same words are one', async (db) => {
  await seedCast(db)
  const [applicant, handler] = [ctxOf(db, 'kunshan_applicant'), ctxOf(db, 'province_handler')]
  const id = await aReadyDraft(applicant, { guidelineId: await anOpenGuideline(db), key: 'kunshan' })
  await db.client.application.update({
    where: { id },
    data: { status: 'proposed', submittedAt: applicant.now },
  })
  const found = async (ctx: typeof applicant, status: string) => {
    const query = {
      view: 'all',
      filters: { status },
      sort: { by: 'updatedAt', descending: true },
      page: 1,
    } as const
    return (await listApplications(ctx, query)).count
  }
  expect([await found(applicant, 'reviewed'), await found(applicant, 'in_review')]).toEqual([1, 0])
  expect([await found(handler, 'reviewed'), await found(handler, 'proposed')]).toEqual([0, 1])
  expect(statesToFilter(applicant)).not.toContain('proposed')
  expect(statesToFilter(handler)).toContain('proposed')
})
