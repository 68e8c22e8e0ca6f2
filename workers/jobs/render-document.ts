import { placeOf } from '#app/db/log.server.ts'
import type { JobPayload } from '#app/domain/jobs.ts'
import { frozenReportSchema } from '#app/domain/reports/report.ts'
import { discardFile, storeFile } from '#app/platform/files.server.ts'
import { newId } from '#app/platform/id.ts'
import { tellFailed, tellReady } from '#app/services/document.server.ts'
import { enterFile } from '#app/services/keep-file.server.ts'
import { renderWorkbook } from '../documents/excel/render.ts'
import { renderPdf } from '../documents/pdf/render.ts'
import { withEditions } from '../documents/editions.ts'
import { renderProven } from '../documents/prove.ts'
import type { Job } from '../job.ts'

const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Renders the frozen model of a document. Each attempt stores a file of its own under a key of its own; the first that
 * is done is the document's, of which whoever took it out is told, and what a crash leaves behind has no key. A document that an entry names waits until the
 * log has published that one, and for the secret of the key that signs then.
 * Progress is written outside any transaction: the page sees 0, 30, 90, 100.
 */
export const renderDocument: Job<JobPayload<'render_document'>> = {
  async run({ documentId }, ctx) {
    const { db, now, openSigner } = ctx
    const document = await db.client.document.findUnique({ where: { id: documentId } })
    if (!document) return { cancelled: 'no such document' }
    if (document.status === 'ready') return 'completed'
    const progress = (percent: number) =>
      db.client.document.update({
        where: { id: documentId },
        data: { status: 'rendering', progress: percent },
        select: { id: true },
      })

    const format = document.format === 'xlsx' ? 'xlsx' : 'pdf'
    const { entryId } = document
    if (entryId && !(await placeOf(db, entryId))) return { later: pause(now, document.createdAt) }
    await progress(30)
    const frozen = frozenReportSchema.parse(JSON.parse(document.model))
    const bytes = entryId
      ? await renderProven(db, openSigner, { ...document, format, entryId }, frozen)
      : await (format === 'xlsx' ? renderWorkbook : renderPdf)(
          (await withEditions(db, document.ownerId, frozen)).report,
        )
    if (!bytes) return { later: pause(now, document.createdAt) }
    await progress(90)
    const id = newId()
    const stored = await storeFile(id, bytes, { limit: Infinity })
    if (!stored.ok) throw new Error(`document not stored: ${stored.refusal.code}`)

    const { ownerType, ownerId, kind, title } = document
    const file = { ...stored.value, id, name: `${title}.${format}`, mediaType: mediaTypes[format] }
    const owner = { ownerType, ownerId, slot: kind, uploadedById: null, createdAt: now }
    const first = await db.transact(async (tx) => {
      const { count } = await tx.document.updateMany({
        where: { id: documentId, status: { not: 'ready' } },
        data: { status: 'ready', progress: 100, fileId: id, readyAt: now },
      })
      if (count !== 1) return false
      await enterFile(tx, file, owner)
      await tellReady(tx, ctx, document)
      return true
    })
    if (!first) await discardFile(id)
    return 'completed'
  },

  async giveUp({ documentId }, ctx) {
    await ctx.db.transact(async (tx) => {
      const { count } = await tx.document.updateMany({
        where: { id: documentId, status: { notIn: ['ready', 'failed'] } },
        data: { status: 'failed' },
      })
      if (count === 1)
        await tellFailed(tx, ctx, await tx.document.findUniqueOrThrow({ where: { id: documentId } }))
    })
  },
}

/** Seconds until the log is asked again: soon at first, then a tenth of the time already waited, at most half a minute. */
function pause(now: Date, since: Date): number {
  return Math.min(30, Math.max(0.5, (now.getTime() - since.getTime()) / 10_000))
}
