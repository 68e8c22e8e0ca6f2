import { hash } from 'node:crypto'
import type { Tx } from '#app/db/client.server.ts'
import { insertJobs, type NewJob } from '#app/db/job.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import { holdersOf, usersNamed } from '#app/db/recipients.server.ts'
import { formatDocumentData } from '#app/domain/audit/document-data.ts'
import { type DocumentFormat, type DocumentKind, takenOut } from '#app/domain/documents.ts'
import type { FrozenReport } from '#app/domain/reports/report.ts'
import { newId } from '#app/platform/id.ts'
import { randomHex } from '#app/platform/random.server.ts'
import type { Ctx } from './context.ts'
import { notify, notifyAll } from './notify.server.ts'
import { jobsOf } from './outbox.server.ts'

export type DocumentAsk = {
  kind: DocumentKind
  format: DocumentFormat
  ownerType: string
  ownerId: string
  /** name of the file, without its ending */
  title: string
  /** frozen now: what is rendered later says what was true at this instant */
  model: FrozenReport
  audience: 'applicant' | 'staff'
  unitCode: string
  enterpriseId: string | null
}

/** A document that has its id and its salt, and is not in the database yet. */
export type PreparedDocument = DocumentAsk & { id: string; salt: string; text: string }

/** Gives each document its id and freezes its data, so that the event can name it before it is asked for. */
export function prepareDocuments(requests: readonly DocumentAsk[]): PreparedDocument[] {
  return requests.map((request) => ({
    ...request,
    id: newId(),
    salt: randomHex(16),
    text: JSON.stringify(request.model),
  }))
}

/** The data that a document carries along and its entry names; the same from the row as before there was one. */
export function documentData(
  { id, kind, salt }: { id: string; kind: string; salt: string },
  report: FrozenReport,
  model: string,
): Buffer<ArrayBuffer> {
  const { title, documentNo, footer } = report
  const number = footer.receiptNo || documentNo
  return Buffer.from(formatDocumentData({ id, kind, number, title, salt, model }))
}

/** What the event says of the documents that carry its proof: id, hash and size of their data. */
export function namedInEvent(prepared: readonly PreparedDocument[]) {
  return prepared.map((document) => {
    const data = documentData(document, document.model, document.text)
    return { id: document.id, sha256: hash('sha256', data), size: data.length }
  })
}

/**
 * Puts documents into the database and their work into the outbox.
 * @param entryId the event that names them: they are made when it is published, and carry its proof
 */
export async function keepDocuments(
  tx: Tx,
  ctx: Ctx,
  prepared: readonly PreparedDocument[],
  entryId: string | null,
): Promise<void> {
  await insertJobs(tx, await writeDocuments(tx, ctx, prepared, entryId))
}

/** Puts documents into the database, as `keepDocuments`. @returns the jobs that render them, for the act to put in */
export async function writeDocuments(
  tx: Tx,
  ctx: Ctx,
  prepared: readonly PreparedDocument[],
  entryId: string | null,
): Promise<NewJob[]> {
  await insertRows(
    tx,
    'document',
    prepared.map((document) => ({
      id: document.id,
      kind: document.kind,
      format: document.format,
      ownerType: document.ownerType,
      ownerId: document.ownerId,
      title: document.title,
      model: document.text,
      audience: document.audience,
      unitCode: document.unitCode,
      enterpriseId: document.enterpriseId,
      status: 'waiting',
      askedById: ctx.actor.id,
      createdAt: ctx.now,
      entryId,
      salt: document.salt,
    })),
  )
  const asked = prepared.map(({ id }) => ({
    payload: { documentId: id },
    uniqueKey: `render_document:${id}`,
  }))
  return jobsOf(ctx, 'render_document', asked)
}

/**
 * Records an event that names the documents it produces, and asks for them.
 * @param event writes the event with the given files and returns its entry
 */
export async function askNamed(
  tx: Tx,
  ctx: Ctx,
  requests: readonly DocumentAsk[],
  event: (files: ReturnType<typeof namedInEvent>) => Promise<string>,
): Promise<void> {
  const prepared = prepareDocuments(requests)
  await keepDocuments(tx, ctx, prepared, await event(namedInEvent(prepared)))
}

/** Tells whoever caused a document that it could not be made, and the province's system administrators, who can have it made again. */
export async function tellFailed(
  tx: Tx,
  ctx: Ctx,
  { id, title, askedById }: { id: string; title: string; askedById: string },
): Promise<void> {
  const params = { document: title }
  const administrators = await holdersOf(tx, 'sys_admin', ctx.now, { level: 'province' })
  await notifyAll(tx, ctx, [
    {
      kind: 'document_failed',
      people: await usersNamed(tx, [askedById]),
      text: { params, link: `/documents/${id}` },
    },
    { kind: 'job_failed', people: administrators, text: { params, link: '/admin/jobs?view=discarded' } },
  ])
}

/** Tells whoever took a document out that it can be downloaded; of what came along with an act nobody is told. */
export async function tellReady(
  tx: Tx,
  ctx: Ctx,
  { id, title, ownerType, askedById }: { id: string; title: string; ownerType: string; askedById: string },
): Promise<void> {
  if (ownerType !== takenOut) return
  const people = await usersNamed(tx, [askedById])
  await notify(tx, ctx, 'document_ready', people, { params: { document: title }, link: `/documents/${id}` })
}
