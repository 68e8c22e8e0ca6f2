import { createHash } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, expect, test } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { openNote, parseNote } from '#app/domain/audit/note.ts'
import { env } from '#app/platform/env.server.ts'
import { verifySignature } from '#app/platform/signature.server.ts'
import { submitApplication } from '#app/services/application/submit.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { contentIn } from '#fixtures/content.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '../audit/sequencer.ts'
import { testSigner } from '../audit/testing.ts'
import { drain } from '../run.ts'
import { renderPdf } from './pdf/render.ts'
import { sealPdf } from './seal.ts'
import { textOfPdf } from './text.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('prove')
})

const morning = new Date('2025-03-10T02:00:00Z')
const later = (seconds: number) => () => new Date(morning.getTime() + seconds * 1000)

eachDialect(
  'a document waits until the log has published its entry, and then carries the proof',
  async (db) => {
    await seedCast(db)
    const guidelineId = await anOpenGuideline(db)
    const ctx = ctxOf(db, 'kunshan_applicant', { now: morning })
    const id = await aReadyDraft(ctx, { guidelineId, key: 'kunshan' })
    expect(await submitApplication(ctx, { id, version: 0 })).toMatchObject({ ok: true })
    const find = () => db.client.document.findFirstOrThrow({ where: { kind: 'receipt' } })
    const { id: documentId, entryId } = await find()
    const job = () =>
      db.client.job.findFirstOrThrow({ where: { uniqueKey: `render_document:${documentId}` } })
    const work = (seconds: number) =>
      drain(db, {
        now: later(seconds),
        signers: async () => [testSigner],
        post: async () => 'sent',
        sweep: false,
      })

    for (const [seconds, next] of [
      [1, 1.5],
      [20, 22],
      [9000, 9030],
    ] as const) {
      await work(seconds)
      expect(await find()).toMatchObject({ status: 'waiting', progress: 0 })
      expect(await job()).toMatchObject({ state: 'scheduled', attempt: 0, availableAt: later(next)() })
    }
    await sequenceAll(db, { signer: testSigner, now: later(9001) })
    await work(9030)
    expect(await find()).toMatchObject({ status: 'ready', progress: 100 })
    expect(await job()).toMatchObject({ state: 'completed', attempt: 1 })

    const bytes = await contentIn(db, (await find()).fileId ?? '')
    const place = await db.client.logSequence.findUniqueOrThrow({ where: { entryId: entryId ?? '' } })
    const { size } = await db.client.logCheckpoint.findFirstOrThrow({ orderBy: { size: 'desc' } })
    const text = await textOfPdf(bytes)
    expect(text).toContain(`日志记录号 ${place.number} 检查点 ${size}`)
    expect(text).toContain(`散列 ${place.leaf.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}`)
    const attached = (await PDFDocument.load(bytes)).getAttachments()
    expect(attached.map(({ name }) => name).toSorted()).toEqual([
      'document.txt',
      `entry-${place.number}.tlog-proof`,
    ])
    const data = attached.find(({ name }) => name === 'document.txt')?.data ?? new Uint8Array()
    const entry = await db.client.auditEntry.findUniqueOrThrow({ where: { id: entryId ?? '' } })
    expect(Buffer.from(entry.bytes).toString()).toContain(
      `{"id":"${documentId}","sha256":"${createHash('sha256').update(data).digest('hex')}","size":${data.length}}`,
    )
  },
)

test('a seal is signed by the key of the log, over every byte before it', async () => {
  const pdf = await renderPdf(specimens.receipt)
  const leaf = 'ab'.repeat(32)
  const sealed = Buffer.from(await sealPdf(pdf, { documentId: 'document-1', index: 7, leaf }, testSigner))
  const found = /%qixiang-seal (\S+)\n%%EOF\n$/.exec(sealed.toString('latin1'))
  const note = Buffer.from(found?.[1] ?? '', 'base64').toString()
  const whole = sealed.subarray(0, found?.index)
  const hash = createHash('sha256').update(whole).digest('hex')
  expect(openNote(note, testSigner.key, verifySignature)).toBe(
    `test.example/log/document\ndocument-1\n7\n${leaf}\n${hash}\n`,
  )
  expect(parseNote(note)?.signatures).toHaveLength(1)
  expect(await textOfPdf(sealed)).toContain('ZZQS-2026-000128')
})
