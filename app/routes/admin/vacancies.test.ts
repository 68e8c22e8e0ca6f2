import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })

test('administrators are told on their desk which role nobody holds, and find it as a list', async () => {
  await using db = await testDb()
  await seedCast(db)
  await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const { requestAs } = await testSite(db)
  const text = async (key: string, path: string, headers: Record<string, string> = {}) =>
    pageText(await requestAs(as(key), path, { headers }))
  expect(await text('sec_admin', '/work')).not.toContain('没有人担任')
  expect(await text('sec_admin', '/admin/vacancies')).toContain('没有缺岗的机构')
  await db.client.user.update({ where: { id: 'user-organiser' }, data: { active: false } })
  for (const key of ['sec_admin', 'sys_admin']) {
    expect(await text(key, '/work')).toContain('有 1 个岗位没有人担任')
    const page = await text(key, '/admin/vacancies')
    for (const word of ['江苏省', '省级', '评审组织人']) expect(page).toContain(word)
    expect(page).not.toContain('昆山精锐数控')
    expect(await text(key, '/admin')).toContain('缺岗机构')
  }
  const users = await text('sec_admin', '/admin/users?q=320000')
  expect(users).toContain('province_approver')
  expect(users).not.toContain('kunshan_handler')
  expect(await text('sys_admin', '/admin/vacancies?view=finance')).not.toContain('评审组织人')
  expect(await text('sys_admin', '/admin/vacancies?q=%E5%8D%97%E4%BA%AC')).not.toContain('评审组织人')
  const english = { Cookie: 'locale=en' }
  expect(await text('sec_admin', '/work', english)).toContain('matters wait for them: 1.')
  expect(await text('sec_admin', '/admin/vacancies', english)).toContain('Role that nobody holds')
  for (const key of ['leader', 'audit_admin', 'kunshan_handler', 'kunshan_applicant', 'expert_jin'])
    expect((await requestAs(as(key), '/admin/vacancies')).status).toBe(404)
  expect(await text('leader', '/work')).not.toContain('没有人担任')
})
