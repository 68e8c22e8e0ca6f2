import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRef, PDFStream } from 'pdf-lib'
import { NotFound } from '#app/domain/kernel/refusal.ts'

/** Who wrote it, when and with what: XMP of any object, private data of programs. */
const metadata = ['Metadata', 'PieceInfo', 'LastModified'].map((name) => PDFName.of(name))
/** author of a note in the margin */
const title = PDFName.of('T')
const widget = PDFName.of('Widget')

/**
 * The PDF without title, author, dates and XMP, without authors of notes and without objects that nothing refers to
 * any more, so that nothing but its pages can name anybody (invariant 12).
 * A file that cannot be read, e.g. an encrypted one, is not given out at all: throws NotFound.
 */
export async function withoutMetadata(content: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await buffer(content)
  const document = await PDFDocument.load(bytes, { updateMetadata: false }).catch(() => null)
  if (!document?.catalog) throw new NotFound('file')
  const { context } = document
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  const kept = new Set<PDFObject>()
  const open: PDFObject[] = [
    document.catalog,
    ...(context.trailerInfo.Root ? [context.trailerInfo.Root] : []),
  ]
  for (let object = open.pop(); object; object = open.pop()) {
    if (kept.has(object)) continue
    kept.add(object)
    const target = object instanceof PDFRef ? context.lookup(object) : object
    if (target && target !== object) open.push(target)
    else open.push(...partsOf(object))
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!kept.has(ref)) context.delete(ref)
  return Uint8Array.from(await document.save({ useObjectStreams: false }))
}

/** What an object consists of, once its own metadata is gone. */
function partsOf(object: PDFObject): PDFObject[] {
  if (object instanceof PDFArray) return object.asArray()
  const dict = object instanceof PDFStream ? object.dict : object
  if (!(dict instanceof PDFDict)) return []
  for (const name of metadata) dict.delete(name)
  if (dict.has(PDFName.of('Rect')) && dict.get(PDFName.of('Subtype')) !== widget) dict.delete(title)
  return dict.values()
}
