import { beforeAll, expect } from 'vitest'
import type { CastKey } from '#fixtures/cast.ts'
import { env } from '#app/platform/env.server.ts'
import { fileAppeal } from '#app/services/application/appeal.server.ts'
import { rejectApplication } from '#app/services/review/reject.server.ts'
import {
  consentWithdrawal,
  requestWithdrawal,
  withdrawApplication,
} from '#app/services/application/withdraw.server.ts'
import { askReopening } from '#app/services/review/reopening.server.ts'
import { generateSheet } from '#app/services/review/sheet.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aDraft, now as draftingDay } from '#fixtures/guideline.ts'
import type { ReviewView } from '#app/domain/review/views.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { submitGuideline } from '#app/services/guideline/publish.server.ts'
import { acceptObjection, investigateObjection } from '#app/services/approval/handle-objection.server.ts'
import { anObjection, aPostedPair, onPosting } from '#fixtures/publicity.ts'
import { aDrawnPanel, aPlannedPanel, aQualified, expertCtx, scoringDay } from '#fixtures/scoring.ts'
import { aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import type { Db } from './client.server.ts'
import { countTodos, todosOf } from './office.server.ts'
import { reviewList } from './review/list.server.ts'
import { eachDialect } from './testing.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** Ids of what waits for somebody, by workflow, with the number that the navigation shows. */
async function waiting(db: Db, key: CastKey, workflow: string) {
  const ctx = ctxOf(db, key)
  const todos = (await todosOf(ctx)).filter((todo) => todo.workflow === workflow)
  return {
    ids: todos.map(({ id }) => id),
    due: todos.map(({ dueAt }) => dueAt?.toISOString()),
    decisions: todos.map(({ decision }) => decision),
    ...(await countTodos(ctx)),
  }
}

eachDialect('the list of reviews holds what the desk counts, also past the formal review', async (db) => {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const id = await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000 })
  const listed = async (key: CastKey, view: ReviewView, now = draftingDay) => {
    const query = { view, filters: {}, sort: { by: 'dueAt', descending: false }, page: 1 }
    const { rows, counts } = await reviewList(ctxOf(db, key, { now }), query)
    return { ids: rows.map((row) => row.id), count: counts[view] }
  }
  const here = { ids: [id], count: 1 }
  const nothing = { ids: [], count: 0 }
  for (const status of ['reviewed', 'site_check']) {
    await db.client.application.update({ where: { id }, data: { status, dueAt: new Date('2025-04-28') } })
    expect(await waiting(db, 'province_handler', 'application')).toMatchObject({ ids: [id], review: 1 })
    expect(await listed('province_handler', 'mine')).toEqual(here)
    expect(await listed('province_handler', 'done')).toEqual(nothing)
    expect(await listed('province_handler', 'overdue', new Date('2025-05-01'))).toEqual(here)
    expect(await listed('province_approver', 'mine')).toEqual(nothing)
    expect(await listed('province_approver', 'waiting')).toEqual(here)
  }
})

eachDialect('a list waits with the unit that made it, a city as well as a county', async (db) => {
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'city', unitCode: '320500', limit: 3 })
  await passedBy(db, id, 'kunshan', 'suzhou')
  const county = held(await generateSheet(ctxOf(db, 'kunshan_handler'), { guidelineId, order: [] }))
  const city = held(await generateSheet(ctxOf(db, 'suzhou_handler'), { guidelineId, order: [] }))
  for (const key of ['suzhou_handler', 'suzhou_approver'] as const)
    expect(await waiting(db, key, 'recommendation')).toMatchObject({ ids: [city.id], review: 1 })
  expect((await waiting(db, 'kunshan_approver', 'recommendation')).ids).toEqual([county.id])
  for (const key of ['nanjing_approver', 'jiangning_handler', 'province_handler'] as const)
    expect((await waiting(db, key, 'recommendation')).ids).toEqual([])
})

eachDialect(
  'an appeal waits with the level above, a reopening with the approver of the province',
  async (db) => {
    const { id } = await aSubmission(db)
    await handledBy(db, id, 'kunshan', 'reject')
    const act = { id, version: await versionOf(db, id), ground: 'other' as const, reason: '不符' }
    held(await rejectApplication(ctxOf(db, 'kunshan_approver'), act))
    expect((await waiting(db, 'suzhou_approver', 'application')).ids).toEqual([])

    held(await fileAppeal(ctxOf(db, 'kunshan_applicant'), { id, reason: '事实有误' }))
    expect(await waiting(db, 'suzhou_approver', 'application')).toMatchObject({
      ids: [id],
      decisions: [true],
      due: ['2025-03-24T16:00:00.000Z'],
      review: 1,
    })
    for (const key of [
      'suzhou_handler',
      'kunshan_approver',
      'nanjing_approver',
      'province_approver',
      'leader',
    ] as const)
      expect([key, (await waiting(db, key, 'application')).ids]).toEqual([key, []])

    const asked = {
      id,
      version: await versionOf(db, id),
      node: 'county_review',
      basis: '厅长办公会纪要〔2025〕3号',
    }
    held(await askReopening(ctxOf(db, 'province_handler'), asked))
    expect(await waiting(db, 'province_approver', 'application')).toMatchObject({
      ids: [id],
      due: ['2025-03-17T16:00:00.000Z'],
      review: 1,
    })
    expect((await waiting(db, 'province_handler', 'application')).ids).toEqual([])
  },
)

eachDialect('a withdrawal waits with the approver who recommended last, until it is answered', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan')
  expect((await waiting(db, 'kunshan_approver', 'application')).ids).toEqual([])
  held(await requestWithdrawal(ctxOf(db, 'kunshan_applicant'), { id, reason: '项目调整' }))
  expect(await waiting(db, 'kunshan_approver', 'application')).toMatchObject({
    ids: [id],
    decisions: [true],
    due: ['2025-03-17T16:00:00.000Z'],
    review: 1,
  })
  expect((await waiting(db, 'kunshan_applicant', 'application')).ids).toEqual([])
  for (const key of ['kunshan_handler', 'suzhou_approver', 'nanjing_approver'] as const)
    expect([key, (await waiting(db, key, 'application')).decisions]).not.toEqual([key, [true]])
  held(await consentWithdrawal(ctxOf(db, 'kunshan_approver'), { id, agrees: true, text: '' }))
  expect((await waiting(db, 'kunshan_approver', 'application')).ids).toEqual([])
  expect((await waiting(db, 'kunshan_applicant', 'application')).ids).toEqual([id])
  const agreed = { id, version: await versionOf(db, id), reason: '项目调整' }
  held(await withdrawApplication(ctxOf(db, 'kunshan_applicant'), agreed))
  expect((await waiting(db, 'kunshan_applicant', 'application')).ids).toEqual([])
})

eachDialect(
  'a guideline to approve is due as its workflow says, from the day it was submitted',
  async (db) => {
    const draft = await aDraft(db)
    held(await submitGuideline(ctxOf(db, 'province_handler', { now: draftingDay }), draft))
    const [todo] = await todosOf(ctxOf(db, 'leader', { now: draftingDay }))
    expect(todo).toMatchObject({ id: draft.id, status: 'reviewing', dueAt: new Date('2025-02-27T16:00:00Z') })
  },
)

eachDialect('an invitation is due a working day after the draw, not at the end of scoring', async (db) => {
  await aDrawnPanel(db)
  const seat = await db.client.panelSeat.findFirstOrThrow({
    where: { status: 'invited' },
    include: { expert: true },
  })
  const [todo] = await todosOf(expertCtx(db, seat.expertId))
  expect(todo).toMatchObject({ id: seat.id, status: 'invited', dueAt: new Date('2025-04-15T16:00:00Z') })
})

eachDialect('what sits in a panel waits as the panel, the rest until somebody plans one', async (db) => {
  const { panelId, guidelineId } = await aPlannedPanel(db)
  const ctx = ctxOf(db, 'organiser', { now: scoringDay })
  expect((await todosOf(ctx)).map(({ id }) => id)).toEqual([panelId])
  expect(await countTodos(ctx)).toEqual({ scoring: 1 })

  const left = await aQualified(db, guidelineId, 'park')
  const todos = await todosOf(ctx)
  expect(todos.map(({ id, stage }) => [id, stage]).toSorted()).toEqual(
    [
      [panelId, 'scoring'],
      [left, 'scoring'],
    ].toSorted(),
  )
  expect((await countTodos(ctx)).scoring).toBe(2)
})

eachDialect('an objection waits as itself, its application and what is posted for nobody', async (db) => {
  const { planId, first } = await aPostedPair(db)
  const handler = onPosting(db, 'province_handler')
  expect((await todosOf(handler)).map(({ workflow, id }) => [workflow, id])).toEqual([['plan', planId]])
  const objectionId = await anObjection(db, planId, first)
  const [supervisor, leader] = [onPosting(db, 'supervisor'), onPosting(db, 'leader')]
  expect((await todosOf(supervisor)).map(({ id }) => id)).toEqual([objectionId])
  held(await acceptObjection(supervisor, { objectionId, version: 0, reason: '' }))
  expect(await todosOf(leader)).toEqual([])
  held(await investigateObjection(supervisor, { objectionId, version: 1, reason: '已核实设备购置年份' }))
  expect((await todosOf(leader)).map(({ id }) => id)).toEqual([objectionId])
  expect((await countTodos(leader)).approval).toBe(1)
})
