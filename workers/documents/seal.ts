import { createHash } from 'node:crypto'
import { type Signer, signNote } from '#app/platform/audit-key.server.ts'
import { archived } from './excel/archive.ts'

/** What a seal says: which entry names the document, and the hash of every byte of the file before the seal. */
export type Sealed = { documentId: string; index: number; leaf: string }

/**
 * The PDF with a seal behind its end: a note signed by the key of the log, as a comment that readers pass over. Any
 * change of the file, its attachments and what is added to it shows; who has only the paper has the log's own proof.
 */
export async function sealPdf(pdf: Uint8Array, sealed: Sealed, signer: Signer): Promise<Uint8Array> {
  const whole = pdf.at(-1) === 10 ? pdf : Buffer.concat([pdf, Buffer.from('\n')])
  return Buffer.concat([whole, await sealOf(whole, sealed, signer)])
}

/**
 * The workbook with proof and data as parts of their own, which spreadsheet programs pass over, and the seal as the
 * comment of its archive: the same text at the same place as in a PDF. Whoever saves it again loses all three.
 */
export async function sealWorkbook(
  workbook: Uint8Array,
  { file, data, ...sealed }: Sealed & { file: string; data: string },
  signer: Signer,
): Promise<Uint8Array> {
  const { length } = await sealOf(new Uint8Array(), sealed, signer)
  const whole = archived(workbook, {
    parts: { [`qixiang/entry-${sealed.index}.tlog-proof`]: file, 'qixiang/document.txt': data },
    comment: length,
  })
  const seal = await sealOf(whole, sealed, signer)
  if (seal.length !== length) throw new Error('two seals of one document differ in length')
  return Buffer.concat([whole, seal])
}

async function sealOf(
  bytes: Uint8Array,
  { documentId, index, leaf }: Sealed,
  signer: Signer,
): Promise<Buffer> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const text = `${signer.key.name}/document\n${documentId}\n${index}\n${leaf}\n${hash}\n`
  const note = Buffer.from(await signNote(signer, text)).toString('base64')
  return Buffer.from(`%qixiang-seal ${note}\n%%EOF\n`)
}
