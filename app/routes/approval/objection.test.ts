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

test('the applicant reads who holds the project now: supervision looks into it, then the leader decides', async () => {
  await using db = await testDb()
  const { planId, first } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  const { requestAs } = await testSite(db)
  const { now } = onPosting(db, 'supervisor')
  const holder = async () => {
    const page = await requestAs({ id: 'user-kunshan_applicant' }, `/applications/${first}`, { now })
    return /当前办理\s*[：:]?\s*(\S{2,4})/.exec(await pageText(page))?.[1]
  }
  held(await acceptObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  expect(await holder()).toBe('纪检监督')
  held(await investigateObjection(onPosting(db, 'supervisor'), { objectionId, version: 1, reason: '属实。' }))
  expect(await holder()).toBe('厅领导')
})

test('a city handler finds the form filled with its unit, files it there, and its list in the navigation', async () => {
  await using db = await testDb()
  const { planId, first } = await aPostedPair(db)
  const { requestAs, postAs } = await testSite(db)
  const { now } = onPosting(db, 'suzhou_handler')
  const handler = { id: 'user-suzhou_handler' }
  const office = await db.client.orgUnit.findUniqueOrThrow({ where: { code: '320500' } })
  const form = await (await requestAs(handler, `/publicity/${planId}`, { now })).text()
  expect(form).toContain(`value="${office.name}"`)
  expect(form).toContain('您以本单位名义提出异议')
  const posted = {
    application: first,
    contact: '0512-12345678',
    facts: '该设备已列入上年度市级技术改造项目并获得补助。',
  }
  const length = { 'Content-Length': '500' }
  expect((await postAs(handler, `/publicity/${planId}`, posted, { now, headers: length })).status).toBe(200)
  const list = await requestAs(handler, '/approval', { now })
  expect(list.headers.get('Location')).toBe('/approval/objections')
  const page = await (await requestAs(handler, '/approval/objections', { now })).text()
  const { id } = await db.client.objection.findFirstOrThrow()
  expect(page).toContain(`href="/approval/objections/${id}"`)
  expect(page).toContain('href="/approval"')
  const record = await pageText(await requestAs(handler, `/approval/objections/${id}`, { now }))
  expect(record).toContain(office.name)
  expect(record).not.toContain('显示联系方式')
})
