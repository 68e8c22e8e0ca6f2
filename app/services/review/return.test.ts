import { beforeAll, expect, test } from 'vitest'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { resubmitApplication } from '../application/resubmit.server.ts'
import { lapseReturned } from '../application/sweep.server.ts'
import { recommendApplication } from './recommend.server.ts'
import { rejectApplication } from './reject.server.ts'
import { returnDown, returnForCorrection } from './return.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const items = [
  { field: 'project.site', problem: '请写明厂房编号' },
  { field: 'attachments.audit_report', problem: '缺少报告附注页' },
]
const asked = { items, reason: '', until: '' }

eachDialect(
  'a return lists each problem, sets the deadline in working days and tells the applicant',
  async (db) => {
    const { id } = await aSubmission(db)
    await handledBy(db, id, 'kunshan')
    const handler = ctxOf(db, 'kunshan_handler')
    const dueAt = new Date('2025-03-17T16:00:00Z')
    expect(held(await returnForCorrection(handler, { id, version: 2, ...asked }))).toEqual({ dueAt })
    expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'returned',
      node: 'county_review',
      correctionRound: 1,
      handlerId: null,
      openedAt: null,
      dueAt,
    })
    expect(
      await db.client.correctionItem.findMany({ where: { applicationId: id }, orderBy: { id: 'asc' } }),
    ).toMatchObject([
      { round: 1, field: 'project.site', resolvedAt: null },
      { round: 1, field: 'attachments.audit_report' },
    ])
    expect(await db.client.auditEntry.count({ where: { act: 'application.return' } })).toBe(1)
    expect(await db.client.reviewOpinion.count({ where: { kind: 'handle', closedAt: null } })).toBe(0)
    const notice = await db.client.notice.findFirstOrThrow({ where: { kind: 'application_returned' } })
    expect(JSON.parse(notice.params)).toMatchObject({
      deadline: '2025-03-17 24:00',
      reason: '建设地址：请写明厂房编号；近两年审计报告：缺少报告附注页',
    })
    expect(await db.client.mail.count({ where: { subject: { contains: '退回' } } })).toBe(2)
  },
)

test('a list of corrections names places that exist, says what is wrong, and ends in the future', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const handler = ctxOf(db, 'kunshan_handler')
  expect(
    await returnForCorrection(handler, { id, version: 1, items: [], reason: '', until: '' }),
  ).toMatchObject({ refusal: { code: 'reason_required' } })
  expect(
    await returnForCorrection(handler, {
      id,
      version: 1,
      items: [
        { field: 'project.nowhere', problem: 'x' },
        { field: 'project.site', problem: ' ' },
        { field: 'attachments.nothing', problem: '长'.repeat(1001) },
      ],
      reason: '',
      until: '2025-03-01 17:00',
    }),
  ).toMatchObject({
    refusal: {
      code: 'corrections_wrong',
      fields: [
        { path: 'items[0].field', code: 'place_required' },
        { path: 'items[1].problem', code: 'required' },
        { path: 'items[2].field', code: 'place_required' },
        { path: 'items[2].problem', code: 'too_long' },
        { path: 'until', code: 'too_small' },
      ],
    },
  })
})

test('rounds are limited at each level, and a corrected application comes back with time left', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const handler = ctxOf(db, 'kunshan_handler')
  for (const _round of [1, 2]) {
    held(await returnForCorrection(handler, { id, version: await versionOf(db, id), ...asked }))
    const late = ctxOf(db, 'kunshan_applicant', { now: new Date('2025-03-17T10:00:00Z') })
    held(await resubmitApplication(late, { id, version: await versionOf(db, id) }))
  }
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'county_review',
    dueAt: new Date('2025-03-24T16:00:00Z'),
  })
  expect(
    await returnForCorrection(handler, { id, version: await versionOf(db, id), ...asked }),
  ).toMatchObject({ refusal: { code: 'no_rounds_left', params: { allowed: 2 } } })
  await handledBy(db, id, 'kunshan')
  const afterEnd = ctxOf(db, 'kunshan_approver', { now: new Date('2025-03-24T01:00:00Z') })
  expect((await recommendApplication(afterEnd, { id, version: await versionOf(db, id), text: '' })).ok).toBe(
    true,
  )
})

eachDialect('returned to the level below, the place is free and a new opinion is asked', async (db) => {
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320583', limit: 1 })
  await passedBy(db, id, 'kunshan')
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 1 })
  const city = ctxOf(db, 'suzhou_handler', { now: new Date('2025-03-22T02:00:00Z') })
  const version = await versionOf(db, id)
  expect(await returnDown(city, { id, version, reason: '  ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  expect(held(await returnDown(city, { id, version, reason: '推荐意见过于笼统' }))).toEqual({
    to: 'county_review',
  })
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 0 })
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'county_review',
    handlerId: null,
    dueAt: new Date('2025-03-28T16:00:00Z'),
  })
  const approver = ctxOf(db, 'kunshan_approver', { now: new Date('2025-03-24T02:00:00Z') })
  expect(
    await recommendApplication(approver, { id, version: await versionOf(db, id), text: '' }),
  ).toMatchObject({ refusal: { code: 'not_handled_to_pass' } })
  await handledBy(db, id, 'kunshan')
  held(await recommendApplication(approver, { id, version: await versionOf(db, id), text: '' }))
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 1 })
  expect(await db.client.notice.count({ where: { kind: 'application_returned_down' } })).toBe(2)
})

test('the first level has nobody below', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  expect(await returnDown(ctxOf(db, 'kunshan_handler'), { id, version: 1, reason: '退回' })).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
})

eachDialect('a rejection names its ground and gives every place and invoice back', async (db) => {
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320583', limit: 1 })
  await passedBy(db, id, 'kunshan')
  await handledBy(db, id, 'suzhou', 'reject')
  const approver = ctxOf(db, 'suzhou_approver')
  const act = { id, version: await versionOf(db, id), reason: '同一项目已获支持' }
  expect(await rejectApplication(approver, { ...act, ground: 'R99' })).toMatchObject({
    refusal: { code: 'ground_missing' },
  })
  held(await rejectApplication(approver, { ...act, ground: 'R12' }))
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'rejected',
    node: 'city_review',
    openKey: null,
    dueAt: null,
  })
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 0 })
  expect(await db.client.invoiceUse.count()).toBe(0)
  const notice = await db.client.notice.findFirstOrThrow({ where: { kind: 'application_rejected' } })
  expect(JSON.parse(notice.params).reason).toBe('R12 以前的项目已验收：同一项目已获支持')
  expect(await db.client.auditEntry.count({ where: { act: 'application.reject' } })).toBe(1)
  expect(
    await db.client.reviewOpinion.findFirst({ where: { kind: 'reject' }, select: { checks: true } }),
  ).toEqual({ checks: '[{"mark":"ground","code":"R12"}]' })
})

test('nobody rejects what the handler proposed to pass, nor what they handled themselves', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await handledBy(db, id, 'kunshan', 'pass')
  const act = { id, version: 2, ground: 'other', reason: '不符' }
  expect(await rejectApplication(ctxOf(db, 'kunshan_approver'), act)).toMatchObject({
    refusal: { code: 'not_handled_to_reject' },
  })
  expect(await rejectApplication(ctxOf(db, 'kunshan_handler'), act)).toMatchObject({
    refusal: { code: 'not_yours' },
  })
})

eachDialect('what is not corrected in time is rejected and gives its places back', async (db) => {
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320583', limit: 1 })
  await passedBy(db, id, 'kunshan')
  held(
    await returnForCorrection(ctxOf(db, 'suzhou_handler'), {
      id,
      version: await versionOf(db, id),
      ...asked,
    }),
  )
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 1 })
  await lapseReturned(ctxOf(db, 'system', { now: new Date('2025-03-30T00:00:00Z') }))
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'rejected',
    node: 'city_review',
  })
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 0 })
})
