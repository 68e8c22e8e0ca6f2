import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib'

const grey = rgb(0.35, 0.35, 0.35)
const a4 = { width: 595.28, height: 841.89 }
const margin = 36

export type PacketPart = { bytes: Uint8Array; mediaType: string }

export type Packet = {
  /** of the whole packet; no names of people */
  title: string
  /** in order: the document itself, then its attachments, PDF, JPEG or PNG */
  parts: readonly PacketPart[]
  /** page number of the packet at the foot of every page */
  numbered: boolean
  /** proof to carry along as an attached file, e.g. the snapshot or its audit proof */
  proof?: { name: string; mediaType: string; bytes: Uint8Array }
}

/**
 * One PDF from a document and its attachments; a picture gets a page of its own. The metadata says only the title:
 * authors, programs and dates of the parts do not come along. Throws on a part that is no PDF, JPEG or PNG.
 */
export async function assemblePacket({ title, parts, numbered, proof }: Packet): Promise<Uint8Array> {
  const packet = await PDFDocument.create({ updateMetadata: false })
  packet.setTitle(title, { showInWindowTitleBar: true })
  packet.setLanguage('zh-CN')
  for (const part of parts) await append(packet, part)
  if (numbered) await number(packet)
  if (proof)
    await packet.attach(proof.bytes, proof.name, {
      mimeType: proof.mediaType,
      creationDate: new Date(0),
      modificationDate: new Date(0),
    })
  return packet.save()
}

async function append(packet: PDFDocument, { bytes, mediaType }: PacketPart): Promise<void> {
  switch (mediaType) {
    case 'application/pdf': {
      const source = await PDFDocument.load(bytes, { updateMetadata: false })
      for (const page of await packet.copyPages(source, source.getPageIndices())) packet.addPage(page)
      return
    }
    case 'image/jpeg':
    case 'image/png': {
      const image = mediaType === 'image/png' ? await packet.embedPng(bytes) : await packet.embedJpg(bytes)
      const wide = image.width > image.height
      const page = packet.addPage(wide ? [a4.height, a4.width] : [a4.width, a4.height])
      const { width, height } = image.scaleToFit(page.getWidth() - 2 * margin, page.getHeight() - 2 * margin)
      page.drawImage(image, {
        x: (page.getWidth() - width) / 2,
        y: (page.getHeight() - height) / 2,
        width,
        height,
      })
      return
    }
    default:
      throw new Error(`cannot assemble ${mediaType}`)
  }
}

/** `3 / 12` in the lower right corner as the reader sees it, also on pages that were scanned sideways. */
async function number(packet: PDFDocument): Promise<void> {
  const font = await packet.embedFont(StandardFonts.Helvetica)
  const pages = packet.getPages()
  for (const [index, page] of pages.entries()) stamp(page, font, `${index + 1} / ${pages.length}`)
}

function stamp(page: PDFPage, font: PDFFont, text: string): void {
  const size = 8
  const from = { right: 24 + font.widthOfTextAtSize(text, size), bottom: 12 }
  const { x, y, width, height } = page.getCropBox()
  const turn = ((page.getRotation().angle % 360) + 360) % 360
  const corner = {
    0: { x: x + width - from.right, y: y + from.bottom },
    90: { x: x + width - from.bottom, y: y + height - from.right },
    180: { x: x + from.right, y: y + height - from.bottom },
    270: { x: x + from.bottom, y: y + from.right },
  }[turn]
  if (corner) page.drawText(text, { ...corner, size, font, color: grey, rotate: degrees(turn) })
}
