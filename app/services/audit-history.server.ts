import type { Db } from '#app/db/client.server.ts'
import {
  currentEpoch,
  type Halt,
  logEpochs,
  logKeys,
  readHalt,
  rootAt,
  writeHalt,
} from '#app/db/log-keys.server.ts'
import { logSize } from '#app/db/log.server.ts'
import { openSigned, type Signed } from '#app/domain/audit/log-keys.ts'
import type { NoteKey } from '#app/domain/audit/note.ts'
import { equalBytes } from '#app/domain/audit/tree.ts'
import { readCheckpointFile } from '#app/platform/checkpoint-file.server.ts'
import { verifySignature } from '#app/platform/signature.server.ts'

export type History = {
  /** why the log must not go on; null: the database continues what the file says */
  halt: Halt | null
  /** text of the checkpoint file; null: there is none */
  present: string | null
}

/**
 * Compares the database with the checkpoint file: an old backup that was put back has less history than the file knows.
 * @param own keys of this installation's signer; they may be newer than a restored database
 */
export async function judgeHistory(db: Db, own: readonly NoteKey[], file: string): Promise<History> {
  let present: string | null
  try {
    present = await readCheckpointFile(file)
  } catch {
    return { halt: { code: 'checkpoint_damaged', params: { file } }, present: null }
  }
  if (present === null) return { halt: null, present }
  const signed = await openByLog(db, own, present)
  if (!signed) return { halt: { code: 'checkpoint_damaged', params: { file } }, present }
  return { halt: await compare(db, signed, present), present }
}

/** The checkpoint in a note that a key of this log signed, those of the database or that of the installation. */
export async function openByLog(db: Db, own: readonly NoteKey[], note: string): Promise<Signed | null> {
  const known = await logKeys(db.client)
  const more = own
    .filter(({ publicKey }) => !known.some(({ key }) => equalBytes(key.publicKey, publicKey)))
    .map((key) => ({ key, from: { epoch: 1, size: 0 } }))
  return openSigned(note, [...known, ...more], verifySignature)
}

/** Is it for two people to declare that what the file says is lost? */
export function isLoss(halt: Halt | null): boolean {
  return halt?.code === 'history_lost' || halt?.code === 'history_differs'
}

async function compare(db: Db, signed: Signed, present: string): Promise<Halt | null> {
  const [size, epoch, epochs] = await Promise.all([
    logSize(db.client),
    currentEpoch(db.client),
    logEpochs(db.client),
  ])
  if (epochs.some(({ lostNote }) => lostNote === present)) return null
  const kept = epochs.filter((one) => one.epoch > signed.epoch).map(({ keptSize }) => keptSize)
  const shared = Math.min(size, ...kept)
  if (signed.size > shared)
    return {
      code: 'history_lost',
      params: { own: size, ownEpoch: epoch, known: signed.size, epoch: signed.epoch },
    }
  const same = signed.epoch <= epoch && equalBytes(await rootAt(db.client, signed.size), signed.root)
  return same ? null : { code: 'history_differs', params: { size: signed.size, epoch: signed.epoch } }
}

/**
 * What the server and every worker ask before they do anything: whether this is the history that was signed last. The
 * answer is kept in the database, where the pages and the workers of other machines read it.
 * @param other what else keeps the log from being signed
 */
export async function checkHistory(
  db: Db,
  own: readonly NoteKey[],
  file: string,
  other: Halt | null = null,
): Promise<History> {
  const known = await readHalt(db)
  const { halt: found, present } = await judgeHistory(db, own, file)
  const before = known && { code: known.code, params: known.params }
  const halt = present === null && known?.readOnly ? before : (found ?? other)
  if (JSON.stringify(halt) !== JSON.stringify(before)) await writeHalt(db, halt)
  return { halt, present }
}
