import type { Db } from '#app/db/client.server.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import type { DocumentFormat } from '#app/domain/documents.ts'
import type { FrozenReport } from '#app/domain/reports/report.ts'
import { env } from '#app/platform/env.server.ts'
import { presentKey } from '#app/services/audit-keys.server.ts'
import { proofOf } from '#app/services/audit-receipt.server.ts'
import { documentData } from '#app/services/document.server.ts'
import type { JobCtx } from '../job.ts'
import { withEditions } from './editions.ts'
import { renderWorkbook } from './excel/render.ts'
import { renderPdf } from './pdf/render.ts'
import { sealPdf, sealWorkbook } from './seal.ts'

export type NamedDocument = {
  id: string
  kind: string
  format: DocumentFormat
  salt: string
  model: string
  ownerId: string
  entryId: string
}

/**
 * The file of a document that an entry names: with the entry's number and hash on every page, its proof and the data it
 * names attached, and the whole sealed by the key that signs the log then. @returns null: its secret is not here
 * @throws NotFound while the entry has no place in the log
 */
export async function renderProven(
  db: Db,
  openSigner: JobCtx['openSigner'],
  document: NamedDocument,
  frozen: FrozenReport,
): Promise<Uint8Array | null> {
  const key = await presentKey(db)
  const { index, leaf, size, file } = await proofOf(db, key, document.entryId, { content: true })
  if (formatKey(await presentKey(db)) !== formatKey(key))
    return renderProven(db, openSigner, document, frozen)
  const signer = await openSigner(key)
  if (!signer) return null
  const data = new TextDecoder().decode(documentData(document, frozen, document.model))
  const { report, editions } = await withEditions(db, document.ownerId, frozen)
  const url = `${env.publicUrl}/v/${index}#${leaf}`
  const [proof, sealed] = [
    { index, leaf, size, url, file, data, editions },
    { documentId: document.id, index, leaf },
  ]
  return document.format === 'pdf'
    ? sealPdf(await renderPdf(report, proof), sealed, signer)
    : sealWorkbook(await renderWorkbook(report, proof), { ...sealed, file, data }, signer)
}
