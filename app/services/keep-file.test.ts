import { createHash } from 'node:crypto'
import { appendFile, readdir, readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { filesAreOnDisk } from '#app/db/file-invariant.server.ts'
import { openStored } from '#app/db/file.server.ts'
import { latestSnapshot } from '#app/db/working-application.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { discardFile, filePath } from '#app/platform/files.server.ts'
import { contentIn } from '#fixtures/content.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { addAttachment, removeAttachment } from './application/attach.server.ts'
import { submitApplication } from './application/submit.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

eachDialect('a file enters the log, and every leaf, by the hash of its bytes on disk alone', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const id = await aReadyDraft(ctx, { guidelineId: await anOpenGuideline(db), key: 'kunshan' })
  const slot = (await db.client.storedFile.findFirstOrThrow({ where: { ownerId: id } })).slot
  const before = await db.client.storedFile.findMany({ where: { ownerId: id, slot } })
  for (const { id: fileId } of before) held(await removeAttachment(ctx, { applicationId: id, fileId }))
  const pdf = Buffer.from('%PDF-1.7 张三 13800138000 %%EOF')
  const added = held(
    await addAttachment(ctx, { applicationId: id, slot, name: '身份证.pdf', content: Uint8Array.from(pdf) }),
  )

  const cipher = await readFile(filePath(added.id))
  const row = await db.client.storedFile.findUniqueOrThrow({ where: { id: added.id } })
  expect(row).toMatchObject({ size: pdf.length, plainSha256: sha256(pdf), cipherSha256: sha256(cipher) })
  expect((await contentIn(db, added.id)).equals(pdf)).toBe(true)

  held(await submitApplication(ctx, { id, version: 0 }))
  const snapshot = await latestSnapshot(db.client, id)
  expect(snapshot?.files.find((file) => file.id === added.id)?.sha256).toBe(sha256(cipher))
  const entries = await db.client.auditEntry.findMany({ select: { act: true, bytes: true } })
  const texts = entries.map(({ act, bytes }) => ({ act, text: Buffer.from(bytes).toString() }))
  const attached = texts.filter(({ act, text }) => act === 'application.attach' && text.includes(added.id))
  expect(JSON.parse(attached[0]?.text ?? '{}').files).toEqual([
    { id: added.id, sha256: sha256(cipher), size: cipher.length },
  ])
  for (const { plainSha256 } of await db.client.storedFile.findMany())
    for (const { text } of texts) expect(text.includes(plainSha256 ?? '')).toBe(false)
})

test('a file that is missing or altered on disk is named', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  await aReadyDraft(ctx, { guidelineId: await anOpenGuideline(db), key: 'kunshan' })
  expect(await filesAreOnDisk(db)).toEqual([])
  const [first, second] = await db.client.storedFile.findMany({ orderBy: { id: 'asc' } })
  await discardFile(first?.id ?? '')
  await appendFile(filePath(second?.id ?? ''), 'x')
  expect((await filesAreOnDisk(db)).map(({ subject, found }) => [subject, found.length])).toEqual([
    [`file ${first?.id}`, 'nothing'.length],
    [`file ${second?.id}`, 64],
  ])
})

test('what is refused leaves neither file nor key', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const id = await aReadyDraft(ctx, { guidelineId: await anOpenGuideline(db), key: 'kunshan' })
  const state = async () => [
    (await readdir(env.dataDir, { recursive: true })).length,
    await db.client.fileKey.count(),
    await db.client.storedFile.count(),
  ]
  const [file] = await db.client.storedFile.findMany({ where: { ownerId: id } })
  held(await removeAttachment(ctx, { applicationId: id, fileId: file?.id ?? '' }))
  const before = await state()
  const input = { applicationId: id, slot: file?.slot ?? '', name: 'a.pdf', content: Buffer.from('<html>') }
  expect(await addAttachment(ctx, input)).toMatchObject({ refusal: { code: 'file_content' } })
  expect(await state()).toEqual(before)
})

test('a file whose key is gone is absent, not empty', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const id = await aReadyDraft(ctx, { guidelineId: await anOpenGuideline(db), key: 'kunshan' })
  const file = await db.client.storedFile.findFirstOrThrow({ where: { ownerId: id } })
  await db.client.fileKey.delete({ where: { fileId: file.id } })
  expect(await openStored(db.client, file.id)).toBeNull()
})
