import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { frozenReportSchema } from '#app/domain/reports/report.ts'
import { submitApplication } from '#app/services/application/submit.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { held } from '#fixtures/held.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { withEditions } from './editions.ts'

eachDialect('the form is laid out from the edition that was sent in, and from no other', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const guidelineId = await anOpenGuideline(db)
  const avoidance = [{ name: '金教授', employer: '', reason: '曾任竞争企业技术顾问' }]
  const id = await aReadyDraft(ctx, { guidelineId, key: 'kunshan', form: { avoidance } })
  held(await submitApplication(ctx, { id, version: 0 }))
  const { model } = await db.client.document.findFirstOrThrow({ where: { kind: 'application_form' } })
  const snapshot = await db.client.applicationSnapshot.findFirstOrThrow({ where: { applicationId: id } })
  const frozen = frozenReportSchema.parse(JSON.parse(model))

  const { report, editions } = await withEditions(db, id, frozen)
  expect(editions.map((text) => createHash('sha256').update(text).digest('hex'))).toEqual([snapshot.sha256])
  const headings = report.sections.map(({ heading }) => heading)
  expect(headings.length).toBeGreaterThan(frozen.sections.length + 5)
  expect(JSON.stringify(report.sections)).toContain('高端数控装备')
  expect(JSON.stringify([report.sections, editions])).not.toMatch(/金教授|竞争企业|申请回避的专家/)

  const sections = frozen.sections.map((section) =>
    'edition' in section ? { ...section, sha256: '0'.repeat(64) } : section,
  )
  await expect(withEditions(db, id, { ...frozen, sections })).rejects.toThrow('is not what was sent in')
})
