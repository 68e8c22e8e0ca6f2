import type { Tx } from '#app/db/client.server.ts'
import type { DocumentFormat, DocumentKind } from '#app/domain/documents.ts'
import type { Report } from '#app/domain/reports/report.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'
import { enqueue } from './outbox.server.ts'

export type DocumentAsk = {
  kind: DocumentKind
  format: DocumentFormat
  ownerType: string
  ownerId: string
  /** name of the file, without its ending */
  title: string
  /** frozen now: what is rendered later says what was true at this instant */
  model: Report
  audience: 'applicant' | 'staff'
  unitCode: string
  enterpriseId: string | null
}

/** Asks for a document in the business transaction and returns its id; a worker renders it, the page shows its progress. */
export async function askDocument(tx: Tx, ctx: Ctx, request: DocumentAsk): Promise<string> {
  const id = newId()
  const { model, ...rest } = request
  await tx.document.create({
    data: {
      ...rest,
      id,
      model: JSON.stringify(model),
      status: 'waiting',
      askedById: ctx.actor.id,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await enqueue(tx, ctx, 'render_document', { documentId: id }, { uniqueKey: `render_document:${id}` })
  return id
}
