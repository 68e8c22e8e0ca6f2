import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const now = new Date('2025-03-10T02:00:00Z')
const approver = { id: 'user-province_approver' }
const deputy = { id: 'user-province_handler_two' }
const typed = {
  act: 'set_delegation',
  deputyId: deputy.id,
  role: 'approver',
  startsAt: '2025-03-10T09:00',
  endsAt: '2025-03-14T18:00',
  reason: '年休假',
}

test('a person hands a role over and ends it again; the desks of both say so', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const page = async (person: { id: string }, path: string) =>
    pageText(await requestAs(person, path, { now }))
  expect(await page(approver, '/work')).toContain('代理（AB 角）')
  expect(await page(approver, '/delegation')).toContain('没有设定过代理')

  const wrong = await postAs(approver, '/delegation', { ...typed, endsAt: '2025-03-09T18:00' }, { now })
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  for (const words of ['结束时间已过', 'value="2025-03-09T18:00"', '年休假']) expect(html).toContain(words)

  expect(await pageText(await postAs(approver, '/delegation', typed, { now }))).toContain('代理已设定')
  expect(await page(approver, '/work')).toContain('现由冯洁代理，至 2025-03-14 18:00')
  expect(await page(deputy, '/work')).toContain('您正在代理吴岚')
  expect(await page(deputy, '/delegation')).toContain('吴岚 → 冯洁')
  expect(await page(deputy, '/delegation')).not.toContain('年休假')

  const { id } = await db.client.delegation.findFirstOrThrow()
  const ending = { act: 'end_delegation', delegation: id, reason: '' }
  expect((await postAs({ id: 'user-leader' }, '/delegation', ending, { now })).status).toBe(404)
  expect(await pageText(await postAs(deputy, '/delegation', ending, { now }))).toContain('代理已提前结束')
  expect(await page(deputy, '/work')).not.toContain('您正在代理')
})

test('people of enterprises have no such page', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs } = await testSite(db)
  const applicant = { id: 'user-kunshan_applicant' }
  expect((await requestAs(applicant, '/delegation')).status).toBe(404)
  expect(await pageText(await requestAs(applicant, '/work'))).not.toContain('代理（AB 角）')
})

test('the security administrator sets it on the account of somebody who is away, with a reason', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const path = `/admin/users/${approver.id}`
  const sec = { id: 'user-sec_admin' }
  expect(await pageText(await requestAs(sec, path, { now }))).toContain('由您代为设定的依据')
  const silent = await postAs(sec, path, { ...typed, reason: '' }, { now })
  expect(silent.status).toBe(422)
  expect(await pageText(silent)).toContain('请写明')
  expect(await pageText(await postAs(sec, path, typed, { now }))).toContain('吴岚 → 冯洁')
  expect((await postAs({ id: 'user-sys_admin' }, path, typed, { now })).status).toBe(404)
  expect(await pageText(await requestAs({ id: 'user-sys_admin' }, path, { now }))).not.toContain(
    '吴岚 → 冯洁',
  )
})
