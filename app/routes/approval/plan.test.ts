import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { newId } from '#app/platform/id.ts'
import { adjustItem, removeItem } from '#app/services/approval/adjust-item.server.ts'
import { draftPlan, reallocatePlan } from '#app/services/approval/draft-plan.server.ts'
import { printTexts } from '#app/services/review/text-prints.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aDefaulter, aReviewed } from '#fixtures/approval.ts'
import { copiedContent, originalContent } from '#fixtures/duplicates.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const now = new Date('2025-04-21T02:00:00Z')

test('a plan says in each row what repeats another application, and takes nothing off by itself', async () => {
  await using db = await testDb()
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules: [] }))
  const form = { 'project.content': copiedContent }
  const copy = await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000, form })
  const original = await aReviewed(db, guidelineId, 'jiangning', {
    rank: 2,
    scoreCenti: 8900,
    form: { 'project.content': originalContent },
  })
  await printTexts(ctxOf(db, 'province_handler'))
  const { id } = held(await draftPlan(ctxOf(db, 'province_handler', { now }), { guidelineId }))
  const { requestAs } = await testSite(db)
  const plan = (key: string) => requestAs({ id: `user-${key}` }, `/approval/plans/${id}`, { now })

  const pair = `href="/review/${copy}/duplicates/${original}"`
  const open = await (await plan('province_handler')).text()
  expect(open.match(/相近，尚未认定/g)?.length).toBeGreaterThanOrEqual(2)
  expect(open).toContain(pair)
  expect(await pageText(await plan('leader'))).toMatch(/当前办理\s*[：:]?\s*省级主管部门/)

  const amounts = await db.client.allocationItem.findMany({ orderBy: { rank: 'asc' } })
  await db.client.duplicateDecision.create({
    data: {
      id: newId(),
      applicationId: copy,
      otherId: original,
      snapshotNumber: 1,
      otherSnapshotNumber: 1,
      alikePercent: 94,
      conclusion: 'content_overlap',
      overlapFen: 120_500_000n,
      reason: '产线改造内容相同',
      authorId: 'user-province_handler',
      authorName: '周明',
      createdAt: now,
    },
  })
  for (const key of ['province_handler', 'leader', 'supervisor']) {
    const page = await plan(key)
    expect((await page.clone().text()).includes(pair)).toBe(key === 'province_handler')
    const text = await pageText(page)
    expect(text).not.toContain('尚未认定')
    expect(text).toContain('重复 120.50 万元')
    expect(text).toContain('以上测算未扣减')
    expect(text).toContain('产线改造内容相同')
  }
  expect(await db.client.allocationItem.findMany({ orderBy: { rank: 'asc' } })).toEqual(amounts)
})

test('an amount by hand that is too fine or too much is refused in its row, which keeps what was typed', async () => {
  await using db = await testDb()
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules: [] }))
  await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000, requestedWan: 600 })
  await aReviewed(db, guidelineId, 'jiangning', { rank: 2, scoreCenti: 8900, requestedWan: 600 })
  const { id } = held(await draftPlan(ctxOf(db, 'province_handler', { now }), { guidelineId }))
  const [, item] = await db.client.allocationItem.findMany({ orderBy: { rank: 'asc' } })
  const { postAs } = await testSite(db)
  const post = (amountWan: string) => {
    const fields = {
      act: 'adjust',
      version: '0',
      item: item?.id ?? '',
      amountWan,
      reason: '市级已补助 2 万元',
    }
    return postAs({ id: 'user-province_handler' }, `/approval/plans/${id}`, fields, { now })
  }
  for (const [amountWan, said] of [
    ['599.005', '请改为 599.00 或 599.01 万元'],
    ['600.50', '申请金额为 600.00 万元，多出 0.50 万元'],
    ['六百', '请填写数字'],
  ] as const) {
    const refused = await post(amountWan)
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain(`value="${amountWan}"`)
    expect(page).toContain('value="市级已补助 2 万元"')
    expect(page.match(/<details open=""/g)).toHaveLength(1)
    expect(page).toContain(said)
    expect(page).toContain(`id="amountWan-${item?.id}-error"`)
  }
  expect((await post('599.01')).status).toBe(302)
})

test('the history of a plan names project and amounts of each change by hand, and what was computed anew', async () => {
  await using db = await testDb()
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules: [] }))
  await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000, requestedWan: 600 })
  const ctx = ctxOf(db, 'province_handler', { now })
  const { id } = held(await draftPlan(ctx, { guidelineId }))
  const { id: itemId } = await db.client.allocationItem.findFirstOrThrow()
  const act = { planId: id, itemId, reason: '市级已补助' }
  held(await adjustItem(ctx, { ...act, version: 0, amountWan: '588.50' }))
  held(await removeItem(ctx, { ...act, version: 1, reason: '企业已停产' }))
  held(await reallocatePlan(ctx, { planId: id, version: 2, strategy: 'proportional' }))
  const { requestAs } = await testSite(db)
  for (const key of ['province_handler', 'leader', 'supervisor']) {
    const page = await requestAs({ id: `user-${key}` }, `/approval/plans/${id}?tab=history`, { now })
    const text = await pageText(page)
    const project = /“[^”]*智能工厂改造项目1”/.source
    expect(text).toMatch(new RegExp(`${project}：600.00 万元 → 588.50 万元\\s*市级已补助`))
    expect(text).toMatch(new RegExp(`${project}：588.50 万元 → 不安排\\s*企业已停产`))
    expect(text).toContain('按“同比例压减”重新测算：1 个项目，合计 600.00 万元')
  }
})

test('a plan says the grades and totals that apply, in the row what they cut, and refuses more by hand with the figures', async () => {
  await using db = await testDb()
  await seedCast(db)
  const plain = aConfiguration({ rules: [] })
  const tiers = [
    { grade: 'A', fromScore: 9000, amountWan: '500' },
    { grade: 'B', fromScore: 8000, amountWan: '300' },
  ]
  const totals = { regionCapWan: '1200', regionCaps: { '320500': '700' }, enterpriseCapWan: '900' }
  const allocation = { ...plain.allocation, ...totals, strategy: 'tiered' as const, tiers }
  const guidelineId = await anOpenGuideline(db, { ...plain, allocation })
  await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000 })
  await aReviewed(db, guidelineId, 'park', { rank: 2, scoreCenti: 8900 })
  const { requestAs, postAs } = await testSite(db)
  const handler = { id: 'user-province_handler' }
  expect(await (await requestAs(handler, '/approval', { now })).text()).toContain('<option value="tiered">')
  const { id } = held(await draftPlan(ctxOf(db, 'province_handler', { now }), { guidelineId }))
  const text = await pageText(await requestAs(handler, `/approval/plans/${id}`, { now }))
  expect(text).toContain('A档：90.00 分起，每个项目 500.00 万元')
  expect(text).toContain('1,200.00 万元；另有规定：苏州市 700.00 万元')
  expect(text).toMatch(/每个企业合计上限\s*900.00 万元/)
  expect(text).toContain('所在设区市合计上限 700.00 万元，其他项目已占 500.00 万元，余 200.00 万元')

  const [, second] = await db.client.allocationItem.findMany({ orderBy: { rank: 'asc' } })
  const fields = { act: 'adjust', version: '0', item: second?.id ?? '', amountWan: '200.5', reason: '会商' }
  const refused = await postAs(handler, `/approval/plans/${id}`, fields, { now })
  expect(refused.status).toBe(422)
  expect(await pageText(refused)).toContain(
    '填写 200.50 万元，超出所在设区市合计上限：上限 700.00 万元，其他项目已占 500.00 万元，余 200.00 万元，多出 0.50 万元',
  )
  const back = { act: 'reallocate', version: '0', strategy: 'cutoff_drop' }
  expect((await postAs(handler, `/approval/plans/${id}`, back, { now })).status).toBe(302)
})

test('a row that rules stop names them in words', async () => {
  await using db = await testDb()
  await seedCast(db)
  const rules = [{ code: 'R10', severity: 'block' as const, params: {} }]
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules }))
  await aReviewed(db, guidelineId, 'jiangning', { rank: 1, scoreCenti: 9000 })
  await aDefaulter(db, 'jiangning')
  const { id } = held(await draftPlan(ctxOf(db, 'province_handler', { now }), { guidelineId }))
  const { requestAs } = await testSite(db)
  const page = async (language: string) => {
    const headers = { Cookie: `locale=${language}` }
    return pageText(await requestAs({ id: 'user-leader' }, `/approval/plans/${id}`, { now, headers }))
  }
  expect(await page('zh-CN')).toMatch(/复核有规则未通过：R10 [\u4e00-\u9fff]{3}/)
  expect(await page('en')).toMatch(/before the allocation: R10 [A-Z][a-z]/)
})
