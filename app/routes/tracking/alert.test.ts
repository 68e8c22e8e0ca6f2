import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { aRedAlert, aReport } from '#fixtures/alert.ts'
import { issuedAt as now } from '#fixtures/funding.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })

test('a risk is reported, handled and closed on the pages; the undertaker reads its part alone', async () => {
  await using db = await testDb()
  const { id: projectId } = await aRunningProject(db)
  const { requestAs, postAs } = await testSite(db)
  const read = async (key: string, path: string) => pageText(await requestAs(as(key), path, { now }))
  const post = (key: string, path: string, fields: Record<string, string>) =>
    postAs(as(key), path, { version: '0', ...fields }, { now })

  const { projectId: _, ...typed } = aReport(projectId)
  const page = `/projects/${projectId}`
  expect(await read('kunshan_handler', page)).toContain('登记风险预警')
  expect(await read('kunshan_applicant', page)).not.toContain('登记风险预警')
  expect((await post('kunshan_handler', page, { act: 'raise_alert', ...typed, level: '9' })).status).toBe(422)
  expect((await post('kunshan_handler', page, { act: 'raise_alert', ...typed })).status).toBe(302)
  const { id } = await db.client.alert.findFirstOrThrow()
  const address = `/alerts/${id}`

  expect(await read('kunshan_handler', '/projects')).toContain('红色 1')
  const banner = await read('kunshan_applicant', page)
  expect(banner).toContain(typed.asked)
  expect(banner).toContain('红色预警未解除：暂停下达和拨付资金，暂不能申请验收。')
  const own = await read('kunshan_applicant', address)
  for (const said of [typed.asked, '资金使用情况核查', '红色']) expect(own).toContain(said)
  for (const inside of [typed.reason, '疑似挪用资金', '登记理由']) expect(own).not.toContain(inside)
  const office = await read('suzhou_handler', address)
  for (const said of [typed.reason, '疑似挪用资金']) expect(office).toContain(said)

  for (const key of ['nanjing_handler', 'park_applicant']) {
    expect([key, (await requestAs(as(key), address, { now })).status]).toEqual([key, 404])
    const tried = await post(key, address, { act: 'handle', reason: 'x' })
    expect([key, tried.status]).toEqual([key, 404])
  }
  expect((await post('kunshan_handler', address, { act: 'nothing' })).status).toBe(400)
  expect((await post('kunshan_handler', address, { act: 'handle', reason: '' })).status).toBe(422)
  expect((await post('kunshan_handler', address, { act: 'handle', reason: '已约谈企业' })).status).toBe(302)
  const close = { act: 'close', reason: '同意解除', version: '1' }
  expect((await post('suzhou_approver', address, close)).status).toBe(302)
  expect(await read('suzhou_approver', address)).toContain('已解除')
  expect(await read('kunshan_applicant', page)).not.toContain('红色预警未解除')
})

test('the list has views, levels and scope, and its workbook has them too', async () => {
  await using db = await testDb()
  const { id: projectId } = await aRunningProject(db)
  await aRedAlert(db, projectId)
  const { requestAs, postAs } = await testSite(db)
  const list = async (key: string, search: string) =>
    pageText(await requestAs(as(key), `/alerts${search}`, { now }))
  expect(await list('suzhou_handler', '?view=standing&level=3')).toContain('疑似挪用资金')
  expect(await list('suzhou_handler', '?level=1')).not.toContain('疑似挪用资金')
  expect(await list('suzhou_handler', '?view=ended')).not.toContain('疑似挪用资金')
  expect(await list('kunshan_handler', '?view=mine')).toContain('疑似挪用资金')
  expect(await list('nanjing_handler', '')).toContain('没有风险预警。')
  expect(await list('kunshan_applicant', '')).toContain('资金使用情况核查')
  const model = async (key: string) => {
    const taken = await postAs(as(key), '/alerts/export?level=3', {}, { now })
    const id = taken.headers.get('Location')?.split('/').at(-1) ?? ''
    return (await db.client.document.findUniqueOrThrow({ where: { id } })).model
  }
  expect(await model('suzhou_handler')).toContain('疑似挪用资金')
  expect(await model('kunshan_applicant')).not.toContain('疑似挪用资金')
  expect(await model('nanjing_handler')).not.toContain('红色预警')
})
