import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { usualHandling } from '#app/domain/guideline/usual-handling.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { snapshotFrom, workingApplication } from '#app/db/working-application.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { remindDue } from '../remind.server.ts'
import { applyTransition } from '../transition.server.ts'
import { fileAppeal } from './appeal.server.ts'
import { addAttachment, removeAttachment } from './attach.server.ts'
import { recallApplication, recallRefused } from './recall.server.ts'
import { resubmitApplication } from './resubmit.server.ts'
import { saveDraft } from './save-draft.server.ts'
import { submitApplication } from './submit.server.ts'
import { expireDrafts, lapseReturned } from './sweep.server.ts'
import { consentWithdrawal, requestWithdrawal, withdrawApplication } from './withdraw.server.ts'
import { checkBeforehand } from './check.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const afterClosing = new Date('2025-03-19T01:00:00Z')
const correctionEnd = new Date('2025-03-26T16:00:00Z')

async function submitted(db: Db, configuration?: GuidelineConfiguration) {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, configuration)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const id = await aReadyDraft(ctx, { guidelineId, key: 'kunshan' })
  held(await submitApplication(ctx, { id, version: 0 }))
  return { id, ctx, guidelineId }
}

/** What the reviewing office does: returns it with problems, to be mended after the call has closed. */
async function returned(db: Db, id: string, flags: string[]) {
  const office = ctxOf(db, 'yushan_handler', { now: afterClosing })
  return db.transact(async (tx) => {
    await tx.correctionItem.createMany({
      data: flags.map((field) => ({
        id: newId(),
        applicationId: id,
        round: 1,
        field,
        problem: '请补正',
        createdAt: afterClosing,
      })),
    })
    return applyTransition(tx, office, {
      workflow: 'application',
      id,
      version: null,
      transition: 'return',
      reason: '请补正',
      facts: async () => ({ problems: flags.length, rounds: { used: 0, allowed: 2 } }),
      set: { node: 'town_review', correctionRound: 1 },
      dueAt: correctionEnd,
      after: { node: 'town_review', round: 1, fields: [...flags], due: correctionEnd },
      notice: { params: { project: 'x', deadline: 'x', reason: 'x' }, link: '/' },
    })
  })
}

eachDialect('recalled before the office opened it, it is sent again under the same number', async (db) => {
  const { id, ctx } = await submitted(db)
  held(await recallApplication(ctx, { id, version: 1 }))
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'draft',
    submittedAt: null,
    commitmentAt: null,
  })
  expect(await db.client.invoiceUse.count()).toBe(0)
  expect(await submitApplication(ctx, { id, version: 2 })).toMatchObject({
    refusal: { code: 'commitment_missing' },
  })
  await db.client.application.update({ where: { id }, data: { commitmentAt: ctx.now } })
  expect(held(await submitApplication(ctx, { id, version: 2 }))).toMatchObject({
    receiptNo: expect.stringMatching(/-000001$/),
    snapshotNumber: 2,
  })
})

test('receipts that the system made are no papers of the next edition', async () => {
  await using db = await testDb()
  const { id, ctx } = await submitted(db)
  const made = {
    ownerType: 'application',
    ownerId: id,
    mediaType: 'application/pdf',
    size: 1,
    cipherSha256: 'x',
  }
  await db.client.storedFile.create({
    data: { ...made, id: newId(), slot: 'receipt', name: 'receipt.pdf', createdAt: ctx.now },
  })
  held(await recallApplication(ctx, { id, version: 1 }))
  await db.client.application.update({ where: { id }, data: { commitmentAt: ctx.now } })
  held(await submitApplication(ctx, { id, version: 2 }))
  const editions = await db.client.applicationSnapshot.findMany({ where: { applicationId: id } })
  const papers = editions.map(({ content }) => snapshotFrom(content).files.map(({ slot }) => slot))
  expect(papers).toEqual([papers[0], papers[0]])
})

test('once the office has opened it, nobody recalls it', async () => {
  await using db = await testDb()
  const { id, ctx } = await submitted(db)
  const refusedNow = async () => {
    const application = await workingApplication(ctx, id)
    const { guidelineId, guidelineVersion } = application
    return recallRefused(ctx, await configurationOf(db, guidelineId, guidelineVersion), application)
  }
  expect(await refusedNow()).toBe(null)
  await db.client.application.update({ where: { id }, data: { openedAt: ctx.now } })
  expect(await refusedNow()).toMatchObject({ code: 'already_opened' })
  expect(await recallApplication(ctx, { id, version: 1 })).toMatchObject({
    refusal: { code: 'already_opened' },
  })
})

eachDialect('after closing a correction changes what was flagged and nothing else', async (db) => {
  const { id } = await submitted(db)
  held(await returned(db, id, ['project.site', 'attachments.audit_report']))
  const before = await db.client.applicationSnapshot.findFirstOrThrow({ where: { applicationId: id } })
  const late = ctxOf(db, 'kunshan_applicant', { now: afterClosing })
  const save = (patch: Record<string, string>) =>
    saveDraft(late, { id, patch, baseRevision: 99, editor: 'a' })
  expect(await save({ 'project.content': '另一内容' })).toMatchObject({
    refusal: { code: 'field_locked', fields: [{ path: 'project.content' }] },
  })
  held(await save({ 'project.site': '二号厂房' }))
  const [licence] = await db.client.storedFile.findMany({ where: { ownerId: id, slot: 'business_licence' } })
  expect(await removeAttachment(late, { applicationId: id, fileId: licence?.id ?? '' })).toMatchObject({
    refusal: { code: 'field_locked' },
  })
  const receipt = held(await resubmitApplication(late, { id, version: 2 }))
  expect(receipt).toMatchObject({ snapshotNumber: 2, receiptNo: expect.stringMatching(/-000001$/) })
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'town_review',
  })
  expect(await db.client.correctionItem.count({ where: { applicationId: id, resolvedAt: null } })).toBe(0)
  const first = await db.client.applicationSnapshot.findFirstOrThrow({
    where: { applicationId: id, number: 1 },
  })
  expect(first).toEqual(before)
  await expect(
    db.client.applicationSnapshot.update({ where: { id: first.id }, data: { sha256: 'x' } }),
  ).rejects.toThrow()
})

test('something changed past the flags is found at resubmission too', async () => {
  await using db = await testDb()
  const { id, ctx } = await submitted(db)
  held(await returned(db, id, ['project.site']))
  held(await saveDraft(ctx, { id, patch: { 'project.capacity': '30 万套' }, baseRevision: 99, editor: 'a' }))
  const late = ctxOf(db, 'kunshan_applicant', { now: afterClosing })
  expect(await resubmitApplication(late, { id, version: 2 })).toMatchObject({
    refusal: { code: 'unflagged_changed', params: { fields: '预期产能' } },
  })
})

test('the last millisecond of the correction counts, the next does not', async () => {
  await using db = await testDb()
  const { id } = await submitted(db)
  held(await returned(db, id, ['project.site']))
  const at = (ms: number) => ctxOf(db, 'kunshan_applicant', { now: new Date(correctionEnd.getTime() + ms) })
  expect(await resubmitApplication(at(1), { id, version: 2 })).toMatchObject({
    refusal: { code: 'after_correction_end' },
  })
  expect(await resubmitApplication(at(0), { id, version: 2 })).toMatchObject({ ok: true })
})

eachDialect('time expires drafts and rejects what was not corrected, once', async (db) => {
  const { id, guidelineId } = await submitted(db)
  await aReadyDraft(ctxOf(db, 'park_applicant'), { guidelineId, key: 'park' })
  held(await returned(db, id, ['project.site']))
  const soon = ctxOf(db, 'system', { now: new Date('2025-03-25T00:00:00Z') })
  expect(await remindDue(soon)).toBeGreaterThan(0)
  expect(await remindDue(soon)).toBe(0)
  const system = ctxOf(db, 'system', { now: new Date(correctionEnd.getTime() + 1) })
  expect([await expireDrafts(system), await lapseReturned(system)]).toEqual([1, 1])
  expect([await expireDrafts(system), await lapseReturned(system)]).toEqual([0, 0])
  expect(
    await db.client.application.findMany({
      select: { status: true, openKey: true },
      orderBy: { status: 'asc' },
    }),
  ).toEqual([
    { status: 'expired', openKey: null },
    { status: 'rejected', openKey: null },
  ])
  expect(await db.client.invoiceUse.count()).toBe(0)
})

eachDialect(
  'a recommended application is withdrawn with consent, and its place is given back',
  async (db) => {
    const { id, ctx, guidelineId } = await submitted(db)
    await db.client.quota.create({
      data: { id: newId(), guidelineId, level: 'county', unitCode: '320583', limit: 3, used: 1 },
    })
    await db.client.reviewOpinion.create({
      data: {
        id: newId(),
        applicationId: id,
        node: 'county_review',
        kind: 'recommend',
        conclusion: 'pass',
        text: '同意',
        snapshotNumber: 1,
        authorId: 'user-kunshan_approver',
        authorName: '朱琳',
        createdAt: ctx.now,
      },
    })
    const withdraw = () => withdrawApplication(ctx, { id, version: 1, reason: '项目调整' })
    expect(await withdraw()).toMatchObject({ refusal: { code: 'consent_missing' } })
    held(await requestWithdrawal(ctx, { id, reason: '项目调整' }))
    expect(await requestWithdrawal(ctx, { id, reason: '项目调整' })).toMatchObject({
      refusal: { code: 'withdrawal_asked' },
    })
    const answer = { id, agrees: true, text: '' }
    expect(await consentWithdrawal(ctxOf(db, 'kunshan_handler'), answer)).toMatchObject({
      refusal: { code: 'not_yours' },
    })
    held(await consentWithdrawal(ctxOf(db, 'kunshan_approver'), answer))
    held(await withdraw())
    expect(await db.client.quota.findFirst()).toMatchObject({ used: 0 })
    expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'withdrawn',
      openKey: null,
    })
  },
)

test('nobody has recommended it: withdrawn at once, with a reason', async () => {
  await using db = await testDb()
  const { id, ctx } = await submitted(db)
  expect(await withdrawApplication(ctx, { id, version: 1, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  expect(await withdrawApplication(ctx, { id, version: 1, reason: '放弃' })).toMatchObject({ ok: true })
})

eachDialect('an appeal is filed within five working days, once', async (db) => {
  const { id } = await submitted(db)
  held(await returned(db, id, ['project.site']))
  const lapsedAt = new Date('2025-03-27T01:00:00Z')
  await lapseReturned(ctxOf(db, 'system', { now: lapsedAt }))
  const at = (now: string) => ctxOf(db, 'kunshan_applicant', { now: new Date(now) })
  const input = { id, reason: '补正材料已按时上传' }
  expect(await fileAppeal(at('2025-04-03T16:00:00.001Z'), input)).toMatchObject({
    refusal: { code: 'appeal_late' },
  })
  const both = await Promise.all([
    fileAppeal(at('2025-04-03T15:59:59Z'), input),
    fileAppeal(at('2025-04-03T15:59:59Z'), input),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'appeal_used' } })
  expect(
    await db.client.notice.findMany({ where: { kind: 'appeal_filed' }, orderBy: { userId: 'asc' } }),
  ).toMatchObject([{ userId: 'user-kunshan_approver' }, { userId: 'user-kunshan_handler' }])
})

eachDialect('a call may give other days to appeal and to answer', async (db) => {
  const handling = { ...usualHandling, appealDays: 2, appealAnswerDays: 4 }
  const { id } = await submitted(db, aConfiguration({ handling }))
  held(await returned(db, id, ['project.site']))
  await lapseReturned(ctxOf(db, 'system', { now: new Date('2025-03-27T01:00:00Z') }))
  const at = (now: string) => ctxOf(db, 'kunshan_applicant', { now: new Date(now) })
  const input = { id, reason: '补正材料已按时上传' }
  expect(await fileAppeal(at('2025-03-31T16:00:00.001Z'), input)).toMatchObject({
    refusal: { code: 'appeal_late' },
  })
  expect(held(await fileAppeal(at('2025-03-31T15:59:59Z'), input)).dueAt).toEqual(
    new Date('2025-04-07T16:00:00Z'),
  )
})

test('files are what they say they are', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const id = await aReadyDraft(ctx, { guidelineId: await anOpenGuideline(db), key: 'kunshan' })
  const audit = (name: string, content: Uint8Array) =>
    addAttachment(ctx, { applicationId: id, slot: 'audit_report', name, content })
  expect(await audit('报告.pdf', Buffer.from('<html>outage</html>'))).toMatchObject({
    refusal: { code: 'file_content', status: 415 },
  })
  expect(await audit('报告.pdf', Buffer.alloc(0))).toMatchObject({ refusal: { code: 'file_empty' } })
  expect(await audit('报告.exe', Buffer.from('MZ'))).toMatchObject({ refusal: { code: 'file_format' } })
  expect(await audit('报告.pdf', Buffer.alloc(20 * 1024 * 1024 + 1))).toMatchObject({
    refusal: { code: 'file_too_large', status: 413 },
  })
  expect(await db.client.storedFile.count({ where: { ownerId: id } })).toBe(3)
})

eachDialect(
  'the check names what was returned and is still as it was, and stops nothing for it',
  async (db) => {
    const { id } = await submitted(db)
    held(await returned(db, id, ['project.site', 'attachments.audit_report']))
    const later = ctxOf(db, 'kunshan_applicant', { now: afterClosing })
    const untouched = async (ctx = later) =>
      held(await checkBeforehand(ctx, { id })).untouched.map(({ field, place }) => [field, place?.zh])
    const both = await untouched()
    expect(both).toEqual([
      ['project.site', '建设地址'],
      ['attachments.audit_report', '近两年审计报告'],
    ])
    const { revision } = await db.client.application.findUniqueOrThrow({ where: { id } })
    const patch = { 'project.site': '昆山市玉山镇新址' }
    held(await saveDraft(later, { id, patch, baseRevision: revision, editor: 'test' }))
    expect(await untouched()).toEqual(both.slice(1))
    expect(await untouched(ctxOf(db, 'yushan_handler', { now: afterClosing }))).toEqual([])
    expect(held(await checkBeforehand(later, { id })).problems).toEqual([])
  },
)
