import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { acceptObjection, investigateObjection } from '#app/services/approval/handle-objection.server.ts'
import { held } from '#fixtures/held.ts'
import { anObjection, aPostedPair, onPosting } from '#fixtures/publicity.ts'
import { pageText, testSite } from '../testing.ts'

test('each act on an objection asks for what it is: an opinion, a finding, the reasons of the ruling', async () => {
  await using db = await testDb()
  const { planId, first } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  const { requestAs } = await testSite(db)
  const { now } = onPosting(db, 'supervisor')
  const page = async (key: string) =>
    pageText(await requestAs({ id: `user-${key}` }, `/approval/objections/${objectionId}`, { now }))
  const filed = await page('supervisor')
  expect(filed).toContain('受理意见')
  expect(filed).toContain('不予受理的理由')
  held(await acceptObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  expect(await page('supervisor')).toContain('调查经过、查明的事实和结论')
  held(await investigateObjection(onPosting(db, 'supervisor'), { objectionId, version: 1, reason: '属实。' }))
  expect(await page('leader')).toContain('裁定理由')
})
