import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { withdrawApplication } from '../application/withdraw.server.ts'
import { approveApplication, approveDue, approvePlan } from './approve.server.ts'
import { decidePlan } from './decide-plan.server.ts'
import { draftPlan } from './draft-plan.server.ts'
import { findObjection as readObjection } from '#app/db/approval/objection.server.ts'
import { findFile } from '#app/db/file.server.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { fileObjection } from './file-objection.server.ts'
import {
  acceptObjection,
  investigateObjection,
  refuseObjection,
  revealObjector,
  resolveObjection,
} from './handle-objection.server.ts'
import { proposePlan } from './propose-plan.server.ts'
import { notApprove, reserveApplication } from './reserve.server.ts'
import { endSiteCheck, sendToSite } from './site-check.server.ts'
import { held } from '#fixtures/held.ts'

const wan = (amount: number) => BigInt(amount) * 1_000_000n
const postedAt = new Date('2025-04-25T02:00:00Z')
/** 24:00 of 2025-05-06, domain A.8. */
const end = new Date('2025-05-06T16:00:00Z')
const before = new Date(end.getTime() - 1)
const minutes = {
  minutesNo: '厅党组会纪要〔2025〕12号',
  meetingDay: '2025-04-24',
  attendees: '郑国强、吴岚，钱进',
}

async function aReviewedSeason(db: Db) {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules: [] }))
  const first = await aReviewed(db, guidelineId, 'kunshan', { rank: 1, scoreCenti: 9000 })
  const second = await aReviewed(db, guidelineId, 'park', { rank: 2, scoreCenti: 8500 })
  return { guidelineId, first, second }
}

async function aProposed(db: Db) {
  const season = await aReviewedSeason(db)
  const { id: planId } = held(await draftPlan(by(db, 'province_handler'), season))
  held(await proposePlan(by(db, 'province_handler'), { planId, version: 0 }))
  return { ...season, planId }
}

async function aPosted(db: Db) {
  const proposed = await aProposed(db)
  held(await decidePlan(by(db, 'leader'), { planId: proposed.planId, version: 1, ...minutes }))
  return proposed
}

function by(db: Db, key: Parameters<typeof ctxOf>[1], now = postedAt) {
  return ctxOf(db, key, { now })
}

const letter = {
  objectorType: 'individual',
  name: '张建国',
  contact: '13912345678',
  facts: '该项目所列的两台设备系 2019 年购置，不在申报期内，附有照片。',
}
let caller = 0
function visit(db: Db, now = new Date('2025-04-28T02:00:00Z')) {
  caller += 1
  return { db, now, requestId: 'request-1', ip: `192.0.2.${caller}` }
}

async function applicationOf(db: Db, id: string) {
  return db.client.application.findUniqueOrThrow({ where: { id } })
}
async function committed(db: Db, id: string) {
  return (await db.client.guideline.findUniqueOrThrow({ where: { id } })).committedFen
}

eachDialect(
  'the decision posts the list: end by the calendar, documents, notices, one transaction',
  async (db) => {
    const { planId, first } = await aProposed(db)
    const act = { planId, version: 1, ...minutes }
    expect(await decidePlan(by(db, 'leader'), { ...act, attendees: ' ' })).toMatchObject({
      refusal: { code: 'minutes_missing' },
    })
    expect(await decidePlan(by(db, 'leader'), { ...act, meetingDay: '2025-04-26' })).toMatchObject({
      refusal: { code: 'meeting_day_wrong' },
    })
    expect(await decidePlan(by(db, 'province_handler'), act)).toMatchObject({
      refusal: { code: 'not_yours' },
    })
    expect(await decidePlan(by(db, 'leader'), act)).toEqual({ ok: true, value: { endsOn: '2025-05-06' } })
    expect(await db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
      status: 'publicity',
      postedOn: '2025-04-25',
      endsOn: '2025-05-06',
      publicityEnd: end,
      attendees: '["郑国强","吴岚","钱进"]',
    })
    expect(await applicationOf(db, first)).toMatchObject({ status: 'publicity', dueAt: end })
    expect(await db.client.document.count({ where: { kind: 'proposed_list' } })).toBe(2)
    expect(await db.client.job.count({ where: { name: 'render_document' } })).toBe(2)
    expect(await db.client.notice.count({ where: { kind: 'application_in_publicity' } })).toBe(3)
    expect(
      await db.client.auditEntry.count({ where: { act: { in: ['plan.decide', 'application.decide'] } } }),
    ).toBe(3)
  },
)

test('a year without a calendar is not guessed: the refusal names it', async () => {
  await using db = await testDb()
  const { planId } = await aProposed(db)
  const now = new Date('2031-12-30T02:00:00Z')
  expect(await decidePlan(by(db, 'leader', now), { planId, version: 1, ...minutes })).toMatchObject({
    refusal: { code: 'calendar_unknown', params: { year: '2031' } },
  })
  expect(await db.client.application.count({ where: { status: 'proposed' } })).toBe(2)
})

eachDialect('publicity cannot end early: not by the handler, not by time (invariant 9)', async (db) => {
  const { planId, first } = await aPosted(db)
  expect(await approvePlan(by(db, 'province_handler', before), { planId, version: 2 })).toMatchObject({
    refusal: { code: 'publicity_running' },
  })
  expect(
    await approveApplication(by(db, 'province_handler', before), { applicationId: first, version: 2 }),
  ).toMatchObject({ refusal: { code: 'publicity_running' } })
  expect(await approveDue(by(db, 'system', before))).toEqual({ approved: 0 })
  expect(await db.client.project.count()).toBe(0)
  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 2 })
  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 0 })
})

eachDialect(
  'approval creates the project and its notice, with the amount in capital numerals',
  async (db) => {
    const { planId, first, guidelineId } = await aPosted(db)
    expect(await approvePlan(by(db, 'province_handler', end), { planId, version: 2 })).toEqual({
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

test('an objection: anonymous, incomplete, late and too many are refused', async () => {
  await using db = await testDb()
  const { planId, first } = await aPosted(db)
  const input = { planId, applicationId: first, ...letter }
  expect(await fileObjection(visit(db), { ...input, name: '匿名' })).toMatchObject({
    refusal: { code: 'objection_anonymous', fields: [{ path: 'name' }] },
  })
  expect(await fileObjection(visit(db), { ...input, facts: '有问题' })).toMatchObject({
    refusal: { code: 'objection_incomplete', fields: [{ path: 'facts' }] },
  })
  expect(await fileObjection(visit(db, new Date(end.getTime() + 1)), input)).toMatchObject({
    refusal: { code: 'objection_late' },
  })
  expect(await fileObjection(visit(db, end), input)).toMatchObject({ ok: true })
  const same = visit(db)
  for (let n = 0; n < 10; n++) await fileObjection(same, { ...input, facts: '' })
  expect(await fileObjection(same, input)).toMatchObject({
    refusal: { code: 'too_many_objections', status: 429 },
  })
  await expect(fileObjection(visit(db), { ...input, planId: 'none' })).rejects.toThrow('not found')
})

eachDialect(
  'who objects is sealed where it lies, masked on the page, and revealed in the log',
  async (db) => {
    const { planId, first } = await aPosted(db)
    const files = [{ name: '设备照片.pdf', content: aPdf }]
    held(await fileObjection(visit(db), { planId, applicationId: first, ...letter, files }))
    const row = await db.client.objection.findFirstOrThrow()
    expect(row.objectorContact).toMatch(/^v1\./)
    expect(row.objectorContact).not.toContain(letter.contact)

    const supervisor = by(db, 'supervisor')
    const seen = await readObjection(supervisor, row.id)
    expect(seen.objector).toEqual({ name: letter.name, contact: mask(letter.contact) })
    expect(JSON.stringify(seen.evidence)).toContain('设备照片.pdf')
    const [file] = seen.evidence
    expect(await findFile(supervisor, file?.id ?? '')).toMatchObject({ mediaType: 'application/pdf' })
    await expect(findFile(by(db, 'province_handler'), file?.id ?? '')).rejects.toThrow('not found')

    expect(await revealObjector(by(db, 'leader'), row.id)).toMatchObject({ refusal: { code: 'not_yours' } })
    expect(held(await revealObjector(supervisor, row.id))).toEqual({ contact: letter.contact })
    expect(
      await db.client.auditEntry.count({ where: { act: 'objection.reveal', actorId: supervisor.actor.id } }),
    ).toBe(1)
    held(await acceptObjection(supervisor, { objectionId: row.id, version: 0, reason: '' }))
  },
)

test('evidence that is not what its name says leaves nothing behind', async () => {
  await using db = await testDb()
  const { planId, first } = await aPosted(db)
  const input = { planId, applicationId: first, ...letter }
  const bad = { name: '照片.pdf', content: Buffer.from('MZ not a pdf') }
  const good = { name: '照片.pdf', content: aPdf }
  expect(await fileObjection(visit(db), { ...input, files: [good, bad] })).toMatchObject({
    refusal: { code: 'file_content' },
  })
  expect(await fileObjection(visit(db), { ...input, files: [good, good, good, good] })).toMatchObject({
    refusal: { code: 'too_many_files', params: { max: 3 } },
  })
  expect([
    await db.client.objection.count(),
    await db.client.storedFile.count({ where: { slot: 'evidence' } }),
  ]).toEqual([0, 0])
})

async function anObjection(db: Db, planId: string, applicationId: string) {
  held(await fileObjection(visit(db), { planId, applicationId, ...letter }))
  return (await db.client.objection.findFirstOrThrow({ orderBy: { id: 'desc' } })).id
}

eachDialect('an objection stops its own project only; rejected, it goes on (T19, T20)', async (db) => {
  const { planId, first, second } = await aPosted(db)
  const objectionId = await anObjection(db, planId, first)
  expect(
    await db.client.notice.count({ where: { userId: 'user-supervisor', kind: 'objection_filed' } }),
  ).toBe(1)
  const act = { objectionId, reason: '' }
  await expect(acceptObjection(by(db, 'province_handler'), { ...act, version: 0 })).rejects.toThrow(
    'not found',
  )
  held(await acceptObjection(by(db, 'supervisor'), { ...act, version: 0 }))
  expect(await applicationOf(db, first)).toMatchObject({ status: 'objection' })
  expect(await applicationOf(db, second)).toMatchObject({ status: 'publicity' })

  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 1 })
  expect(await applicationOf(db, second)).toMatchObject({ status: 'approved' })
  expect(await db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
    status: 'publicity',
  })

  expect(await investigateObjection(by(db, 'supervisor', end), { ...act, version: 1 })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await investigateObjection(by(db, 'supervisor', end), { ...act, version: 1, reason: '查无实据。' }))
  expect(
    await resolveObjection(by(db, 'leader', end), {
      ...act,
      version: 2,
      reason: '同意',
      result: '',
      newAmountWan: '',
    }),
  ).toMatchObject({ refusal: { code: 'objection_result_missing' } })
  held(
    await resolveObjection(by(db, 'leader', end), {
      ...act,
      version: 2,
      reason: '异议不成立。',
      result: 'rejected',
      newAmountWan: '',
    }),
  )
  expect(await applicationOf(db, first)).toMatchObject({ status: 'publicity', dueAt: end })
  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 1 })
})

eachDialect('an objection upheld: not approved, and the money is free', async (db) => {
  const { planId, first, guidelineId } = await aPosted(db)
  const objectionId = await anObjection(db, planId, first)
  held(await acceptObjection(by(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  held(await investigateObjection(by(db, 'supervisor'), { objectionId, version: 1, reason: '情况属实。' }))
  held(
    await resolveObjection(by(db, 'leader'), {
      objectionId,
      version: 2,
      reason: '不予立项。',
      result: 'upheld',
      newAmountWan: '',
    }),
  )
  expect(await applicationOf(db, first)).toMatchObject({ status: 'not_approved', proposedFen: null })
  expect(await committed(db, guidelineId)).toBe(wan(600))
  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 1 })
})

eachDialect('a changed amount is posted anew for a whole period (invariant 9)', async (db) => {
  const { planId, first, guidelineId } = await aPosted(db)
  const objectionId = await anObjection(db, planId, first)
  held(await acceptObjection(by(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  held(await investigateObjection(by(db, 'supervisor'), { objectionId, version: 1, reason: '核减。' }))
  const act = { objectionId, version: 2, reason: '核减为 500 万元。', result: 'amount_changed' }
  const later = new Date('2025-05-06T02:00:00Z')
  const decide = (newAmountWan: string) => resolveObjection(by(db, 'leader', later), { ...act, newAmountWan })
  expect(await decide('')).toMatchObject({ refusal: { fields: [{ path: 'newAmountWan' }] } })
  expect(await decide('600')).toMatchObject({ refusal: { code: 'amount_unchanged' } })
  expect(await decide('700')).toMatchObject({ refusal: { code: 'above_cap' } })
  held(await decide('500'))
  const again = new Date('2025-05-13T16:00:00Z')
  expect(await applicationOf(db, first)).toMatchObject({
    status: 'publicity',
    proposedFen: wan(500),
    dueAt: again,
  })
  expect(await committed(db, guidelineId)).toBe(wan(1100))
  expect(await db.client.document.count({ where: { kind: 'proposed_list' } })).toBe(4)
  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 1 })
  expect(await applicationOf(db, first)).toMatchObject({ status: 'publicity' })
  expect(await approveDue(by(db, 'system', again))).toEqual({ approved: 1 })
  expect(await db.client.project.findUniqueOrThrow({ where: { applicationId: first } })).toMatchObject({
    amountFen: wan(500),
  })
})

eachDialect(
  'a list posted anew while another objection is open is named by an event of its own',
  async (db) => {
    const { planId, first } = await aPosted(db)
    const ids = [await anObjection(db, planId, first), await anObjection(db, planId, first)]
    for (const objectionId of ids)
      held(await acceptObjection(by(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
    const [objectionId = ''] = ids
    held(await investigateObjection(by(db, 'supervisor'), { objectionId, version: 1, reason: '核减。' }))
    const act = { objectionId, version: 2, reason: '核减为 500 万元。', result: 'amount_changed' }
    held(await resolveObjection(by(db, 'leader'), { ...act, newAmountWan: '500' }))
    expect(await applicationOf(db, first)).toMatchObject({ status: 'objection', proposedFen: wan(500) })
    const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'publicity.post_anew' } })
    expect(entry.dossier).toBe(`application:${first}`)
    const lists = await db.client.document.findMany({
      where: { entryId: entry.id },
      orderBy: { format: 'asc' },
    })
    expect(lists.map(({ kind, format }) => [kind, format])).toEqual([
      ['proposed_list', 'pdf'],
      ['proposed_list', 'xlsx'],
    ])
    for (const { id } of lists) expect(Buffer.from(entry.bytes).toString()).toContain(`"id":"${id}"`)
  },
)

test('an objection that is only filed holds the approval back; refused, it does not', async () => {
  await using db = await testDb()
  const { planId, first } = await aPosted(db)
  const objectionId = await anObjection(db, planId, first)
  expect(
    await approveApplication(by(db, 'province_handler', end), { applicationId: first, version: null }),
  ).toMatchObject({ refusal: { code: 'objection_open' } })
  expect(await refuseObjection(by(db, 'supervisor'), { objectionId, version: 0, reason: '' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await refuseObjection(by(db, 'supervisor'), { objectionId, version: 0, reason: '与项目无关' }))
  expect(await approveDue(by(db, 'system', end))).toEqual({ approved: 2 })
})

eachDialect('the leader does not approve, the applicant withdraws: both free the money', async (db) => {
  const { guidelineId, first, second } = await aProposed(db)
  const act = { applicationId: first, version: 1, reason: '与规划不符' }
  expect(await notApprove(by(db, 'province_handler'), act)).toMatchObject({ refusal: { code: 'not_yours' } })
  held(await notApprove(by(db, 'leader'), act))
  expect(await applicationOf(db, first)).toMatchObject({ status: 'not_approved', proposedFen: null })
  expect(await committed(db, guidelineId)).toBe(wan(600))
  held(await withdrawApplication(by(db, 'park_applicant'), { id: second, version: 1, reason: '项目停止' }))
  expect(await committed(db, guidelineId)).toBe(0n)
})

eachDialect('a reserve keeps its years, a look on site its team and finding', async (db) => {
  const { first, second } = await aReviewedSeason(db)
  const act = { applicationId: first, version: 0, reason: '本年度预算已满' }
  expect(await reserveApplication(by(db, 'province_handler'), { ...act, years: '9' })).toMatchObject({
    refusal: { code: 'years_wrong' },
  })
  held(await reserveApplication(by(db, 'province_handler'), { ...act, years: '2' }))
  expect(await applicationOf(db, first)).toMatchObject({ status: 'reserved', reservedUntil: 2027 })
  expect(await db.client.notice.count({ where: { kind: 'application_reserved' } })).toBe(2)

  held(
    await sendToSite(by(db, 'province_handler'), {
      applicationId: second,
      version: 0,
      reason: '核实设备到场情况',
    }),
  )
  const found = { applicationId: second, version: 1, reason: '设备均已到场', result: 'pass' }
  expect(await endSiteCheck(by(db, 'province_handler'), { ...found, team: '周明' })).toMatchObject({
    refusal: { code: 'site_team_too_small' },
  })
  held(await endSiteCheck(by(db, 'province_handler'), { ...found, team: '周明、冯洁' }))
  expect(await applicationOf(db, second)).toMatchObject({ status: 'reviewed' })
  expect(await db.client.reviewOpinion.findFirst({ where: { kind: 'site_check' } })).toMatchObject({
    conclusion: 'pass',
    checks: '["周明","冯洁"]',
  })
})
