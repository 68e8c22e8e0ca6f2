import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aQuota, aSubmission } from '#fixtures/review.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-03-10T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })

test('a city divides its places on one page: proposed, kept on a refusal, confirmed by another', async () => {
  await using db = await testDb()
  const { guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'city', unitCode: '320500', limit: 3 })
  const { requestAs, postAs } = await testSite(db)
  const path = `/quotas/${guidelineId}/320500`
  const html = async (key: string, at = path) => (await requestAs(person(key), at, { now })).text()
  expect(await html('suzhou_handler', '/quotas')).toContain(path)
  expect(await html('kunshan_handler', '/quotas')).not.toContain(`/quotas/${guidelineId}`)
  expect(await html('suzhou_handler')).toContain('name="share.320583"')
  expect(await html('suzhou_approver')).not.toContain('name="share.320583"')

  const act = { act: 'propose', 'share.320583': '3', 'share.320576': '2' }
  const refused = await postAs(person('suzhou_handler'), path, act, { now })
  expect(refused.status).toBe(422)
  const kept = await refused.text()
  expect(kept).toContain('分配合计 5 个，超过本市名额 3 个，多出 2 个。')
  expect(kept).toMatch(/name="share.320576"[^>]*value="2"|value="2"[^>]*name="share.320576"/)
  const sent = await postAs(person('suzhou_handler'), path, { ...act, 'share.320576': '0' }, { now })
  expect([sent.status, sent.headers.get('Location')]).toEqual([302, path])

  const { id: split } = await db.client.quotaSplit.findFirstOrThrow()
  expect(await html('suzhou_handler')).toContain('收回方案')
  expect(await html('leader')).not.toContain('确认分配')
  const confirm = { act: 'confirm', split, version: '0' }
  const own = await postAs(person('suzhou_handler'), path, confirm, { now })
  expect(own.status).toBe(403)
  expect((await postAs(person('suzhou_approver'), path, confirm, { now })).status).toBe(302)
  expect(await pageText(await requestAs(person('kunshan_handler'), '/quotas', { now }))).toContain('由市分配')
  expect(await pageText(await requestAs(person('suzhou_handler'), path, { now }))).toContain(
    '昆山市：不单列 → 3',
  )
  for (const key of ['kunshan_handler', 'nanjing_handler', 'finance'])
    expect((await requestAs(person(key), path, { now })).status).toBe(404)
})
