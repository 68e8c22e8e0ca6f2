import { degrees, PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { specimens } from '#fixtures/documents.ts'
import { textOfPdf } from '../text.ts'
import { assemblePacket } from './assemble.ts'
import { renderPdf } from './render.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function anAttachment(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setAuthor('Zhou Min')
  pdf.setProducer('Somebody’s Office')
  pdf.addPage().drawText('audit report')
  pdf.addPage().setRotation(degrees(90))
  return pdf.save()
}

test('a packet holds the document, its attachments and pictures, numbered through', async () => {
  const bytes = await assemblePacket({
    title: '申报材料',
    parts: [
      { bytes: await renderPdf(specimens.receipt), mediaType: 'application/pdf' },
      { bytes: await anAttachment(), mediaType: 'application/pdf' },
      { bytes: png, mediaType: 'image/png' },
    ],
    numbered: true,
  })
  const text = await textOfPdf(bytes)
  expect(text).toContain('项目申报受理回执')
  expect(text).toContain('audit report')
  for (const page of ['1 / 4', '2 / 4', '3 / 4', '4 / 4']) expect(text).toContain(page)
})

test('its metadata says the title and nothing of people, programs and dates', async () => {
  const bytes = await assemblePacket({
    title: '申报材料',
    parts: [{ bytes: await anAttachment(), mediaType: 'application/pdf' }],
    numbered: false,
  })
  const packet = await PDFDocument.load(bytes, { updateMetadata: false })
  expect(packet.getTitle()).toBe('申报材料')
  expect([packet.getAuthor(), packet.getCreator(), packet.getProducer(), packet.getCreationDate()]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a proof travels as an attached file', async () => {
  const proof = { name: 'proof.json', mediaType: 'application/json', bytes: Buffer.from('{"leaf":"8f4a"}') }
  const parts = [{ bytes: await renderPdf(specimens.receipt), mediaType: 'application/pdf' }]
  const packet = await PDFDocument.load(
    await assemblePacket({ title: '回执', parts, numbered: false, proof }),
  )
  const [attached] = packet.getAttachments()
  expect(attached?.name).toBe('proof.json')
  expect(Buffer.from(attached?.data ?? [])).toEqual(proof.bytes)
})

test('a part of another kind is an error', async () => {
  const parts = [{ bytes: png, mediaType: 'text/plain' }]
  await expect(assemblePacket({ title: '', parts, numbered: false })).rejects.toThrow('text/plain')
})
