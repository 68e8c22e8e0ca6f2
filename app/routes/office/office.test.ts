import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { newId } from '#app/platform/id.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })

test('the desk, the notices and the search open for everybody and show only what is theirs', async () => {
  await using db = await testDb()
  await seedCast(db)
  await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const { requestAs } = await testSite(db)
  const text = async (key: string, path: string) => {
    const answer = await requestAs(as(key), path)
    expect([key, path, answer.status]).toEqual([key, path, 200])
    return pageText(answer)
  }
  expect(await text('kunshan_applicant', '/work')).toContain('等待组织专家评审')
  expect(await text('organiser', '/work')).toContain('昆山精锐数控装备有限公司智能工厂改造项目')
  expect(await text('province_handler', '/work')).toContain('申报概况')
  for (const key of ['jiangning_applicant', 'expert_jin', 'sys_admin']) {
    expect(await text(key, '/work')).not.toContain('智能工厂改造项目')
    expect(await text(key, '/search?q=%E6%98%86%E5%B1%B1')).not.toContain('昆山精锐数控')
  }
  expect(await text('suzhou_handler', '/search?q=zgsz-2025-kunshan')).toContain('昆山精锐数控')
})

test('what a search finds by Chinese names says so on an English page', async () => {
  await using db = await testDb()
  await seedCast(db)
  await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const { requestAs } = await testSite(db)
  const english = { headers: { Cookie: 'locale=en' } }
  const page = await requestAs(as('suzhou_handler'), '/search?q=zgsz-2025-kunshan', english)
  expect(await page.text()).toMatch(/lang="zh-CN"[^>]*>昆山精锐数控/)
})

test('administrators read no application, and others no administration', async () => {
  await using db = await testDb()
  await seedCast(db)
  const id = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const { requestAs } = await testSite(db)
  const status = async (key: string, path: string) => (await requestAs(as(key), path)).status
  for (const key of ['sys_admin', 'sec_admin', 'audit_admin']) {
    expect([key, await status(key, `/applications/${id}`)]).toEqual([key, 404])
    expect([key, await status(key, '/enterprises/enterprise-kunshan')]).toEqual([key, 404])
  }
  const open: Record<string, string[]> = {
    '/admin/users': ['sys_admin', 'sec_admin'],
    '/admin/users/new': ['sys_admin'],
    '/admin/users/user-leader': ['sys_admin', 'sec_admin'],
    '/admin/mail': ['sys_admin'],
    '/admin/jobs': ['sys_admin'],
    '/admin/calendar': ['sys_admin'],
    '/audit': ['supervisor', 'auditor', 'audit_admin'],
    '/enterprises/import': ['province_handler'],
  }
  for (const [path, allowed] of Object.entries(open))
    for (const key of [...allowed, 'leader', 'kunshan_applicant'])
      expect([path, key, await status(key, path)]).toEqual([path, key, allowed.includes(key) ? 200 : 404])
  expect(await status('sec_admin', '/admin/users/new')).toBe(404)
  expect(await status('sys_admin', '/audit')).toBe(404)
  expect(await status('audit_admin', '/admin/users')).toBe(404)
  expect(await status('suzhou_handler', '/enterprises/import')).toBe(404)
})

test('a notice is read by its owner alone', async () => {
  await using db = await testDb()
  await seedCast(db)
  const id = newId()
  await db.client.notice.create({
    data: {
      id,
      userId: 'user-kunshan_applicant',
      kind: 'application_submitted',
      params: '{"project":"甲项目","receipt":"A-1"}',
      link: '/applications/x',
      createdAt: new Date(),
    },
  })
  const { requestAs, postAs } = await testSite(db)
  expect(await pageText(await requestAs(as('kunshan_applicant'), '/notices'))).toContain(
    '“甲项目”已提交，受理编号 A-1',
  )
  const readAt = async () => (await db.client.notice.findUniqueOrThrow({ where: { id } })).readAt
  await postAs(as('jiangning_applicant'), '/notices', { read: id })
  await postAs(as('jiangning_applicant'), '/notices', { read: 'all' })
  expect(await readAt()).toBeNull()
  expect((await postAs(as('kunshan_applicant'), '/notices', { read: 'all' })).status).toBe(302)
  expect(await readAt()).not.toBeNull()
})

test('a person with a one-time password is led to change it, wherever they go', async () => {
  await using db = await testDb()
  await seedCast(db)
  await db.client.user.update({ where: { id: 'user-leader' }, data: { passwordOneTime: true } })
  const { requestAs } = await testSite(db)
  for (const path of ['/work', '/guidelines', '/search?q=ab']) {
    const answer = await requestAs(as('leader'), path)
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/password'])
  }
  expect((await requestAs(as('leader'), '/password')).status).toBe(200)
})
