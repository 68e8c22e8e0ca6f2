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
  for (const name of ['history[1].orgName', 'shareholdings[1].listed'])
    expect(page).toContain(`name="${name}"`)
  expect(await pageText(await requestAs(jin, '/scoring/mine', { now }))).toContain('我的专家资料')

  const typed = {
    version: '0',
    employer: '东南大学',
    cityCode: '320100',
    title: '教授',
    specialties: '34',
    'history[1].orgName': '南京机床厂',
    'history[1].uscc': '91320102MADEMX0113',
    'history[1].role': '顾问',
    'history[1].from': '2010年9月',
    'history[1].to': '2020-08',
    name: '另一人',
    validTo: '2099-12-31',
  }
  const refused = await postAs(jin, path, typed, { now })
  expect(refused.status).toBe(422)
  const kept = await refused.text()
  for (const value of ['东南大学', '南京机床厂', '91320102MADEMX0113', '2010年9月', '2020-08'])
    expect(kept).toContain(`value="${value}"`)
  expect(kept).toContain('id="history[1].uscc-error"')
  expect(kept).toContain('统一社会信用代码校验不通过，请对照营业执照逐位核对')
  const saved = await postAs(jin, path, { ...typed, 'history[1].uscc': '91320102mademx0112' }, { now })
  expect(await pageText(saved)).toContain('资料已保存。')
  const row = await db.client.expert.findUniqueOrThrow({ where: { id: 'expert-expert_jin' } })
  expect(JSON.parse(row.history)).toEqual([
    { orgName: '南京机床厂', uscc: '91320102MADEMX0112', role: '顾问', from: '2010-09', to: '2020-08' },
  ])
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

test('more rows than a table takes are no form of ours; who has left the pool reads the own ties', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const many = { version: '0', 'shareholdings[50].orgName': '南京机床厂' }
  expect((await postAs(jin, path, many, { now })).status).toBe(400)
  const shares = [{ orgName: '南京机床厂', uscc: '', percent: '0.5', listed: false }]
  const data = { status: 'removed', shareholdings: JSON.stringify(shares) }
  await db.client.expert.update({ where: { id: 'expert-expert_jin' }, data })
  const page = await pageText(await requestAs(jin, path, { now }))
  for (const words of ['南京机床厂', '0.5%']) expect(page).toContain(words)
})
