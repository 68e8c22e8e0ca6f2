import type { Db } from '#app/db/client.server.ts'
import {
  currentEpoch,
  type Halt,
  haltCodes,
  logEpochs,
  logKeys,
  readHalt,
  rootAt,
  writeHalt,
} from '#app/db/log-keys.server.ts'
import { checkpointsAfter, logSize } from '#app/db/log.server.ts'
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
  /** the checkpoint that two people would declare lost; null: it is not for them to declare */
  lostNote: string | null
}

/**
 * Compares the database with the checkpoint file: an old backup that was put back has less history than the file knows,
 * and without the file nobody could tell.
 * @param own keys of this installation's signer; they may be newer than a restored database
 * @param remembered what a running program wrote into the file last; it stands for a file that was removed meanwhile
 */
export async function judgeHistory(
  db: Db,
  own: readonly NoteKey[],
  file: string,
  remembered: string | null = null,
): Promise<History> {
  let present: string | null
  try {
    present = await readCheckpointFile(file)
  } catch {
    return { halt: { code: 'checkpoint_damaged', params: { file } }, present: null, lostNote: null }
  }
  const note = present ?? remembered
  if (note === null) return judgeWithoutFile(db, file)
  const signed = await openByLog(db, own, note)
  if (!signed) return { halt: { code: 'checkpoint_damaged', params: { file } }, present, lostNote: null }
  const halt = await compare(db, signed, note)
  return { halt, present, lostNote: halt && note }
}

/** The file is written after the first checkpoint of an epoch at the latest; that one alone may be a first start. */
async function judgeWithoutFile(db: Db, file: string): Promise<History> {
  const kept = (await logEpochs(db.client)).at(-1)?.keptSize ?? 0
  const [newest, before] = await checkpointsAfter(db, kept)
  if (!newest || !before) return { halt: null, present: null, lostNote: null }
  const halt: Halt = { code: 'checkpoint_missing', params: { file, own: newest.size } }
  return { halt, present: null, lostNote: newest.note }
}

/** The checkpoint in a note that a key of this log signed, those of the database or that of the installation. */
export async function openByLog(db: Db, own: readonly NoteKey[], note: string): Promise<Signed | null> {
  const known = await logKeys(db.client)
  const more = own
    .filter(({ publicKey }) => !known.some(({ key }) => equalBytes(key.publicKey, publicKey)))
    .map((key) => ({ key, from: { epoch: 1, size: 0 } }))
  return openSigned(note, [...known, ...more], verifySignature)
}

/** Is it for two people to declare that what the file says, or would have said, is lost? */
export function isLoss(halt: Halt | null): boolean {
  return halt !== null && haltCodes[halt.code].readOnly
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
 * @param remembered as `judgeHistory` takes it
 */
export async function checkHistory(
  db: Db,
  own: readonly NoteKey[],
  file: string,
  { other = null, remembered = null }: { other?: Halt | null; remembered?: string | null } = {},
): Promise<History> {
  const known = await readHalt(db)
  const { halt: found, present, lostNote } = await judgeHistory(db, own, file, remembered)
  const before = known && { code: known.code, params: known.params }
  const standing = present === null && known?.readOnly && known.code !== 'checkpoint_missing'
  const halt = standing ? before : (found ?? other)
  if (JSON.stringify(halt) !== JSON.stringify(before)) await writeHalt(db, halt)
  return { halt, present, lostNote: standing ? null : lostNote }
}
