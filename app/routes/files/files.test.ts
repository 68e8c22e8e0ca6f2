import { readFile, writeFile } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, expect, test } from 'vitest'
import { documentsOf } from '#app/db/document.server.ts'
import { testDb, type TestDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { filePath, storeFile } from '#app/platform/files.server.ts'
import { enterFile } from '#app/services/keep-file.server.ts'
import { putContent } from '#fixtures/content.ts'
import { newId } from '#app/platform/id.ts'
import { askDocument } from '#fixtures/ask-document.ts'
import { declareNoConflict } from '#app/services/scoring/declare.server.ts'
import { enterprises } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anOpenPanel, expertCtx, scoringDay } from '#fixtures/scoring.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { specimens } from '#fixtures/documents.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { testSite } from '../testing.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const as = (key: string) => ({ id: `user-${key}` })

async function attachmentOf(db: TestDb, applicationId: string): Promise<string> {
  const file = await db.client.storedFile.findFirstOrThrow({ where: { ownerId: applicationId } })
  const document = await PDFDocument.create()
  document.setAuthor(enterprises.kunshan.name)
  document.addPage()
  await putContent(db, file.id, await document.save({ useObjectStreams: false }))
  return file.id
}

test('a file is open to its enterprise and the offices of its chain, and absent for everybody else', async () => {
  await using db = await testDb()
  await seedCast(db)
  const applicationId = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const fileId = await attachmentOf(db, applicationId)
  const { requestAs } = await testSite(db)
  const status = async (key: string) => (await requestAs(as(key), `/files/${fileId}`)).status

  for (const key of [
    'kunshan_applicant',
    'kunshan_handler',
    'suzhou_approver',
    'province_handler',
    'supervisor',
  ])
    expect([key, await status(key)]).toEqual([key, 200])
  for (const key of [
    'jiangning_applicant',
    'nanjing_handler',
    'park_handler',
    'expert_jin',
    'sys_admin',
    'audit_admin',
  ])
    expect([key, await status(key)]).toEqual([key, 404])
  expect((await requestAs(as('province_handler'), '/files/nothing')).status).toBe(404)
  const followed = { headers: { 'Sec-Fetch-Dest': 'document' } }
  for (const path of ['/files/nothing', `/files/${fileId}`]) {
    const answer = await requestAs(as('jiangning_applicant'), path, followed)
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/absent'])
  }
  expect((await requestAs(null, `/files/${fileId}`)).status).toBe(302)
})

test('a file is sent as what it is, shown only where that is safe', async () => {
  await using db = await testDb()
  await seedCast(db)
  const applicationId = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const fileId = await attachmentOf(db, applicationId)
  const { requestAs } = await testSite(db)

  const shown = await requestAs(as('kunshan_applicant'), `/files/${fileId}`)
  expect(await shown.text()).toMatch(/^%PDF-1\.7/)
  expect(shown.headers.get('Content-Type')).toBe('application/pdf')
  expect(shown.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(shown.headers.get('Content-Disposition')).toMatch(
    /^inline; filename="file\.pdf"; filename\*=UTF-8''%E6/,
  )
  const kept = await requestAs(as('kunshan_applicant'), `/files/${fileId}?save`)
  expect(kept.headers.get('Content-Disposition')).toMatch(/^attachment;/)

  await db.client.storedFile.update({ where: { id: fileId }, data: { mediaType: 'application/zip' } })
  const zip = await requestAs(as('kunshan_applicant'), `/files/${fileId}`)
  expect(zip.headers.get('Content-Disposition')).toMatch(/^attachment;/)
})

test('a damaged file is an error, also when its beginning has left; an erased one says so', async () => {
  await using db = await testDb()
  await seedCast(db)
  const applicationId = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const fileId = await attachmentOf(db, applicationId)
  const { requestAs } = await testSite(db)
  const download = () => requestAs(as('kunshan_applicant'), `/files/${fileId}`)
  await putContent(db, fileId, Buffer.alloc(300_000, 'a'))
  expect((await (await download()).text()).length).toBe(300_000)

  const whole = await readFile(filePath(fileId))
  const changed = (at: number) => {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  await writeFile(filePath(fileId), changed(200_000))
  const late = await download()
  expect(late.status).toBe(200)
  await expect(late.text()).rejects.toThrow()
  for (const bytes of [changed(100), whole.subarray(0, -1), whole.subarray(0, 16 + 65_552)]) {
    await writeFile(filePath(fileId), bytes)
    const answer = await download()
    if (answer.status === 200) await expect(answer.text()).rejects.toThrow()
    else expect(answer.status).toBe(500)
  }
  await db.client.fileKey.delete({ where: { fileId } })
  const erased = `/files/${fileId}/erased`
  expect((await download()).headers.get('Location')).toBe(erased)
  const page = await requestAs(as('kunshan_applicant'), erased)
  expect([page.status, (await page.text()).includes('该文件已由两名管理员删除')]).toEqual([410, true])
  expect((await requestAs(as('park_handler'), erased)).status).toBe(404)
})

test('what an applicant has uploaded and not sent in is theirs alone', async () => {
  await using db = await testDb()
  await seedCast(db)
  const applicationId = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const id = newId()
  const stored = held(await storeFile(id, Buffer.from('%PDF-1.7 later %%EOF')))
  const file = { ...stored, id, name: 'later.pdf', mediaType: 'application/pdf' }
  const owner = { ownerType: 'application', ownerId: applicationId, slot: 'filing', createdAt: scoringDay }
  await db.transact((tx) => enterFile(tx, file, { ...owner, uploadedById: 'user-kunshan_applicant' }))
  const { requestAs } = await testSite(db)
  expect((await requestAs(as('kunshan_applicant'), `/files/${id}`)).status).toBe(200)
  expect((await requestAs(as('province_handler'), `/files/${id}`)).status).toBe(404)
})

test('an expert gets material after declaring, and under double blind without names', async () => {
  await using db = await testDb()
  const attachments = aConfiguration().attachments.map((slot, at) =>
    at === 0 ? { ...slot, key: 'filing', needSeal: false, hiddenInBlind: false } : slot,
  )
  const { applicationIds } = await anOpenPanel(db, { blindMode: 'double', attachments })
  const applicationId = applicationIds[0] ?? ''
  const fileId = await attachmentOf(db, applicationId)
  const sheet = await db.client.scoreSheet.findFirstOrThrow({ where: { applicationId } })
  const key = sheet.expertId.replace('expert-', '')
  const { requestAs } = await testSite(db)
  const request = () => requestAs(as(key), `/files/${fileId}`, { now: scoringDay })

  expect((await request()).status).toBe(404)
  held(
    await declareNoConflict(expertCtx(db, sheet.expertId), {
      confirmed: true,
      sheetId: sheet.id,
      version: sheet.version,
    }),
  )
  const answer = await request()
  expect(answer.status).toBe(200)
  const headers = decodeURIComponent([...answer.headers.values()].join('\n'))
  expect(headers).not.toContain('昆山')
  expect(headers).toContain('filename*=UTF-8')
  const seen = await PDFDocument.load(await answer.arrayBuffer(), { updateMetadata: false })
  expect([seen.getPageCount(), seen.getAuthor()]).toEqual([1, undefined])
})

test('a document is for those it is meant for, with its progress until it is a file', async () => {
  await using db = await testDb()
  await seedCast(db)
  const applicationId = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const ask = {
    kind: 'receipt',
    format: 'pdf',
    ownerType: 'application',
    ownerId: applicationId,
    title: '受理回执',
    model: specimens.receipt,
    unitCode: '320583',
    enterpriseId: 'enterprise-kunshan',
  } as const
  const [forAll, forStaff, forProvince] = await db.transact((tx) => {
    const ctx = ctxOf(db, 'system')
    return Promise.all([
      askDocument(tx, ctx, { ...ask, audience: 'applicant' }),
      askDocument(tx, ctx, { ...ask, audience: 'staff' }),
      askDocument(tx, ctx, { ...ask, audience: 'staff', unitCode: '320000' }),
    ])
  })
  const { requestAs } = await testSite(db)
  const read = async (key: string, id: string) => (await requestAs(as(key), `/documents/${id}/status`)).status

  expect(await (await requestAs(as('kunshan_applicant'), `/documents/${forAll}/status`)).json()).toEqual({
    status: 'waiting',
    progress: 0,
    fileId: null,
  })
  expect((await requestAs(as('kunshan_applicant'), `/documents/${forAll}`)).status).toBe(200)
  expect(await read('jiangning_applicant', forAll)).toBe(404)
  expect(await read('expert_jin', forAll)).toBe(404)
  expect([await read('kunshan_applicant', forStaff), await read('kunshan_handler', forStaff)]).toEqual([
    404, 200,
  ])
  expect([await read('kunshan_handler', forProvince), await read('leader', forProvince)]).toEqual([404, 200])

  const listed = async (key: Parameters<typeof ctxOf>[1]) =>
    (await documentsOf(ctxOf(db, key), 'application', applicationId)).length
  expect([
    await listed('kunshan_applicant'),
    await listed('kunshan_handler'),
    await listed('province_approver'),
    await listed('park_handler'),
    await listed('sys_admin'),
  ]).toEqual([1, 2, 3, 0, 0])

  const fileId = newId()
  const stored = held(await storeFile(fileId, Buffer.from('%PDF-1.7 %%EOF')))
  const file = { ...stored, id: fileId, name: '受理回执.pdf', mediaType: 'application/pdf' }
  const owner = { ownerType: 'application', ownerId: applicationId, slot: 'receipt', createdAt: scoringDay }
  await db.transact((tx) => enterFile(tx, file, { ...owner, uploadedById: null }))
  await db.client.document.update({
    where: { id: forStaff },
    data: { fileId, status: 'ready', progress: 100 },
  })
  const ready = await requestAs(as('kunshan_handler'), `/documents/${forStaff}`)
  expect([ready.status, ready.headers.get('Location')]).toEqual([302, `/files/${fileId}`])
  expect((await requestAs(as('kunshan_applicant'), `/files/${fileId}`)).status).toBe(404)
})
