import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findPlan } from '#app/db/approval/plan.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { held } from '#fixtures/held.ts'
import { anObjection, aPostedPair, onPosting } from '#fixtures/publicity.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { adjustItem, removeItem } from './adjust-item.server.ts'
import { draftPlan, reallocatePlan } from './draft-plan.server.ts'
import { acceptObjection, investigateObjection, resolveObjection } from './handle-objection.server.ts'
import { proposePlan } from './propose-plan.server.ts'

const now = new Date('2025-04-21T02:00:00Z')
const wan = (amount: number) => BigInt(amount) * 1_000_000n
const handler = (db: Db) => ctxOf(db, 'province_handler', { now })

const tiers = [
  { grade: 'A', fromScore: 9000, amountWan: '800' },
  { grade: 'B', fromScore: 8500, amountWan: '500' },
  { grade: 'C', fromScore: 7000, amountWan: '200' },
]

/** The vector of C.3 in two cities: ranks 1 and 3 in Suzhou, 2 and 4 in Nanjing; 4 and 5 are of one enterprise. */
async function aSeason(db: Db, allocation: Partial<GuidelineConfiguration['allocation']>) {
  await seedCast(db)
  const plain = aConfiguration({ rules: [] })
  const configuration = { ...plain, allocation: { ...plain.allocation, ...allocation } }
  const guidelineId = await anOpenGuideline(db, configuration)
  const rows = [
    ['kunshan', 9240, 12_000, 1200],
    ['jiangning', 8810, 4300, 430],
    ['park', 8500, 15_000, 1500],
    ['luhe', 7960, 2600, 260],
    ['luhe', 7400, 1500, 150],
  ] as const
  for (const [at, [key, scoreCenti, equipmentWan, requestedWan]] of rows.entries())
    await aReviewed(db, guidelineId, key, { rank: at + 1, scoreCenti, equipmentWan, requestedWan })
  return guidelineId
}

/** 万元 and the codes of what limited them, by rank */
async function planned(db: Db, id: string) {
  const { items } = await findPlan(handler(db), id)
  return items.map(({ amountFen, steps }) => {
    const said = steps.filter(({ step }) =>
      ['tier', 'region_cap', 'enterprise_cap', 'allocation'].includes(step),
    )
    return [Number(amountFen / wan(1)), ...said.flatMap(({ reason }) => reason?.code ?? [])].join(' ')
  })
}

eachDialect('a call with grades gives each project the amount of its grade, best rank first', async (db) => {
  const guidelineId = await aSeason(db, { strategy: 'tiered', tiers })
  const { id } = held(await draftPlan(handler(db), { guidelineId }))
  expect(await planned(db, id)).toEqual([
    '800 allocation_tier',
    '430 allocation_tier_within',
    '500 allocation_tier',
    '200 allocation_tier',
    '150 allocation_tier_within',
  ])
  const plan = await findPlan(handler(db), id)
  expect(plan.announced).toBe('tiered')
  expect(plan.previews.map(({ strategy, totalFen }) => [strategy, Number(totalFen / wan(1))])).toEqual([
    ['cutoff_partial', 2600],
    ['cutoff_drop', 2430],
    ['proportional', 2600],
    ['tiered', 2080],
  ])
  held(await proposePlan(handler(db), { planId: id, version: 0 }))
})

eachDialect(
  'totals of city and enterprise hold in every strategy, and amounts by hand stay within',
  async (db) => {
    const totals = { regionCapWan: '600', regionCaps: { '320500': '1200' }, enterpriseCapWan: '280' }
    const guidelineId = await aSeason(db, { ...totals, tiers })
    const { id } = held(await draftPlan(handler(db), { guidelineId, strategy: 'proportional' }))
    expect(await planned(db, id)).toEqual([
      '280 allocation_enterprise_cap',
      '280 allocation_enterprise_cap',
      '280 allocation_region_cap allocation_enterprise_cap',
      '260',
      '0 allocation_region_cap allocation_enterprise_cap_floor',
    ])
    held(await reallocatePlan(handler(db), { planId: id, version: 0, strategy: 'tiered' }))
    expect(await planned(db, id)).toEqual([
      '280 allocation_tier allocation_enterprise_cap',
      '280 allocation_tier_within allocation_enterprise_cap',
      '280 allocation_tier allocation_enterprise_cap',
      '200 allocation_tier',
      '80 allocation_tier_within allocation_region_cap allocation_enterprise_cap',
    ])
    const items = await db.client.allocationItem.findMany({ where: { planId: id }, orderBy: { rank: 'asc' } })
    const byHand = (rank: number, version: number, amountWan: string) => {
      const itemId = items[rank - 1]?.id ?? ''
      return adjustItem(handler(db), { planId: id, version, itemId, amountWan, reason: '会商确定' })
    }
    expect(await byHand(4, 1, '200.01')).toMatchObject({
      refusal: {
        code: 'above_enterprise_cap',
        params: { asked: '200.01', cap: '280.00', used: '80.00', left: '200.00', over: '0.01' },
        fields: [{ path: 'amountWan' }],
      },
    })
    held(await byHand(2, 1, '279'))
    held(await byHand(5, 2, '79'))
    expect(await byHand(4, 3, '201.5')).toMatchObject({ refusal: { code: 'above_enterprise_cap' } })
  },
)

eachDialect(
  'who is left out by a total is not passed over; taken out ahead of it, somebody is',
  async (db) => {
    const guidelineId = await aSeason(db, { regionCaps: { '320500': '1000' } })
    const { id } = held(await draftPlan(handler(db), { guidelineId }))
    expect(await planned(db, id)).toEqual(['1000', '430', '0 allocation_region_cap', '260', '150'])
    const [first] = (await findPlan(handler(db), id)).items
    const act = { planId: id, version: 0, itemId: first?.id ?? '', reason: '企业已停产' }
    held(await removeItem(handler(db), act))
    expect(await proposePlan(handler(db), { planId: id, version: 1 })).toMatchObject({
      refusal: { code: 'departure_unexplained', params: { count: 1 } },
    })
    held(await reallocatePlan(handler(db), { planId: id, version: 1, strategy: 'cutoff_partial' }))
    held(await proposePlan(handler(db), { planId: id, version: 2 }))
  },
)

eachDialect('two plans that together exceed the total of a city: exactly one passes', async (db) => {
  const guidelineId = await aSeason(db, { regionCaps: { '320100': '600' } })
  const plans: string[] = []
  for (const kept of [[2], [4]]) {
    const { id } = held(await draftPlan(handler(db), { guidelineId, strategy: 'cutoff_drop' }))
    const where = { planId: id, rank: { notIn: kept } }
    await db.client.allocationItem.updateMany({ where, data: { amountFen: 0n, reason: '另一方案' } })
    const data = { amountFen: wan(kept[0] === 2 ? 430 : 260) }
    await db.client.allocationItem.updateMany({ where: { planId: id, rank: { in: kept } }, data })
    plans.push(id)
  }
  const results = await Promise.all(plans.map((planId) => proposePlan(handler(db), { planId, version: 0 })))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject({
    refusal: { code: 'plan_above_region_cap', status: 409, params: { cap: '600.00', over: '90.00' } },
  })
  const again = held(await draftPlan(handler(db), { guidelineId }))
  const rest = await planned(db, again.id)
  expect(rest.filter((row) => row.includes('allocation_region_cap'))).not.toEqual([])
})

eachDialect('the ruling on an objection stays within the totals too, or nothing is done', async (db) => {
  const { planId, first, guidelineId } = await aPostedPair(db)
  const version = await db.client.guidelineVersion.findFirstOrThrow({ where: { guidelineId } })
  const before = JSON.parse(version.configuration) as GuidelineConfiguration
  const configuration = { ...before, allocation: { ...before.allocation, enterpriseCapWan: '550' } }
  await db.client.guidelineVersion.create({
    data: { ...version, id: newId(), number: 2, configuration: JSON.stringify(configuration) },
  })
  await db.client.guideline.update({ where: { id: guidelineId }, data: { publishedVersion: 2 } })
  const objectionId = await anObjection(db, planId, first)
  held(await acceptObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  held(await investigateObjection(onPosting(db, 'supervisor'), { objectionId, version: 1, reason: '核减。' }))
  const act = { objectionId, version: 2, reason: '核减。', result: 'amount_changed' }
  const decide = (newAmountWan: string) => resolveObjection(onPosting(db, 'leader'), { ...act, newAmountWan })
  expect(await decide('580')).toMatchObject({
    refusal: { code: 'above_enterprise_cap', params: { cap: '550.00', left: '550.00', over: '30.00' } },
  })
  expect(await db.client.objection.findUniqueOrThrow({ where: { id: objectionId } })).toMatchObject({
    status: 'investigated',
  })
  held(await decide('550'))
})
