import { openingsOf } from '#app/db/audit-personal.server.ts'
import { nodesOf, placedEntry } from '#app/db/log-tree.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { formatProof } from '#app/domain/audit/checkpoint.ts'
import { formatKey, type NoteKey } from '#app/domain/audit/note.ts'
import { hashOfRange, inclusionRanges } from '#app/domain/audit/tree.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { sha256 } from '#app/platform/audit-key.server.ts'

export type Receipt = {
  /** place in the log, from 0 */
  index: number
  /** leaf hash in hex */
  leaf: string
  /** signed note of the newest checkpoint */
  note: string
  size: number
  signedAt: Date
  /** C2SP tlog-proof with the key and the leaf hash beside it */
  file: string
}

/**
 * Proof that the entry lies in the signed log. It says nothing of what the entry contains, so anyone may have it;
 * `content` puts the entry's exact bytes into the file, for those who may read them, `values` also the personal values that
 * its commitments stand for, with their keys.
 * @param entry id, or place in the log
 * @throws NotFound when there is no such entry, or none yet: it is published within about a second of its commit
 */
export async function proofOf(
  db: Db,
  key: NoteKey,
  entry: string | number,
  { content = false, values = false } = {},
): Promise<Receipt> {
  const found = await placedEntry(db, entry)
  if (!found) throw new NotFound('audit entry')
  const { number: index, leaf, size, note, signedAt } = found
  const node = nodesOf(db, sha256, size)
  const path = await Promise.all(
    inclusionRanges(index, size).map((range) => hashOfRange(sha256, range, node)),
  )
  const bytes = content || values ? new TextDecoder().decode(found.bytes) : ''
  const openings = values ? `\n${JSON.stringify(await openingsOf(db.client, found.id))}` : ''
  const extra = `${formatKey(key)}\n${leaf}\n${bytes}${openings}`
  return {
    index,
    leaf,
    note,
    size,
    signedAt,
    file: formatProof({ extra, index, path, note }),
  }
}
