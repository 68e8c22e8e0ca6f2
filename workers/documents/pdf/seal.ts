import { createHash } from 'node:crypto'
import { type Signer, signNote } from '#app/platform/audit-key.server.ts'

/** What a seal says: which entry names the document, and the hash of every byte of the file before the seal. */
export type Sealed = { documentId: string; index: number; leaf: string }

/**
 * The PDF with a seal behind its end: a note signed by the key of the log, as a comment that readers pass over. Any
 * change of the file, its attachments and what is added to it shows; who has only the paper has the log's own proof.
 */
export async function sealPdf(
  pdf: Uint8Array,
  { documentId, index, leaf }: Sealed,
  signer: Signer,
): Promise<Uint8Array> {
  const whole = pdf.at(-1) === 10 ? pdf : Buffer.concat([pdf, Buffer.from('\n')])
  const hash = createHash('sha256').update(whole).digest('hex')
  const text = `${signer.key.name}/document\n${documentId}\n${index}\n${leaf}\n${hash}\n`
  const note = Buffer.from(await signNote(signer, text)).toString('base64')
  return Buffer.concat([whole, Buffer.from(`%qixiang-seal ${note}\n%%EOF\n`)])
}
