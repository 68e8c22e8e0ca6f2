import { expect, test } from 'vitest'
import { testDb, type TestDb } from '#app/db/testing.ts'
import { draftGuideline } from '#app/services/guideline/draft.server.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { testSite } from '../testing.ts'

const now = new Date('2025-02-20T02:00:00Z')
const configuration = guidelines.zhigaishuzhuan2025
const as = (key: string) => ({ id: `user-${key}` })

async function aDraft(db: TestDb, allocation = configuration.allocation): Promise<string> {
  await seedCast(db)
  await db.client.fund.create({
    data: { id: 'fund', code: 'F', name: '专项', nameEn: 'Fund', year: 2025, budgetFen: 10_000_000_000n },
  })
  await db.client.fundCategory.create({
    data: { id: 'category', fundId: 'fund', code: 'A', name: '甲', nameEn: 'A', budgetFen: 10_000_000_000n },
  })
  const drafted = await draftGuideline(ctxOf(db, 'province_handler', { now }), {
    categoryId: 'category',
    code: configuration.code,
    title: configuration.title,
    year: configuration.year,
    from: { kind: 'configuration', configuration: { ...configuration, allocation } },
  })
  if (!drafted.ok) throw new Error(drafted.refusal.code)
  return drafted.value.id
}

test('the portal needs no sign-in and shows only what is published; a draft is absent for everybody else', async () => {
  await using db = await testDb()
  const id = await aDraft(db)
  const site = await testSite(db)
  const portal = await site.requestAs(null, '/', { now })
  expect(portal.status).toBe(200)
  expect(await portal.text()).not.toContain(configuration.title)
  expect((await site.requestAs(null, `/call/${configuration.code}`, { now })).status).toBe(404)
  expect((await site.requestAs(null, `/guidelines/${id}`, { now })).status).toBe(302)
  for (const path of ['', '/amend', '/studio'])
    expect((await site.requestAs(as('kunshan_handler'), `/guidelines/${id}${path}`, { now })).status).toBe(
      404,
    )
  expect((await site.requestAs(as('kunshan_handler'), '/guidelines/new', { now })).status).toBe(404)
  expect((await site.requestAs(as('leader'), `/guidelines/${id}/studio`, { now })).status).toBe(302)
})

test('grades and totals are asked in the Studio, said in its previews and on the page, and their mistakes named there', async () => {
  await using db = await testDb()
  const id = await aDraft(db, {
    strategy: 'tiered',
    partial: true,
    tiers: [
      { grade: '一等', fromScore: 9000, amountWan: '500' },
      { grade: '二等', fromScore: 9000, amountWan: '300' },
    ],
    regionCapWan: '1200',
    regionCaps: { '320500': '1,500' },
    enterpriseCapWan: '4',
  })
  const { requestAs } = await testSite(db)
  const read = async (path: string) => (await requestAs(as('province_handler'), path, { now })).text()
  const studio = await read(`/guidelines/${id}/studio?part=publicity`)
  expect(studio).toContain('value="一等"')
  expect(studio).toContain('应低于上一档的 90 分')
  expect(studio).toContain('少于单个项目可安排的最低金额')
  expect(studio).toMatch(/id="allocation.regionCaps.320500"[^>]*value="1,500"/)
  for (const path of ['', '/studio?part=publicity&as=applicant']) {
    const page = await read(`/guidelines/${id}${path}`)
    expect(page).toContain('二等档：90.00 分起，每个项目 300.00 万元')
    expect(page).toContain('1,200.00 万元；另有规定：苏州市 1,500.00 万元')
  }
})

test('the Studio saves JSON; a stale revision is 409, nonsense 400 or 422, a stranger 404', async () => {
  await using db = await testDb()
  const id = await aDraft(db)
  const site = await testSite(db)
  const save = (key: string, body: unknown) =>
    site.requestAs(as(key), `/guidelines/${id}/save`, {
      now,
      method: 'POST',
      headers: { Origin: 'https://qixiang.test', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const values = { configuration: { title: '新题目' }, typed: {} }
  const saved = await save('province_handler', { revision: 0, values })
  expect(await saved.json()).toEqual({ revision: 1, savedAt: now.toISOString() })
  expect((await save('province_handler', { revision: 0, values })).status).toBe(409)
  expect((await save('province_handler', 'nonsense')).status).toBe(400)
  const wrong = { configuration: { ratio: 'much' }, typed: {} }
  expect((await save('province_handler', { revision: 1, values: wrong })).status).toBe(422)
  expect((await save('kunshan_applicant', { revision: 1, values })).status).toBe(404)
  expect((await db.client.guideline.findUniqueOrThrow({ where: { id } })).title).toBe('新题目')
})

test('handler submits, leader publishes, everybody reads; a refused act keeps its page and the reason', async () => {
  await using db = await testDb()
  const id = await aDraft(db)
  const site = await testSite(db)
  const act = (key: string, fields: Record<string, string>) =>
    site.postAs(as(key), `/guidelines/${id}`, fields, { now })
  expect((await act('province_handler', { act: 'submit', version: '0' })).status).toBe(302)
  const stale = await act('leader', { act: 'send_back', version: '0', reason: '请补充联系人' })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toContain('请补充联系人')
  expect((await act('province_handler', { act: 'publish', version: '1' })).status).toBe(403)
  expect((await act('leader', { act: 'toString', version: '1' })).status).toBe(400)
  const unsigned = await act('leader', { act: 'publish', version: '1', confirmed: '1' })
  expect(await unsigned.text()).toContain('财政部门尚未会签现在这份内容')
  const asked = await (await site.requestAs(as('finance'), `/guidelines/${id}`, { now })).text()
  expect(asked).toContain('已提请财政部门会签，尚未答复')
  expect(asked).toContain('value="decline_co_sign"')
  const agreed = { act: 'co_sign', version: '1', reason: '资金已列入年度预算', confirmed: '1' }
  expect((await act('finance', agreed)).headers.get('Location')).toBe(`/guidelines/${id}?done=co_sign`)
  const signed = await (await site.requestAs(as('leader'), `/guidelines/${id}`, { now })).text()
  expect(signed).toContain('资金已列入年度预算')
  const out = await act('leader', { act: 'publish', version: '2', confirmed: '1' })
  expect(out.headers.get('Location')).toContain(`/guidelines/${id}?done=publish&receipt=`)

  const call = await (await site.requestAs(null, `/call/${configuration.code}`, { now })).text()
  expect(call).toContain(configuration.title)
  expect(call).toContain('财政部门会签')
  expect(call).toContain('2025-07-10 17:00')
  expect(await (await site.requestAs(null, '/?view=coming', { now })).text()).toContain(configuration.title)
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'expert_jin'])
    expect((await site.requestAs(as(key), `/guidelines/${id}`, { now })).status).toBe(200)
  for (const path of ['/guidelines', '/guidelines/new', `/guidelines/${id}/studio?part=form`])
    expect((await site.requestAs(as('province_handler'), path, { now })).status).toBe(200)
})
