import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { guidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { standardConfiguration } from '#app/domain/guideline/standard.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { letter, minutes, onPosting, aVisit } from '#fixtures/publicity.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { seedCast } from '#fixtures/world.ts'
import { decidePlan } from './approval/decide-plan.server.ts'
import { draftPlan } from './approval/draft-plan.server.ts'
import { fileObjection } from './approval/file-objection.server.ts'
import { acceptObjection } from './approval/handle-objection.server.ts'
import { proposePlan, sendBackPlan } from './approval/propose-plan.server.ts'
import { reserveApplication } from './approval/reserve.server.ts'
import { endSiteCheck, sendToSite } from './approval/site-check.server.ts'
import { skipReview } from './scoring/skip-review.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const handling = {
  startDays: 3,
  concludeDays: 4,
  siteDays: 2,
  decideDays: 1,
  objectionDays: 6,
  reopenDays: 5,
  withdrawDays: 2,
  opinionDays: 3,
  appealDays: 2,
  appealAnswerDays: 4,
}
const call = () => aConfiguration({ rules: [], reviewSkipped: true, handling })

async function dueOf(db: Db, id: string): Promise<[string, string | undefined]> {
  const { status, dueAt } = await db.client.application.findUniqueOrThrow({ where: { id } })
  return [status, dueAt?.toISOString()]
}

/** 24:00 in Shanghai of a day. */
const end = (day: string) => `${day}T16:00:00.000Z`

eachDialect('after formal review every state is due by the working days of its call', async (db) => {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, call())
  const kept = await aQualified(db, guidelineId, 'jiangning')
  const paid = await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000 })
  const handler = onPosting(db, 'province_handler')
  const act = (applicationId: string, version: number) => ({ applicationId, version, reason: '按程序办理' })

  held(await skipReview(onPosting(db, 'organiser'), act(kept, 0)))
  expect(await dueOf(db, kept)).toEqual(['reviewed', end('2025-04-30')])
  held(await sendToSite(handler, act(kept, 1)))
  expect(await dueOf(db, kept)).toEqual(['site_check', end('2025-04-28')])
  held(await endSiteCheck(handler, { ...act(kept, 2), result: 'pass', team: '周明、冯洁' }))
  held(await reserveApplication(handler, { ...act(kept, 3), years: '1' }))
  expect(await dueOf(db, kept)).toEqual(['reserved', end('2026-12-31')])

  const { id: planId } = held(await draftPlan(handler, { guidelineId }))
  const [item] = await db.client.allocationItem.findMany({ where: { planId, applicationId: paid } })
  expect(item).toBeDefined()
  held(await proposePlan(handler, { planId, version: 0 }))
  expect(await dueOf(db, paid)).toEqual(['proposed', end('2025-04-27')])
  const leader = onPosting(db, 'leader')
  const [todo] = (await todosOf(leader)).filter(({ workflow }) => workflow === 'plan')
  expect(todo).toMatchObject({ id: planId, dueAt: new Date(end('2025-04-27')) })

  held(await sendBackPlan(leader, { planId, version: 1, reason: '核实金额' }))
  expect(await dueOf(db, paid)).toEqual(['reviewed', end('2025-04-30')])
  held(await proposePlan(handler, { planId, version: 2 }))
  held(await decidePlan(leader, { planId, version: 3, ...minutes }))
  expect(await dueOf(db, paid)).toEqual(['publicity', end('2025-05-06')])
  held(await fileObjection(aVisit(db), { planId, applicationId: paid, ...letter }))
  const objection = await db.client.objection.findFirstOrThrow({ where: { applicationId: paid } })
  held(
    await acceptObjection(onPosting(db, 'supervisor'), { objectionId: objection.id, version: 0, reason: '' }),
  )
  expect(await dueOf(db, paid)).toEqual(['objection', end('2025-05-07')])
})

eachDialect('an amendment gives its days to what comes after it, not to what waits already', async (db) => {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, call())
  await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000 })
  const handler = onPosting(db, 'province_handler')
  const { id: planId } = held(await draftPlan(handler, { guidelineId }))
  held(await proposePlan(handler, { planId, version: 0 }))
  const amended = { ...call(), handling: { ...handling, decideDays: 9 } }
  await db.client.guidelineVersion.create({
    data: {
      id: newId(),
      guidelineId,
      number: 2,
      configuration: JSON.stringify(amended),
      sha256: '0'.repeat(64),
      publishedAt: new Date('2025-04-26T02:00:00Z'),
    },
  })
  const later = onPosting(db, 'leader', new Date('2025-04-26T03:00:00Z'))
  const due = async () => (await todosOf(later)).find(({ workflow }) => workflow === 'plan')?.dueAt
  expect(await due()).toEqual(new Date(end('2025-04-27')))

  held(await sendBackPlan(later, { planId, version: 1, reason: '核实金额' }))
  held(await proposePlan({ ...handler, now: later.now }, { planId, version: 2 }))
  expect(await due()).toEqual(new Date(end('2025-05-12')))
})

test('a call that was published before there were such days has the usual ones', () => {
  const { handling: usual, ...earlier } = standardConfiguration({ code: 'A-1', title: 'a', year: 2025 })
  expect(guidelineConfiguration.parse(earlier).handling).toEqual(usual)
})
