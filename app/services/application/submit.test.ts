import { resultsFrom } from '#app/db/rule-run.server.ts'
import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import type { CastKey, EnterpriseKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { saveDraft } from './save-draft.server.ts'
import { submitApplication } from './submit.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const applyEnd = new Date('2025-03-18T09:00:00.000Z')

async function aDraft(db: Db, key: EnterpriseKey = 'kunshan', given?: string) {
  if (!given) await seedCast(db)
  const guidelineId = given ?? (await anOpenGuideline(db))
  const person: CastKey = `${key}_applicant`
  const id = await aReadyDraft(ctxOf(db, person), { guidelineId, key })
  return { id, guidelineId, person }
}

eachDialect('a submission writes everything in one transaction', async (db) => {
  const { id, person } = await aDraft(db)
  expect(await submitApplication(ctxOf(db, person), { id, version: 0 })).toMatchObject({
    ok: true,
    value: { already: false, snapshotNumber: 1, receiptNo: expect.stringMatching(/-000001$/) },
  })
  const row = await db.client.application.findUniqueOrThrow({ where: { id }, include: { snapshots: true } })
  expect(row).toMatchObject({ status: 'town_review', version: 1, requestedFen: 600_000_000n })
  expect(row.dueAt).toEqual(new Date('2025-03-20T09:00:00Z'))
  const [snapshot] = row.snapshots
  expect(
    createHash('sha256')
      .update(snapshot?.content ?? '')
      .digest('hex'),
  ).toBe(snapshot?.sha256)
  const run = await db.client.ruleRun.findFirstOrThrow({ where: { applicationId: id, occasion: 'submit' } })
  expect(resultsFrom(run.results)).toHaveLength(12)
  expect(await db.client.invoiceUse.count({ where: { applicationId: id } })).toBe(2)
  expect(await db.client.document.groupBy({ by: ['kind'], orderBy: { kind: 'asc' } })).toMatchObject([
    { kind: 'application_form' },
    { kind: 'receipt' },
  ])
  expect(await db.client.mail.count()).toBe(2)
  expect(await db.client.notice.count({ where: { userId: 'user-yushan_handler' } })).toBe(1)
  expect(await db.client.auditEntry.count({ where: { act: 'application.submit' } })).toBe(1)
})

eachDialect('fifty parallel submissions are one: one receipt, one mail a person', async (db) => {
  const { id, person } = await aDraft(db)
  const results = await Promise.all(
    Array.from({ length: 50 }, () => submitApplication(ctxOf(db, person), { id, version: 0 })),
  )
  const receipts = results.map(held)
  expect(receipts.filter(({ already }) => !already)).toHaveLength(1)
  expect(new Set(receipts.map(({ receiptNo }) => receiptNo)).size).toBe(1)
  expect(await db.client.mail.groupBy({ by: ['userId'], _count: true, orderBy: { userId: 'asc' } })).toEqual([
    { userId: 'user-kunshan_applicant', _count: 1 },
    { userId: 'user-kunshan_colleague', _count: 1 },
  ])
  expect(await db.client.applicationSnapshot.count()).toBe(1)
})

eachDialect('receipt numbers have no gaps when several submit at once', async (db) => {
  const first = await aDraft(db)
  const others = await Promise.all(
    (['jiangning', 'park', 'luhe'] as const).map((key) => aDraft(db, key, first.guidelineId)),
  )
  const receipts = await Promise.all(
    [first, ...others].map(({ id, person }) => submitApplication(ctxOf(db, person), { id, version: 0 })),
  )
  expect(receipts.map((receipt) => held(receipt).receiptNo.slice(-6)).sort()).toEqual([
    '000001',
    '000002',
    '000003',
    '000004',
  ])
})

test('the last millisecond counts, the next does not', async () => {
  await using db = await testDb()
  const { id, person } = await aDraft(db)
  const late = new Date(applyEnd.getTime() + 1)
  expect(await submitApplication(ctxOf(db, person, { now: late }), { id, version: 0 })).toMatchObject({
    ok: false,
    refusal: { code: 'after_apply_end' },
  })
  expect(await submitApplication(ctxOf(db, person, { now: applyEnd }), { id, version: 0 })).toMatchObject({
    ok: true,
  })
})

test('a stale version and a form that changed since it was looked at are not sent', async () => {
  await using db = await testDb()
  const { id, person } = await aDraft(db)
  expect(await submitApplication(ctxOf(db, person), { id, version: 7 })).toMatchObject({
    ok: false,
    refusal: { code: 'stale_version', status: 409, params: { seen: 7, now: 0 } },
  })
  expect(await submitApplication(ctxOf(db, person), { id, version: 0, revision: 1 })).toMatchObject({
    ok: false,
    refusal: { code: 'draft_changed', status: 409 },
  })
})

test('sources that do not add up stop it, and the message names the table and the difference', async () => {
  await using db = await testDb()
  const { id, person } = await aDraft(db)
  const ctx = ctxOf(db, person)
  const sources = ['self', 'loan', 'grant', 'matching', 'other'].map((row, n) => ({
    row,
    amount: ['6,200', '3,000', '600', '0', '0'][n] ?? '',
  }))
  held(await saveDraft(ctx, { id, patch: { sources }, baseRevision: 99, editor: 'a' }))
  expect(await submitApplication(ctx, { id, version: 0 })).toMatchObject({
    ok: false,
    refusal: { code: 'rules_block', params: { codes: 'R21' } },
  })
  const run = await db.client.ruleRun.findFirstOrThrow({ where: { occasion: 'check' } })
  const result = resultsFrom(run.results).find(({ code }) => code === 'R21')
  expect(result?.messageZh).toContain('9,800')
  expect(result?.messageZh).toContain('10,000')
  expect(result?.messageZh).toContain('200')
  expect(result?.messageZh).toMatch(/第 ?6 ?表/)
})

eachDialect('an invoice is spent once: the second application is told which', async (db) => {
  const { id, person } = await aDraft(db)
  held(await submitApplication(ctxOf(db, person), { id, version: 0 }))
  const row = await db.client.application.findUniqueOrThrow({ where: { id } })
  const form: { equipment: Record<string, string>[] } = JSON.parse(row.form)
  const other = ctxOf(db, 'park_applicant')
  const otherId = await aReadyDraft(other, {
    guidelineId: await anOpenGuideline(db),
    key: 'park',
    form: { equipment: form.equipment },
  })
  expect(await submitApplication(other, { id: otherId, version: 0 })).toMatchObject({
    ok: false,
    refusal: {
      code: 'invoice_used',
      params: { invoice: 'KUNSHAN-INV-001' },
      fields: [{ path: 'equipment[0].invoice_no' }, { path: 'equipment[1].invoice_no' }],
    },
  })
})

test('two applications with the same invoice at the same moment: one is sent', async () => {
  await using db = await testDb('postgres')
  await seedCast(db)
  const people = ['kunshan', 'park'] as const
  const drafts = await Promise.all(
    people.map(async (key) => {
      const ctx = ctxOf(db, `${key}_applicant`)
      const guidelineId = await anOpenGuideline(db, aConfiguration())
      const row = { invoice_no: 'SAME-1' }
      const id = await aReadyDraft(ctx, { guidelineId, key })
      const { form } = await db.client.application.findUniqueOrThrow({ where: { id } })
      const equipment = JSON.parse(form).equipment.map((line: Record<string, string>, n: number) =>
        n === 0 ? { ...line, ...row } : line,
      )
      held(await saveDraft(ctx, { id, patch: { equipment }, baseRevision: 99, editor: 'a' }))
      return { ctx, id }
    }),
  )
  const results = await Promise.all(drafts.map(({ ctx, id }) => submitApplication(ctx, { id, version: 0 })))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject({
    refusal: { code: 'invoice_used', params: { invoice: 'SAME-1' } },
  })
})

test('nobody else submits: the office cannot, another enterprise finds nothing', async () => {
  await using db = await testDb()
  const { id } = await aDraft(db)
  await expect(submitApplication(ctxOf(db, 'park_applicant'), { id, version: 0 })).rejects.toThrow(
    'not found',
  )
  await expect(submitApplication(ctxOf(db, 'kunshan_handler'), { id, version: 0 })).rejects.toThrow(
    'not found',
  )
})
