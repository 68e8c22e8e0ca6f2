import { readdir } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findSheet, listSheets } from '#app/db/review/sheets.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { aSubmission, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { returnDown } from './return.server.ts'
import { attachScan, fileSheet, generateSheet, setDocumentNo } from './sheet.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

async function recommended(db: Db) {
  const made = await aSubmission(db)
  await passedBy(db, made.id, 'kunshan')
  return made
}

async function readySheet(db: Db, guidelineId: string) {
  const handler = ctxOf(db, 'kunshan_handler')
  const { id } = held(await generateSheet(handler, { guidelineId, order: [] }))
  held(await setDocumentNo(handler, { id, version: 0, documentNo: '昆工信〔2025〕12号' }))
  held(await attachScan(handler, { id, version: 1, name: '推荐文件.pdf', content: aPdf }))
  return id
}

eachDialect('a list is frozen with its hash, printed twice and logged; a newer one ends it', async (db) => {
  const { id, guidelineId } = await recommended(db)
  const handler = ctxOf(db, 'kunshan_handler')
  const first = held(await generateSheet(handler, { guidelineId, order: [] }))
  const sheet = await findSheet(handler, first.id)
  expect(sheet).toMatchObject({
    number: 1,
    status: 'generated',
    current: true,
    unit: { name: '昆山市', nameEn: 'Kunshan' },
  })
  expect(sheet.rows).toMatchObject([
    {
      applicationId: id,
      applicantName: '昆山精锐数控装备有限公司',
      requested: '600000000',
      snapshot: { number: 1 },
    },
  ])
  expect(
    await db.client.document.findMany({ where: { ownerId: first.id }, orderBy: { format: 'asc' } }),
  ).toMatchObject([
    { kind: 'recommendation_sheet', format: 'pdf' },
    { kind: 'recommendation_sheet', format: 'xlsx' },
  ])
  expect(await db.client.auditEntry.count({ where: { act: 'recommendation.generate' } })).toBe(1)
  const second = held(await generateSheet(handler, { guidelineId, order: [] }))
  expect(second.number).toBe(2)
  expect(await db.client.recommendationSheet.findMany({ orderBy: { number: 'asc' } })).toMatchObject([
    { status: 'superseded' },
    { status: 'generated' },
  ])
  const sort = { by: 'createdAt', descending: true }
  expect((await listSheets(handler, { sort, page: 1, size: 50 })).rows).toHaveLength(2)
})

eachDialect('numbered, stamped and still true, the approver files it', async (db) => {
  const { guidelineId } = await recommended(db)
  const handler = ctxOf(db, 'kunshan_handler')
  const approver = ctxOf(db, 'kunshan_approver')
  const { id } = held(await generateSheet(handler, { guidelineId, order: [] }))
  expect(await fileSheet(approver, { id, version: 0 })).toMatchObject({
    refusal: { code: 'document_number_missing' },
  })
  expect(await setDocumentNo(handler, { id, version: 0, documentNo: '昆工信[2025]12号' })).toMatchObject({
    refusal: { fields: [{ path: 'documentNo', code: 'document_number_brackets' }] },
  })
  held(await setDocumentNo(handler, { id, version: 0, documentNo: '昆工信〔2025〕12号' }))
  expect(await fileSheet(approver, { id, version: 1 })).toMatchObject({
    refusal: { code: 'stamped_scan_missing' },
  })
  held(await attachScan(handler, { id, version: 1, name: '推荐文件.pdf', content: aPdf }))
  expect(await fileSheet(handler, { id, version: 2 })).toMatchObject({ refusal: { code: 'not_yours' } })
  held(await fileSheet(approver, { id, version: 2 }))
  expect(await findSheet(approver, id)).toMatchObject({
    status: 'filed',
    documentNo: '昆工信〔2025〕12号',
    scan: { name: '推荐文件.pdf' },
  })
  expect(await db.client.auditEntry.count({ where: { act: 'recommendation.file' } })).toBe(1)
})

test('a list that no longer equals the system is not filed', async () => {
  await using db = await testDb()
  const { guidelineId } = await recommended(db)
  const id = await readySheet(db, guidelineId)
  await db.client.application.updateMany({ data: { requestedFen: 1n } })
  expect(await fileSheet(ctxOf(db, 'kunshan_approver'), { id, version: 2 })).toMatchObject({
    refusal: { code: 'list_changed_since' },
  })
})

eachDialect('a filed list ends by itself when one of its applications is sent back', async (db) => {
  const made = await recommended(db)
  const id = await readySheet(db, made.guidelineId)
  held(await fileSheet(ctxOf(db, 'kunshan_approver'), { id, version: 2 }))
  const act = { id: made.id, version: await versionOf(db, made.id), reason: '推荐意见过于笼统' }
  held(await returnDown(ctxOf(db, 'suzhou_handler'), act))
  expect(await db.client.recommendationSheet.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'superseded',
  })
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'recommendation.supersede' } })
  expect(entry.actorId).toBe('system')
  expect(JSON.parse(Buffer.from(entry.bytes).toString())).toMatchObject({ after: { application: made.id } })
  expect(
    await generateSheet(ctxOf(db, 'kunshan_handler'), { guidelineId: made.guidelineId, order: [] }),
  ).toMatchObject({
    refusal: { code: 'list_empty' },
  })
})

test('a scan that is none is refused and leaves nothing', async () => {
  await using db = await testDb()
  const { guidelineId } = await recommended(db)
  const handler = ctxOf(db, 'kunshan_handler')
  const { id } = held(await generateSheet(handler, { guidelineId, order: [] }))
  const files = async () => (await readdir(env.dataDir, { recursive: true })).length
  const before = await files()
  expect(
    await attachScan(handler, { id, version: 0, name: 'a.pdf', content: Buffer.from('MZ no pdf') }),
  ).toMatchObject({ refusal: { code: 'file_content', status: 415 } })
  expect(await files()).toBe(before)
  expect(await db.client.storedFile.count({ where: { ownerType: 'recommendation' } })).toBe(0)
})

test('another county finds no list, and makes none of what is not its own', async () => {
  await using db = await testDb()
  const { guidelineId } = await recommended(db)
  const { id } = held(await generateSheet(ctxOf(db, 'kunshan_handler'), { guidelineId, order: [] }))
  const other = ctxOf(db, 'park_handler')
  await expect(findSheet(other, id)).rejects.toThrow('not found')
  await expect(setDocumentNo(other, { id, version: 0, documentNo: '苏园〔2025〕1号' })).rejects.toThrow(
    'not found',
  )
  expect(await generateSheet(other, { guidelineId, order: [] })).toMatchObject({
    refusal: { code: 'list_empty' },
  })
  expect(await generateSheet(ctxOf(db, 'yushan_handler'), { guidelineId, order: [] })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
})
