import { PDFDocument, PDFName } from 'pdf-lib'
import { NotFound } from '#app/domain/kernel/refusal.ts'

/**
 * The PDF without title, author, dates and XMP, so that its metadata names nobody (invariant 12).
 * A file that cannot be read, e.g. an encrypted one, is not given out at all: throws NotFound.
 */
export async function withoutMetadata(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false }).catch(() => null)
  if (!document) throw new NotFound('file')
  const { context, catalog } = document
  catalog.delete(PDFName.of('Metadata'))
  delete context.trailerInfo.Info
  return document.save({ useObjectStreams: false })
}
