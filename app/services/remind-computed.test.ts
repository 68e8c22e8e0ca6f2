import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findDraft } from '#app/db/guideline.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aDraft, aPublished, now as draftingDay } from '#fixtures/guideline.ts'
import { held } from '#fixtures/held.ts'
import { aProposedPair } from '#fixtures/publicity.ts'
import { aDrawnPanel, anOpenPanel, aPlannedPanel, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { proposeAmendment, returnAmendment } from './guideline/amend.server.ts'
import { sendBackGuideline, submitGuideline } from './guideline/publish.server.ts'
import { remindDue } from './remind.server.ts'
import { publishPool } from './scoring/publish-pool.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** One sweep at this instant: what it told, to whom, and where it leads. */
async function sweep(db: Db, at: string) {
  const before = await db.client.notice.count()
  const count = await remindDue(ctxOf(db, 'system', { now: new Date(at) }))
  const told = await db.client.notice.findMany({
    where: { kind: { in: ['due_soon', 'overdue'] } },
    orderBy: { id: 'asc' },
  })
  expect((await db.client.notice.count()) - before).toBe(count)
  return told.slice(told.length - count).map(({ kind, userId, link }) => `${kind} ${userId} ${link}`)
}

eachDialect(
  'the leader is reminded of a guideline to approve, once for each time it is handed in',
  async (db) => {
    const draft = await aDraft(db)
    const handler = ctxOf(db, 'province_handler', { now: draftingDay })
    held(await submitGuideline(handler, draft))
    const link = `/guidelines/${draft.id}`

    expect(await sweep(db, '2025-02-24T02:00:00Z')).toEqual([])
    expect(await sweep(db, '2025-02-25T02:00:00Z')).toEqual([`due_soon user-leader ${link}`])
    expect(await sweep(db, '2025-02-26T02:00:00Z')).toEqual([])
    expect(await sweep(db, '2025-02-27T16:00:00Z')).toEqual([`overdue user-leader ${link}`])
    expect(await sweep(db, '2025-02-27T16:01:00Z')).toEqual([])
    expect(await db.client.mail.count()).toBe(2)

    const back = ctxOf(db, 'leader', { now: new Date('2025-02-28T02:00:00Z') })
    const { version } = await db.client.guideline.findUniqueOrThrow({ where: { id: draft.id } })
    held(await sendBackGuideline(back, { id: draft.id, version, reason: '补充联系方式' }))
    expect(await sweep(db, '2025-02-28T03:00:00Z')).toEqual([])
    held(await submitGuideline({ ...handler, now: back.now }, { id: draft.id, version: version + 1 }))
    expect(await sweep(db, '2025-03-05T02:00:00Z')).toEqual([`due_soon user-leader ${link}`])
  },
)

eachDialect('the leader finds an amendment in the to-do list, and is reminded of it', async (db) => {
  const { id } = await aPublished(db)
  const { draft, version } = await findDraft(db.client, ctxOf(db, 'province_handler'), id)
  const configuration = { ...draft.configuration, correctionDays: 9 }
  await db.client.guideline.update({
    where: { id },
    data: { draft: JSON.stringify({ ...draft, configuration }) },
  })
  const proposing = new Date('2025-03-10T02:00:00Z')
  const handler = ctxOf(db, 'province_handler', { now: proposing })
  held(await proposeAmendment(handler, { id, version, reason: '放宽补正期限' }))
  const todo = (await todosOf(ctxOf(db, 'leader', { now: proposing })))[0]
  expect(todo).toMatchObject({ id, decision: true, dueAt: new Date('2025-03-17T16:00:00Z') })
  expect(await todosOf(ctxOf(db, 'province_approver', { now: proposing }))).toEqual([])

  expect(await sweep(db, '2025-03-12T02:00:00Z')).toEqual([])
  expect(await sweep(db, '2025-03-13T02:00:00Z')).toEqual([`due_soon user-leader /guidelines/${id}`])
  expect(await sweep(db, '2025-03-14T02:00:00Z')).toEqual([])
  const decided = ctxOf(db, 'leader', { now: new Date('2025-03-14T03:00:00Z') })
  held(await returnAmendment(decided, { id, version: version + 1, reason: '再议' }))
  expect(await todosOf(decided)).toEqual([])
  expect(await sweep(db, '2025-03-17T16:00:00Z')).toEqual([])
})

eachDialect('the leader is reminded of a plan that waits for its decision', async (db) => {
  const { planId } = await aProposedPair(db)
  const told = (kind: string) => [`${kind} user-leader /approval/plans/${planId}`]
  expect(await sweep(db, '2025-04-27T02:00:00Z')).toEqual([])
  expect(await sweep(db, '2025-04-30T02:00:00Z')).toEqual(told('due_soon'))
  expect(await sweep(db, '2025-05-06T16:00:00Z')).toEqual(told('overdue'))
  expect(await sweep(db, '2025-05-20T02:00:00Z')).toEqual([])
})

eachDialect('supervision is reminded of a draw on its last day', async (db) => {
  const { panelId } = await aPlannedPanel(db)
  held(await publishPool(ctxOf(db, 'organiser', { now: scoringDay }), { panelId, version: 0, reason: '' }))
  expect(await sweep(db, '2025-04-14T03:00:00Z')).toEqual([])
  expect(await sweep(db, '2025-04-16T02:00:00Z')).toEqual([
    `due_soon user-supervisor /scoring/panels/${panelId}`,
  ])
})

eachDialect('an expert is reminded of the invitation, the organiser of who did not answer', async (db) => {
  const { panelId } = await aDrawnPanel(db)
  const seats = await db.client.panelSeat.findMany({ where: { panelId, status: 'invited' } })
  const experts = await db.client.user.findMany({
    where: { expertId: { in: seats.map(({ expertId }) => expertId) } },
  })
  expect(await sweep(db, '2025-04-14T03:00:00Z')).toEqual([])
  expect((await sweep(db, '2025-04-15T02:00:00Z')).toSorted()).toEqual(
    experts.map(({ id }) => `due_soon ${id} /scoring/mine`).toSorted(),
  )
  expect(await sweep(db, '2025-04-15T16:00:00Z')).toEqual(
    seats.map(() => `overdue user-organiser /scoring/panels/${panelId}?tab=seats`),
  )
})

eachDialect('an expert who has not handed in is reminded once for the panel', async (db) => {
  const { panelId } = await anOpenPanel(db)
  const sheets = await db.client.scoreSheet.findMany({ where: { panelId } })
  const [done] = sheets
  await db.client.scoreSheet.updateMany({
    where: { expertId: done?.expertId ?? '' },
    data: { status: 'submitted' },
  })
  const open = await db.client.user.findMany({
    where: { expertId: { in: sheets.map(({ expertId }) => expertId), not: done?.expertId ?? '' } },
  })
  expect(await sweep(db, '2025-04-15T02:00:00Z')).toEqual([])
  expect((await sweep(db, '2025-04-17T02:00:00Z')).toSorted()).toEqual(
    open.map(({ id }) => `due_soon ${id} /scoring/mine`).toSorted(),
  )
  expect(await sweep(db, '2025-04-18T10:00:00Z')).toEqual([
    `overdue user-organiser /scoring/panels/${panelId}`,
  ])
})
