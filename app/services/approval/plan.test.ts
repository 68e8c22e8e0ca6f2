import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { stepsFrom } from '#app/domain/approval/steps.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aDefaulter, aReviewed } from '#fixtures/approval.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { adjustItem, removeItem } from './adjust-item.server.ts'
import { draftPlan, reallocatePlan } from './draft-plan.server.ts'
import { discardPlan, proposePlan, sendBackPlan } from './propose-plan.server.ts'
import { held } from '#fixtures/held.ts'

const now = new Date('2025-04-21T02:00:00Z')
const wan = (amount: number) => BigInt(amount) * 1_000_000n

/** The vector of C.3: raw 1000, 430, 1000, 260 of 2600, and one below the pass line. */
async function aSeason(db: Db, changes: Partial<GuidelineConfiguration> = {}) {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(
    db,
    aConfiguration({
      rules: [{ code: 'R10', severity: 'block', params: {} }],
      ...changes,
    }),
  )
  const ids = [
    await aReviewed(db, guidelineId, 'kunshan', {
      rank: 1,
      scoreCenti: 9240,
      equipmentWan: 12_000,
      requestedWan: 1200,
    }),
    await aReviewed(db, guidelineId, 'jiangning', {
      rank: 2,
      scoreCenti: 8810,
      equipmentWan: 4300,
      requestedWan: 430,
    }),
    await aReviewed(db, guidelineId, 'park', {
      rank: 3,
      scoreCenti: 8500,
      equipmentWan: 15_000,
      requestedWan: 1500,
    }),
    await aReviewed(db, guidelineId, 'luhe', {
      rank: 4,
      scoreCenti: 7960,
      equipmentWan: 2600,
      requestedWan: 260,
    }),
    await aReviewed(db, guidelineId, 'luhe', {
      rank: 5,
      scoreCenti: 5890,
      equipmentWan: 9000,
      requestedWan: 900,
      outcome: 'failed',
    }),
  ]
  return { guidelineId, ids }
}

const handler = (db: Db) => ctxOf(db, 'province_handler', { now })
const leader = (db: Db) => ctxOf(db, 'leader', { now })

async function itemsOf(db: Db, planId: string) {
  return db.client.allocationItem.findMany({ where: { planId }, orderBy: { rank: 'asc' } })
}
const amounts = async (db: Db, planId: string) =>
  (await itemsOf(db, planId)).map(({ amountFen }) => Number(amountFen / wan(1)))
const committed = async (db: Db, id: string) =>
  (await db.client.guideline.findUniqueOrThrow({ where: { id } })).committedFen

eachDialect('a plan is drafted in order of the ranking, with every step and its reason', async (db) => {
  const { guidelineId } = await aSeason(db)
  const { id } = held(await draftPlan(handler(db), { guidelineId }))
  expect(await amounts(db, id)).toEqual([1000, 430, 1000, 170, 0])
  const [first, , , fourth, fifth] = await itemsOf(db, id)
  expect(stepsFrom(first?.steps ?? '[]').map(({ step, fen }) => [step, Number(fen / wan(1))])).toEqual([
    ['gross', 12_000],
    ['base', 12_000],
    ['share', 1200],
    ['cap', 1000],
    ['requested', 1000],
    ['rounding', 1000],
    ['floor', 1000],
    ['allocation', 1000],
  ])
  expect(stepsFrom(fourth?.steps ?? '[]').at(-1)?.reason).toEqual({
    code: 'allocation_partial',
    params: { raw: '260.00' },
  })
  expect(stepsFrom(fifth?.steps ?? '[]').at(-1)?.reason?.code).toBe('allocation_below_pass_line')
  expect(await db.client.ruleRun.count({ where: { occasion: 'allocation' } })).toBe(5)
  expect(await db.client.auditEntry.count({ where: { act: 'plan.draft' } })).toBe(1)
  expect(await db.client.application.count({ where: { status: 'reviewed' } })).toBe(5)
})

test('the strategy can be changed, and the C.3 vectors hold', async () => {
  await using db = await testDb()
  const { guidelineId } = await aSeason(db)
  const { id } = held(await draftPlan(handler(db), { guidelineId, strategy: 'cutoff_drop' }))
  expect(await amounts(db, id)).toEqual([1000, 430, 1000, 0, 0])
  held(await reallocatePlan(handler(db), { planId: id, version: 0, strategy: 'proportional' }))
  expect(await amounts(db, id)).toEqual([967, 416, 966, 251, 0])
  expect(
    await reallocatePlan(handler(db), { planId: id, version: 0, strategy: 'cutoff_drop' }),
  ).toMatchObject({ refusal: { code: 'stale_version' } })
})

test('the panel, a veto, a failed rule and a failed look on site each leave their reason', async () => {
  await using db = await testDb()
  const { guidelineId, ids } = await aSeason(db)
  const [first = '', second = '', third = '', fourth = ''] = ids
  await db.client.application.update({ where: { id: first }, data: { reviewOutcome: 'vetoed' } })
  await aDefaulter(db, 'jiangning')
  await db.client.reviewOpinion.create({
    data: {
      id: 'opinion',
      applicationId: third,
      node: 'site_check',
      kind: 'site_check',
      conclusion: 'fail',
      text: '设备未到场',
      snapshotNumber: 1,
      authorId: 'user-province_handler',
      authorName: '周明',
      createdAt: now,
    },
  })
  const { id } = held(await draftPlan(handler(db), { guidelineId }))
  expect(await amounts(db, id)).toEqual([0, 0, 0, 260, 0])
  const items = await itemsOf(db, id)
  expect(items.map(({ steps }) => stepsFrom(steps).at(-1)?.reason?.code ?? null)).toEqual([
    'allocation_vetoed',
    'allocation_blocked',
    'allocation_site_failed',
    null,
    'allocation_below_pass_line',
  ])
  expect(items.find(({ applicationId }) => applicationId === fourth)?.amountFen).toBe(wan(260))
  const blocked = items.find(({ applicationId }) => applicationId === second)?.id ?? ''
  expect(
    await adjustItem(handler(db), {
      planId: id,
      version: 0,
      itemId: blocked,
      amountWan: '100',
      reason: '重点项目',
    }),
  ).toMatchObject({ refusal: { code: 'item_blocked' } })
})

eachDialect('an amount by hand needs its reason, and whoever is passed over needs one too', async (db) => {
  const { guidelineId } = await aSeason(db)
  const { id } = held(await draftPlan(handler(db), { guidelineId }))
  const [, second, third, fourth] = await itemsOf(db, id)
  const act = { planId: id, version: 0, itemId: second?.id ?? '', reason: '' }
  expect(await adjustItem(handler(db), { ...act, amountWan: '300' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  expect(await adjustItem(handler(db), { ...act, amountWan: '三百', reason: '压减' })).toMatchObject({
    refusal: { fields: [{ path: 'amountWan' }] },
  })
  expect(await adjustItem(handler(db), { ...act, amountWan: '431', reason: '加码' })).toMatchObject({
    refusal: {
      code: 'above_request',
      params: { asked: '431.00', limit: '430.00', over: '1.00' },
      fields: [{ path: 'amountWan', code: 'amount_at_most' }],
    },
  })
  expect(await adjustItem(handler(db), { ...act, amountWan: '300.125', reason: '压减' })).toMatchObject({
    refusal: { code: 'amount_too_fine', params: { lower: '300.12', upper: '300.13' } },
  })
  expect(await adjustItem(handler(db), { ...act, amountWan: '0', reason: '不支持' })).toMatchObject({
    refusal: { code: 'amount_zero' },
  })
  held(await adjustItem(handler(db), { ...act, amountWan: '300', reason: '市级已补助 130 万元' }))
  held(
    await removeItem(handler(db), { planId: id, version: 1, itemId: third?.id ?? '', reason: '企业已停产' }),
  )
  expect(await amounts(db, id)).toEqual([1000, 300, 0, 170, 0])
  held(
    await adjustItem(handler(db), {
      planId: id,
      version: 2,
      itemId: fourth?.id ?? '',
      amountWan: '260',
      reason: '预算有余',
    }),
  )
  expect(
    stepsFrom((await itemsOf(db, id))[1]?.steps ?? '[]')
      .slice(-2)
      .map(({ step }) => step),
  ).toEqual(['allocation', 'manual'])
  await db.client.allocationItem.update({ where: { id: third?.id ?? '' }, data: { reason: '' } })
  expect(await proposePlan(handler(db), { planId: id, version: 3 })).toMatchObject({
    refusal: { code: 'departure_unexplained', params: { count: 1 } },
  })
  await db.client.allocationItem.update({ where: { id: third?.id ?? '' }, data: { reason: '企业已停产' } })
  held(await proposePlan(handler(db), { planId: id, version: 3 }))
  expect(await committed(db, guidelineId)).toBe(wan(1560))
})

eachDialect('a proposal commits the money, a return frees it', async (db) => {
  const { guidelineId, ids } = await aSeason(db)
  const { id } = held(await draftPlan(handler(db), { guidelineId }))
  expect(await proposePlan(leader(db), { planId: id, version: 0 })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  held(await proposePlan(handler(db), { planId: id, version: 0 }))
  expect(await committed(db, guidelineId)).toBe(wan(2600))
  expect(await db.client.application.findUniqueOrThrow({ where: { id: ids[3] ?? '' } })).toMatchObject({
    status: 'proposed',
    proposedFen: wan(170),
  })
  expect(await db.client.notice.count({ where: { userId: 'user-leader', kind: 'plan_to_decide' } })).toBe(1)
  expect(await db.client.auditEntry.count({ where: { act: 'application.propose' } })).toBe(4)

  expect(await sendBackPlan(leader(db), { planId: id, version: 1, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await sendBackPlan(leader(db), { planId: id, version: 1, reason: '请复核第三名' }))
  expect(await committed(db, guidelineId)).toBe(0n)
  expect(await db.client.application.count({ where: { status: 'reviewed', proposedFen: null } })).toBe(5)
  held(await discardPlan(handler(db), { planId: id, version: 2, reason: '重新拟定' }))
})

eachDialect(
  'two plans that together exceed the budget: exactly one passes, never more (invariant 8)',
  async (db) => {
    const { guidelineId } = await aSeason(db)
    const plans: string[] = []
    for (const kept of [
      [1, 2],
      [3, 4],
    ]) {
      const { id } = held(await draftPlan(handler(db), { guidelineId, strategy: 'cutoff_drop' }))
      await db.client.allocationItem.updateMany({
        where: { planId: id, rank: { notIn: kept } },
        data: { amountFen: 0n, reason: '另一方案' },
      })
      await db.client.allocationItem.updateMany({
        where: { planId: id, rank: { in: kept } },
        data: { amountFen: wan(kept[0] === 1 ? 430 : 260) },
      })
      plans.push(id)
    }
    await db.client.guideline.update({ where: { id: guidelineId }, data: { budgetFen: wan(1000) } })
    const results = await Promise.all(plans.map((planId) => proposePlan(handler(db), { planId, version: 0 })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'over_budget', params: { over: '380.00' } },
    })
    const sum = await db.client.application.aggregate({ _sum: { proposedFen: true } })
    expect(await committed(db, guidelineId)).toBe(sum._sum.proposedFen)
    expect(sum._sum.proposedFen).toBeLessThanOrEqual(wan(1000))
  },
)

test('a rule that fails since the draft stops the proposal and names the project', async () => {
  await using db = await testDb()
  const { guidelineId } = await aSeason(db)
  const { id } = held(await draftPlan(handler(db), { guidelineId }))
  await aDefaulter(db, 'park')
  expect(await proposePlan(handler(db), { planId: id, version: 0 })).toMatchObject({
    refusal: { code: 'plan_rules_block', params: { count: 1 } },
  })
  expect(await committed(db, guidelineId)).toBe(0n)
})

test('only the province drafts, and only what has been reviewed', async () => {
  await using db = await testDb()
  const { guidelineId } = await aSeason(db)
  expect(await draftPlan(ctxOf(db, 'suzhou_handler', { now }), { guidelineId })).toMatchObject({
    refusal: { code: 'not_yours', status: 403 },
  })
  await db.client.application.updateMany({ data: { status: 'in_review' } })
  expect(await draftPlan(handler(db), { guidelineId })).toMatchObject({
    refusal: { code: 'nothing_reviewed' },
  })
})
