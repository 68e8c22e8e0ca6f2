import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { returnForCorrection } from '#app/services/review/return.server.ts'
import { held } from '#fixtures/held.ts'
import { aSubmission } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

test('the check beforehand names what was returned and is still unchanged, with a link to it', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const items = [{ field: 'project.site', problem: '请写明园区和门牌号' }]
  held(
    await returnForCorrection(ctxOf(db, 'kunshan_handler'), { id, version: 1, items, reason: '', until: '' }),
  )
  const { requestAs } = await testSite(db)
  const now = new Date('2025-03-11T02:00:00Z')
  for (const page of ['check', 'submit']) {
    const path = `/applications/${id}/${page}`
    const text = await pageText(await requestAs({ id: 'user-kunshan_applicant' }, path, { now }))
    expect(text).toContain('退回时列出的下列位置还没有改动')
    expect(text).toContain('请写明园区和门牌号')
    expect(text).toContain('建设地址')
  }
})
