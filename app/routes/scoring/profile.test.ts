import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { scoringDay as now } from '#fixtures/scoring.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const jin = { id: 'user-expert_jin' }
const path = '/scoring/profile'

test('an expert sees and mends the own record; what is wrong keeps what was typed', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const page = await (await requestAs(jin, path, { now })).text()
  expect(page).toContain('南京理工大学')
  expect(page).not.toContain('name="validTo"')
  expect(await pageText(await requestAs(jin, '/scoring/mine', { now }))).toContain('我的专家资料')

  const typed = {
    version: '0',
    employer: '东南大学',
    cityCode: '320100',
    title: '教授',
    specialties: '99',
    history: '南京理工大学，，讲师，2010-09，2020-08',
    name: '另一人',
    validTo: '2099-12-31',
  }
  const refused = await postAs(jin, path, typed, { now })
  expect(refused.status).toBe(422)
  const kept = await refused.text()
  for (const value of ['东南大学', '南京理工大学，，讲师，2010-09，2020-08']) expect(kept).toContain(value)
  const saved = await postAs(jin, path, { ...typed, specialties: '34' }, { now })
  expect(await pageText(saved)).toContain('资料已保存。')
  const row = await db.client.expert.findUniqueOrThrow({ where: { id: 'expert-expert_jin' } })
  expect(row).toMatchObject({ employer: '东南大学', name: '金教授', validTo: '2049-12-31', email: '' })
})

test('for whoever is no expert there is no such page', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  for (const key of ['organiser', 'kunshan_handler', 'leader', 'supervisor'])
    expect((await requestAs({ id: `user-${key}` }, path, { now })).status).toBe(404)
  expect((await postAs({ id: 'user-organiser' }, path, { version: '0' }, { now })).status).toBe(404)
})
