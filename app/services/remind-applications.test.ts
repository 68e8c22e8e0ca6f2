import { beforeAll, expect } from 'vitest'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { anObjection, aPostedPair, onPosting } from '#fixtures/publicity.ts'
import { aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { aPlannedPanel, aQualified } from '#fixtures/scoring.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { fileAppeal } from './application/appeal.server.ts'
import { consentWithdrawal, requestWithdrawal } from './application/withdraw.server.ts'
import { acceptObjection, investigateObjection } from './approval/handle-objection.server.ts'
import { remindDue } from './remind.server.ts'
import { rejectApplication } from './review/reject.server.ts'
import { askReopening } from './review/reopening.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const province = ['user-province_approver', 'user-province_handler', 'user-province_handler_two']

/** One sweep at this instant: what it told, to whom, and where it leads. */
async function sweep(db: TestDb, at: string) {
  const before = await db.client.notice.findMany({ select: { id: true } })
  await remindDue(ctxOf(db, 'system', { now: new Date(at) }))
  const told = await db.client.notice.findMany({
    where: { id: { notIn: before.map(({ id }) => id) } },
    orderBy: [{ kind: 'asc' }, { userId: 'asc' }, { link: 'asc' }],
  })
  return told.map(({ kind, userId, link }) => `${kind} ${userId} ${link}`)
}

eachDialect(
  'qualified applications of a call are told of together, once before and once after',
  async (db) => {
    const { guidelineId } = await aPlannedPanel(db)
    const dueAt = new Date('2025-04-15T16:00:00Z')
    const due = () => db.client.application.updateMany({ where: { status: 'qualified' }, data: { dueAt } })
    await due()
    const several = (kind: string) => [`${kind}_several user-organiser /guidelines/${guidelineId}`]
    expect(await sweep(db, '2025-04-14T02:00:00Z')).toEqual(several('due_soon'))

    const alone = await aQualified(db, guidelineId, 'park')
    await due()
    expect(await sweep(db, '2025-04-14T02:01:00Z')).toEqual([
      `due_soon user-organiser /applications/${alone}`,
    ])
    expect(await sweep(db, '2025-04-14T02:02:00Z')).toEqual([])
    expect(await sweep(db, '2025-04-15T16:00:00Z')).toEqual(several('overdue'))
    const { params } = await db.client.notice.findFirstOrThrow({ where: { kind: 'overdue_several' } })
    expect(JSON.parse(params)).toMatchObject({ count: '3', deadline: '2025-04-15 24:00' })
    expect(await sweep(db, '2025-04-15T16:01:00Z')).toEqual([])
  },
)

eachDialect('what was reviewed or is in reserve is told to the province, unless it was done', async (db) => {
  const { guidelineId } = await aPlannedPanel(db)
  const ids = [await aQualified(db, guidelineId, 'park'), await aQualified(db, guidelineId, 'luhe')]
  const [reviewed = '', reserved = ''] = ids
  const dueAt = new Date('2025-04-15T16:00:00Z')
  await db.client.application.update({ where: { id: reviewed }, data: { status: 'reviewed', dueAt } })
  await db.client.application.update({ where: { id: reserved }, data: { status: 'reserved', dueAt } })
  expect(await sweep(db, '2025-04-14T02:00:00Z')).toEqual(
    province.flatMap((user) => ids.map((id) => `due_soon ${user} /applications/${id}`)),
  )
  await db.client.application.update({ where: { id: reserved }, data: { status: 'proposed', dueAt: null } })
  await db.client.application.update({ where: { id: reviewed }, data: { status: 'not_approved' } })
  expect(await sweep(db, '2025-04-15T16:00:00Z')).toEqual([])
})

eachDialect(
  'an appeal is told to the level above, a request to reopen to approvers of the province',
  async (db) => {
    const { id } = await aSubmission(db)
    await handledBy(db, id, 'kunshan', 'reject')
    const rejected = { id, version: await versionOf(db, id), ground: 'other' as const, reason: '不符' }
    held(await rejectApplication(ctxOf(db, 'kunshan_approver'), rejected))
    held(await fileAppeal(ctxOf(db, 'kunshan_applicant'), { id, reason: '事实有误' }))
    const asked = {
      id,
      version: await versionOf(db, id),
      node: 'county_review',
      basis: '会议纪要〔2025〕3号',
    }
    held(await askReopening(ctxOf(db, 'province_handler'), asked))
    const link = `/applications/${id}`

    expect(await sweep(db, '2025-03-12T02:00:00Z')).toEqual([])
    expect(await sweep(db, '2025-03-14T02:00:00Z')).toEqual([`due_soon user-province_approver ${link}`])
    expect(await sweep(db, '2025-03-14T02:01:00Z')).toEqual([])
    expect(await sweep(db, '2025-03-17T16:00:00Z')).toEqual([`overdue user-province_approver ${link}`])
    expect(await sweep(db, '2025-03-21T02:00:00Z')).toEqual(
      ['user-suzhou_approver', 'user-suzhou_handler'].map((user) => `due_soon ${user} ${link}`),
    )
    await db.client.appeal.updateMany({ data: { status: 'upheld' } })
    expect(await sweep(db, '2025-03-24T16:00:00Z')).toEqual([])
  },
)

eachDialect('a request to withdraw is told to whoever recommended last, until it is answered', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan')
  held(await requestWithdrawal(ctxOf(db, 'kunshan_applicant'), { id, reason: '项目调整' }))
  const county = (kind: string) =>
    ['user-kunshan_approver', 'user-kunshan_handler'].map((user) => `${kind} ${user} /applications/${id}`)
  const told = async (at: string) => (await sweep(db, at)).filter((line) => line.includes('kunshan'))

  expect(await told('2025-03-12T02:00:00Z')).toEqual([])
  expect(await told('2025-03-14T02:00:00Z')).toEqual(county('due_soon'))
  expect(await told('2025-03-14T02:01:00Z')).toEqual([])
  expect(await told('2025-03-17T16:00:00Z')).toEqual(county('overdue'))

  await db.client.reminder.deleteMany()
  held(await consentWithdrawal(ctxOf(db, 'kunshan_approver'), { id, agrees: false, text: '已上报' }))
  expect(await told('2025-03-14T03:00:00Z')).toEqual([])
})

eachDialect('an objection is told to supervision and then to the leader', async (db) => {
  const { planId, first } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  const link = `/approval/objections/${objectionId}`
  const filed = await db.client.objection.findUniqueOrThrow({ where: { id: objectionId } })
  expect(await sweep(db, '2025-04-29T02:00:00Z')).toContain(`due_soon user-supervisor ${link}`)
  const supervisor = onPosting(db, 'supervisor', new Date('2025-04-29T03:00:00Z'))
  held(await acceptObjection(supervisor, { objectionId, version: 0, reason: '' }))
  held(await investigateObjection(supervisor, { objectionId, version: 1, reason: '已核实' }))
  const { dueAt } = await db.client.objection.findUniqueOrThrow({ where: { id: objectionId } })
  expect(await sweep(db, filed.dueAt?.toISOString() ?? '')).not.toContain(`overdue user-supervisor ${link}`)
  expect(await sweep(db, dueAt?.toISOString() ?? '')).toContain(`overdue user-leader ${link}`)
})

eachDialect('a project is told to who may act on it, a change to the level that decides it', async (db) => {
  const { id } = await aRunningProject(db)
  const dueAt = new Date('2025-07-10T16:00:00Z')
  const link = `/projects/${id}`
  await db.client.contract.updateMany({ data: { dueAt: null } })
  const stands = (status: string, more = {}) =>
    db.client.project.update({ where: { id }, data: { status, dueAt, ...more } })
  await db.client.changeRequest.create({
    data: {
      id: 'change-1',
      projectId: id,
      kind: 'people',
      before: '甲',
      after: '乙',
      reason: '离职',
      level: 'county',
      askedById: 'user-kunshan_applicant',
      askedAt: dueAt,
    },
  })
  await stands('change_pending')
  expect(await sweep(db, '2025-07-09T02:00:00Z')).toEqual([`due_soon user-kunshan_approver ${link}`])
  await stands('acceptance_review')
  expect(await sweep(db, '2025-07-09T02:01:00Z')).toEqual([])
  expect(await sweep(db, '2025-07-10T16:00:00Z')).toEqual(
    ['user-suzhou_approver', 'user-suzhou_handler'].map((user) => `overdue ${user} ${link}`),
  )
  const later = new Date('2025-07-14T16:00:00Z')
  await stands('approved', { dueAt: later, issuedFen: 1n })
  expect(await sweep(db, '2025-07-14T02:00:00Z')).toEqual([])
  await stands('approved', { dueAt: later, issuedFen: 0n })
  const handlers = province.filter((user) => user !== 'user-province_approver')
  expect(await sweep(db, '2025-07-14T02:01:00Z')).toEqual(handlers.map((user) => `due_soon ${user} ${link}`))
})
