import type { Tx } from '#app/db/client.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import type { DocumentFormat, DocumentKind } from '#app/domain/documents.ts'
import type { Report } from '#app/domain/reports/report.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'
import { enqueueAll } from './outbox.server.ts'

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
  const [id] = await askDocuments(tx, ctx, [request])
  if (!id) throw new Error('asked for one document and got none')
  return id
}

/** Asks for several documents at once; ids in the same order. */
export async function askDocuments(tx: Tx, ctx: Ctx, requests: readonly DocumentAsk[]): Promise<string[]> {
  const ids = requests.map(() => newId())
  await insertRows(
    tx,
    'document',
    requests.map((request, at) => ({
      id: ids[at] ?? '',
      kind: request.kind,
      format: request.format,
      ownerType: request.ownerType,
      ownerId: request.ownerId,
      title: request.title,
      model: JSON.stringify(request.model),
      audience: request.audience,
      unitCode: request.unitCode,
      enterpriseId: request.enterpriseId,
      status: 'waiting',
      askedById: ctx.actor.id,
      createdAt: ctx.now,
    })),
  )
  const asked = ids.map((id) => ({ payload: { documentId: id }, uniqueKey: `render_document:${id}` }))
  await enqueueAll(tx, ctx, 'render_document', asked)
  return ids
}
