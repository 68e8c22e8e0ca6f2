import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })
const town = { kind: 'town', parentCode: '320583', code: '320583101', name: '巴城镇', nameEn: '' }

test('a city’s administrator adds a town, sees it in the list and on its page, and changes it', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const admin = as('suzhou_sys_admin')
  const text = async (path: string, headers: Record<string, string> = {}) =>
    pageText(await requestAs(admin, path, { headers }))
  expect(await text('/admin')).toContain('机构')
  const form = await text('/admin/offices/new')
  expect(form).toContain('320583 苏州市 昆山市')
  expect(form).not.toContain('南京市')
  const wrong = await postAs(admin, '/admin/offices/new', { ...town, code: '320584101' })
  expect(wrong.status).toBe(422)
  expect(await pageText(wrong)).toContain('前 6 位为 320583')
  const made = await postAs(admin, '/admin/offices/new', town)
  expect([made.status, made.headers.get('Location')]).toEqual([302, '/admin/offices/320583101?created=1'])
  expect(await text('/admin/offices/320583101?created=1')).toContain('机构“巴城镇”已新增')
  const list = await text('/admin/offices?view=town')
  for (const word of ['巴城镇', '玉山镇', '320583101']) expect(list).toContain(word)
  expect(await text('/admin/offices?q=%E5%B7%B4%E5%9F%8E&region=320583')).not.toContain('玉山镇')
  expect(await text('/admin/offices', { Cookie: 'locale=en' })).toContain('Town or street')
  const changed = { name: '巴城新镇', nameEn: 'Bacheng', validUntil: '' }
  expect(await pageText(await postAs(admin, '/admin/offices/320583101', changed))).toContain('已保存')
  expect(await text('/admin/offices/320583101', { Cookie: 'locale=en' })).toContain('Bacheng')
  const own = await text('/admin/offices/320500')
  expect(own).toContain('由上一级系统管理员修改')
  expect(own).not.toContain('保存')
  expect(await text('/admin/users/new')).toContain('320583101 巴城新镇')
})

test('nobody else finds the units, and a city finds none of another', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  for (const path of ['/admin/offices', '/admin/offices/new', '/admin/offices/320583'])
    for (const key of [
      'sec_admin',
      'audit_admin',
      'leader',
      'kunshan_handler',
      'kunshan_applicant',
      'expert_jin',
    ])
      expect([path, key, (await requestAs(as(key), path)).status]).toEqual([path, key, 404])
  const admin = as('suzhou_sys_admin')
  for (const code of ['320000', '320100', '320115', '1'])
    expect((await requestAs(admin, `/admin/offices/${code}`)).status).toBe(404)
  const names = { name: '南京', nameEn: '', validUntil: '' }
  for (const code of ['320100', '320500'])
    expect((await postAs(admin, `/admin/offices/${code}`, names)).status).toBe(404)
  expect((await requestAs(as('sys_admin'), '/admin/offices/320115')).status).toBe(200)
})
