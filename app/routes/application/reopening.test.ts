import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { rejectApplication } from '#app/services/review/reject.server.ts'
import { askReopening } from '#app/services/review/reopening.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aSubmission, handledBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

test('offices read when reopening was asked for, who decides and until when; the applicant does not', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await handledBy(db, id, 'kunshan', 'reject')
  const rejected = { id, version: await versionOf(db, id), ground: 'other' as const, reason: '不符' }
  held(await rejectApplication(ctxOf(db, 'kunshan_approver'), rejected))
  const asked = { id, version: await versionOf(db, id), node: 'county_review', basis: '会议纪要〔2025〕3号' }
  held(await askReopening(ctxOf(db, 'province_handler'), asked))

  const { requestAs } = await testSite(db)
  const now = new Date('2025-03-11T02:00:00Z')
  const pageOf = async (user: string) =>
    pageText(await requestAs({ id: `user-${user}` }, `/applications/${id}`, { now }))
  const lines = /提出特批重开\s+2025-03-10 10:00\s+由省级另一名审核负责人决定，期限\s+2025-03-17 24:00/
  for (const user of ['province_approver', 'province_handler', 'kunshan_handler'])
    expect(await pageOf(user)).toMatch(lines)
  expect(await pageOf('kunshan_applicant')).not.toContain('特批重开')
})
