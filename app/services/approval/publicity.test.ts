import { expect, test } from 'vitest'
import { sealedContact } from '#app/db/contact.server.ts'
import { findPublicity } from '#app/db/approval/publicity.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { testDb, eachDialect } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import {
  aPostedPair,
  aProposedPair,
  aReviewedPair,
  minutes,
  onPosting,
  publicityEnd,
} from '#fixtures/publicity.ts'
import { withdrawApplication } from '../application/withdraw.server.ts'
import { approveApplication, approveDue, approvePlan } from './approve.server.ts'
import { decidePlan } from './decide-plan.server.ts'
import { notApprove, reserveApplication } from './reserve.server.ts'
import { endSiteCheck, sendToSite } from './site-check.server.ts'

const wan = (amount: number) => BigInt(amount) * 1_000_000n
const before = new Date(publicityEnd.getTime() - 1)

async function applicationOf(db: Db, id: string) {
  return db.client.application.findUniqueOrThrow({ where: { id } })
}
async function committed(db: Db, id: string) {
  return (await db.client.guideline.findUniqueOrThrow({ where: { id } })).committedFen
}

eachDialect(
  'the decision posts the list: end by the calendar, documents, notices, one transaction',
  async (db) => {
    const { planId, first } = await aProposedPair(db)
    const act = { planId, version: 1, ...minutes }
    expect(await decidePlan(onPosting(db, 'leader'), { ...act, attendees: ' ' })).toMatchObject({
      refusal: { code: 'minutes_missing' },
    })
    expect(await decidePlan(onPosting(db, 'leader'), { ...act, meetingDay: '2025-04-26' })).toMatchObject({
      refusal: { code: 'meeting_day_wrong' },
    })
    expect(await decidePlan(onPosting(db, 'province_handler'), act)).toMatchObject({
      refusal: { code: 'not_yours' },
    })
    expect(await decidePlan(onPosting(db, 'leader'), act)).toEqual({
      ok: true,
      value: { endsOn: '2025-05-06' },
    })
    expect(await db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
      status: 'publicity',
      postedOn: '2025-04-25',
      endsOn: '2025-05-06',
      publicityEnd: publicityEnd,
      attendees: '["郑国强","吴岚","钱进"]',
    })
    expect(await applicationOf(db, first)).toMatchObject({ status: 'publicity', dueAt: publicityEnd })
    expect(await db.client.document.count({ where: { kind: 'proposed_list' } })).toBe(2)
    expect(await db.client.job.count({ where: { name: 'render_document' } })).toBe(2)
    expect(await db.client.notice.count({ where: { kind: 'application_in_publicity' } })).toBe(3)
    expect(
      await db.client.auditEntry.count({ where: { act: { in: ['plan.decide', 'application.decide'] } } }),
    ).toBe(3)
  },
)

test('the public list names the office of supervision with its telephone', async () => {
  await using db = await testDb()
  const { planId } = await aPostedPair(db)
  const list = await findPublicity(db, planId, before)
  expect(list.supervision).toEqual({ unit: '江苏省', phone: '025-00000002' })
})

test('no list is posted without a telephone of supervision; any supervisor who can be called will do', async () => {
  await using db = await testDb()
  const { planId, first } = await aProposedPair(db)
  const act = { planId, version: 1, ...minutes }
  const supervisor = await db.client.user.update({
    where: { loginName: 'supervisor' },
    data: { phone: '' },
    select: { orgId: true },
  })
  await db.client.orgUnit.update({ where: { id: supervisor.orgId ?? '' }, data: { phone: '' } })
  expect(await decidePlan(onPosting(db, 'leader'), act)).toMatchObject({
    refusal: { code: 'supervision_phone_missing' },
  })
  expect(await applicationOf(db, first)).toMatchObject({ status: 'proposed' })
  await db.client.user.update({
    where: { loginName: 'auditor' },
    data: {
      roles: 'auditor,supervisor',
      phone: sealedContact('user-auditor', { phone: '025-00000009', email: '' }).phone,
    },
  })
  held(await decidePlan(onPosting(db, 'leader'), act))
  expect((await findPublicity(db, planId, before)).supervision.phone).toBe('025-00000009')
})

test('a year without a calendar is not guessed: the refusal names it', async () => {
  await using db = await testDb()
  const { planId } = await aProposedPair(db)
  const now = new Date('2031-12-30T02:00:00Z')
  expect(await decidePlan(onPosting(db, 'leader', now), { planId, version: 1, ...minutes })).toMatchObject({
    refusal: { code: 'calendar_unknown', params: { year: '2031' } },
  })
  expect(await db.client.application.count({ where: { status: 'proposed' } })).toBe(2)
})

eachDialect('publicity cannot end early: not by the handler, not by time (invariant 9)', async (db) => {
  const { planId, first } = await aPostedPair(db)
  expect(await approvePlan(onPosting(db, 'province_handler', before), { planId, version: 2 })).toMatchObject({
    refusal: { code: 'publicity_running' },
  })
  expect(
    await approveApplication(onPosting(db, 'province_handler', before), { applicationId: first, version: 2 }),
  ).toMatchObject({ refusal: { code: 'publicity_running' } })
  expect(await approveDue(onPosting(db, 'system', before))).toEqual({ approved: 0 })
  expect(await db.client.project.count()).toBe(0)
  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 2 })
  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 0 })
})

eachDialect(
  'approval creates the project and its notice, with the amount in capital numerals',
  async (db) => {
    const { planId, first, guidelineId } = await aPostedPair(db)
    expect(
      await approvePlan(onPosting(db, 'province_handler', publicityEnd), { planId, version: 2 }),
    ).toEqual({
      ok: true,
      value: { approved: 2, left: 0 },
    })
    expect(await applicationOf(db, first)).toMatchObject({ status: 'approved', approvedFen: wan(600) })
    const project = await db.client.project.findUniqueOrThrow({ where: { applicationId: first } })
    expect(project).toMatchObject({ amountFen: wan(600), code: expect.stringMatching(/-ZGSZ-0001$/) })
    const notice = await db.client.document.findFirstOrThrow({
      where: { kind: 'approval_notice', ownerId: first },
    })
    expect(notice.model).toContain('陆佰万元整')
    expect(notice).toMatchObject({ audience: 'applicant', enterpriseId: 'enterprise-kunshan' })
    expect(await db.client.notice.count({ where: { kind: 'application_approved' } })).toBe(3)
    expect(await db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
      status: 'approved',
    })
    expect(await committed(db, guidelineId)).toBe(wan(1200))
  },
)

eachDialect('the leader does not approve, the applicant withdraws: both free the money', async (db) => {
  const { guidelineId, first, second } = await aProposedPair(db)
  const act = { applicationId: first, version: 1, reason: '与规划不符' }
  expect(await notApprove(onPosting(db, 'province_handler'), act)).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  held(await notApprove(onPosting(db, 'leader'), act))
  expect(await applicationOf(db, first)).toMatchObject({ status: 'not_approved', proposedFen: null })
  expect(await committed(db, guidelineId)).toBe(wan(600))
  held(
    await withdrawApplication(onPosting(db, 'park_applicant'), {
      id: second,
      version: 1,
      reason: '项目停止',
    }),
  )
  expect(await committed(db, guidelineId)).toBe(0n)
})

eachDialect('a reserve keeps its years, a look on site its team and finding', async (db) => {
  const { first, second } = await aReviewedPair(db)
  const act = { applicationId: first, version: 0, reason: '本年度预算已满' }
  expect(await reserveApplication(onPosting(db, 'province_handler'), { ...act, years: '9' })).toMatchObject({
    refusal: { code: 'years_wrong' },
  })
  held(await reserveApplication(onPosting(db, 'province_handler'), { ...act, years: '2' }))
  expect(await applicationOf(db, first)).toMatchObject({ status: 'reserved', reservedUntil: 2027 })
  expect(await db.client.notice.count({ where: { kind: 'application_reserved' } })).toBe(2)

  held(
    await sendToSite(onPosting(db, 'province_handler'), {
      applicationId: second,
      version: 0,
      reason: '核实设备到场情况',
    }),
  )
  const found = { applicationId: second, version: 1, reason: '设备均已到场', result: 'pass' }
  expect(await endSiteCheck(onPosting(db, 'province_handler'), { ...found, team: '周明' })).toMatchObject({
    refusal: { code: 'site_team_too_small' },
  })
  held(await endSiteCheck(onPosting(db, 'province_handler'), { ...found, team: '周明、冯洁' }))
  expect(await applicationOf(db, second)).toMatchObject({ status: 'reviewed' })
  expect(await db.client.reviewOpinion.findFirst({ where: { kind: 'site_check' } })).toMatchObject({
    conclusion: 'pass',
    checks: '["周明","冯洁"]',
  })
})
