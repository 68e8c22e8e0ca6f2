import { doneErasures } from '#app/db/admin/erasure.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { formatErasures } from '#app/domain/audit/erasure-list.ts'
import { equalBytes } from '#app/domain/audit/tree.ts'
import { type Signer, signNote } from '#app/platform/audit-key.server.ts'
import { replaceCheckpointFile } from '#app/platform/checkpoint-file.server.ts'
import { readErasures } from '#app/services/admin/erasure-list.server.ts'

/**
 * Adds what this database knows to be erased to the list beside the checkpoint file. Nothing ever leaves the list: what
 * a restore has lost stands only there.
 * @param signer of the log's present key
 * @throws when the file cannot be read or written, or was changed meanwhile
 */
export async function keepErasures(db: Db, signer: Signer, file: string): Promise<void> {
  const { list, present, signedBy } = await readErasures(db, [signer.key], file)
  const all = new Map([...(await doneErasures(db)), ...list].map((one) => [one.erasure, one]))
  const sameKey = signedBy && equalBytes(signedBy.publicKey, signer.key.publicKey)
  if (sameKey && all.size === list.length) return
  const note = await signNote(signer, formatErasures(signer.key.name, [...all.values()]))
  if (!(await replaceCheckpointFile(file, present, note))) throw new Error(`${file} was changed meanwhile`)
}
