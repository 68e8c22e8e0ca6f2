import type { Db } from '#app/db/client.server.ts'
import type { DocumentFormat } from '#app/domain/documents.ts'
import type { Report } from '#app/domain/reports/report.ts'
import type { Signer } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { presentKey } from '#app/services/audit-keys.server.ts'
import { proofOf } from '#app/services/audit-receipt.server.ts'
import { documentData } from '#app/services/document.server.ts'
import { renderWorkbook } from './excel/render.ts'
import { renderPdf } from './pdf/render.ts'
import { sealPdf, sealWorkbook } from './seal.ts'

export type NamedDocument = {
  id: string
  kind: string
  format: DocumentFormat
  salt: string
  model: string
  entryId: string
}

/**
 * The file of a document that an entry names: with the entry's number and hash on every page, its proof and the data it
 * names attached, and the whole sealed. @throws NotFound while the entry has no place in the log
 */
export async function renderProven(
  db: Db,
  signer: Signer,
  document: NamedDocument,
  report: Report,
): Promise<Uint8Array> {
  const { index, leaf, size, file } = await proofOf(db, await presentKey(db), document.entryId, {
    content: true,
  })
  const data = new TextDecoder().decode(documentData(document, report, document.model))
  const url = `${env.publicUrl}/v/${index}#${leaf}`
  const [proof, sealed] = [
    { index, leaf, size, url, file, data },
    { documentId: document.id, index, leaf },
  ]
  return document.format === 'pdf'
    ? sealPdf(await renderPdf(report, proof), sealed, signer)
    : sealWorkbook(await renderWorkbook(report, proof), { ...sealed, file, data }, signer)
}
