import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })
const foreign = ['nanjing_handler', 'province_handler', 'sys_admin', 'jiangning_applicant', 'expert_bai']
const provincial = [
  '/admin/mail',
  '/admin/jobs',
  '/admin/calendar',
  '/admin/epoch',
  '/admin/erasure',
  '/audit',
]

test('administrators of a city find their own people, and nothing of the province or of another city', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  for (const key of ['suzhou_sys_admin', 'suzhou_sec_admin']) {
    const status = async (path: string) => (await requestAs(as(key), path)).status
    for (const path of [...provincial, ...foreign.map((one) => `/admin/users/user-${one}`)])
      expect([key, path, await status(path)]).toEqual([key, path, 404])
    for (const one of foreign)
      for (const act of ['reset', 'deactivate', 'roles', 'contact', 'move'])
        expect((await postAs(as(key), `/admin/users/user-${one}`, { act })).status).toBe(404)
    const list = await pageText(await requestAs(as(key), '/admin/users'))
    expect(list).toContain('kunshan_handler')
    for (const one of [...foreign, '金教授', '白研究员']) expect(list.split('\n')).not.toContain(one)
  }
  const page = await pageText(await requestAs(as('suzhou_sys_admin'), '/admin/users/new'))
  expect(page).toContain('昆山市')
  expect(page).not.toContain('南京市')
  expect(page).not.toContain('企业统一社会信用代码')
}, 60_000)

test('what an administrator of a city may do to an account stands on its page', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const page = async (key: string, id: string) =>
    pageText(await requestAs(as(key), `/admin/users/user-${id}`))
  const firm = await page('suzhou_sys_admin', 'kunshan_applicant')
  expect(firm).toContain('重置密码')
  for (const act of ['停用账号', '调整机构', '最近登录']) expect(firm).not.toContain(act)
  const other = await page('suzhou_sys_admin', 'suzhou_sec_admin')
  expect(other).toContain('该账号由上一级管理员管理')
  expect(other).not.toContain('重置密码')
  const roles = await page('suzhou_sec_admin', 'kunshan_handler')
  for (const role of ['经办人', '系统管理员', '安全管理员']) expect(roles).toContain(role)
  for (const role of ['厅领导', '评审组织人', '纪检监督']) expect(roles).not.toContain(role)
  const done = await postAs(as('suzhou_sys_admin'), '/admin/users/user-kunshan_applicant', { act: 'reset' })
  expect(await pageText(done)).toContain('的一次性密码如下')
}, 60_000)
