import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { PDFDocument, PDFName } from 'pdf-lib'
import { NotFound } from '#app/domain/kernel/refusal.ts'

/**
 * The PDF without title, author, dates and XMP, so that its metadata names nobody (invariant 12).
 * A file that cannot be read, e.g. an encrypted one, is not given out at all: throws NotFound.
 */
export async function withoutMetadata(content: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await buffer(content)
  const document = await PDFDocument.load(bytes, { updateMetadata: false }).catch(() => null)
  if (!document?.catalog) throw new NotFound('file')
  const { context, catalog } = document
  catalog.delete(PDFName.of('Metadata'))
  delete context.trailerInfo.Info
  return Uint8Array.from(await document.save({ useObjectStreams: false }))
}
