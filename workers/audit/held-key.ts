import type { Db, Tx } from '#app/db/client.server.ts'
import {
  addLogKey,
  allLogKeys,
  announceKeys,
  currentEpoch,
  type Halt,
  type LogKeys,
} from '#app/db/log-keys.server.ts'
import type { Place } from '#app/domain/audit/log-keys.ts'
import { hex, type NoteKey } from '#app/domain/audit/note.ts'
import { equalBytes } from '#app/domain/audit/tree.ts'
import type { Signer } from '#app/platform/audit-key.server.ts'
import { log } from '#app/platform/log.server.ts'

/** The signers that this installation has secrets for now. */
export type Signers = () => Promise<readonly Signer[]>

/**
 * The signer of a running worker. When another key has taken over the log, it takes up that one, if its secret is there
 * by now.
 */
export function holdKey(db: Db, first: Signer, signers?: Signers) {
  let signer = first

  /** Takes up the log's present key. @returns why the log cannot be signed; null: it can */
  async function follow(): Promise<Halt | null> {
    const foreign = await foreignKey(db, signer)
    if (!foreign || !signers) return foreign
    const known = await allLogKeys(db.client)
    const fitting = (await signers()).find((one) => isPresent(known, one))
    if (!fitting) return foreign
    signer = fitting
    await announceKeys(db, keysOf(signer))
    log.info({ key: hex(signer.key.id) }, 'another key signs the log from now on')
    return null
  }

  return { follow, present: () => signer }
}

export type HeldKey = ReturnType<typeof holdKey>

/** Of the signer, then of the one that signs beside it. */
export function keysOf({ key, second }: Signer): NoteKey[] {
  return second ? [key, second.key] : [key]
}

/** Signs with a key that is not the log's present one, or without the one beside it? */
export async function foreignKey(db: Pick<Db, 'client'>, signer: Signer): Promise<Halt | null> {
  const known = await allLogKeys(db.client)
  if (isPresent(known, signer)) return null
  const present = [known.keys.at(-1), known.beside.at(-1)].flatMap((one) => (one ? [one.key] : []))
  const text = (keys: readonly NoteKey[]) => keys.map(({ id }) => hex(id)).join(' ')
  return { code: 'key_changed', params: { key: text(present), own: text(keysOf(signer)) } }
}

function isPresent({ keys, beside }: LogKeys, { key, second }: Signer): boolean {
  const same = (known: LogKeys['keys'], own: NoteKey | undefined) => {
    const last = known.at(-1)
    return !last || (own !== undefined && equalBytes(last.key.publicKey, own.publicKey))
  }
  return same(keys, key) && same(beside, second?.key)
}

/** The keys of a signer that the log does not know yet sign from here on. */
export async function enterKeys(tx: Tx, signer: Signer, from: Place, at: Date): Promise<void> {
  const { keys, beside } = await allLogKeys(tx)
  const present = [keys.at(-1), beside.at(-1)]
  for (const [i, key] of keysOf(signer).entries())
    if (!present[i] || !equalBytes(present[i].key.publicKey, key.publicKey))
      await addLogKey(tx, { key, from }, at)
}

/**
 * The present epoch, when the signer's keys are the log's present ones. The first key is entered with the first entry, one
 * that begins to sign beside it with the checkpoint that it signs first.
 */
export async function epochToSign(tx: Tx, signer: Signer, at: Date): Promise<number | null> {
  const known = await allLogKeys(tx)
  if (!isPresent(known, signer)) return null
  const epoch = await currentEpoch(tx)
  const { length } = keysOf(signer)
  if (known.keys.length === 0) await enterKeys(tx, signer, { epoch: 1, size: 0 }, at)
  else if (length === 2 && known.beside.length === 0)
    await enterKeys(tx, signer, { epoch, size: await tx.logSequence.count() }, at)
  return epoch
}
