import { Readable } from 'node:stream'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { withoutMetadata } from './pdf-metadata.server.ts'

/** A page of one firm with all that names it beside the page: properties, XMP, a note, data of a program. */
async function aFile(firm: string, useObjectStreams: boolean): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const page = pdf.addPage()
  page.drawText('kept')
  pdf.setTitle(firm)
  pdf.setAuthor(firm)
  const { context } = pdf
  const xmp = context.register(context.stream(`<x>${firm}</x>`, { Type: 'Metadata', Subtype: 'XML' }))
  pdf.catalog.set(PDFName.of('Metadata'), xmp)
  page.node.set(PDFName.of('PieceInfo'), context.obj({ Maker: PDFString.of(firm) }))
  const note = context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], T: PDFString.of(firm) })
  page.node.set(PDFName.of('Annots'), context.obj([context.register(note)]))
  return pdf.save({ useObjectStreams })
}

test.each([true, false])(
  'files that differ in their metadata alone become the same file (%s)',
  async (packed) => {
    const [one, other] = await Promise.all(
      ['Firm One', 'Firm Two'].map(async (firm) =>
        withoutMetadata(Readable.from([Buffer.from(await aFile(firm, packed))])),
      ),
    )
    expect(Buffer.from(one ?? []).equals(Buffer.from(other ?? []))).toBe(true)
    const read = await PDFDocument.load(one ?? new Uint8Array(), { updateMetadata: false })
    expect([read.getPageCount(), read.getAuthor(), read.getTitle()]).toEqual([1, undefined, undefined])
    expect(read.getPage(0).node.Contents()).toBeDefined()
  },
)

test('what is no PDF is not given out', async () => {
  await expect(withoutMetadata(Readable.from([Buffer.from('no file')]))).rejects.toThrow()
})
