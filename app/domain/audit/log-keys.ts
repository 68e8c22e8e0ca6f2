import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { epochOf } from './epoch.ts'
import { formatKey, type NoteKey, openNote, parseKey, parseNote } from './note.ts'
import { equalBytes, type Sha256 } from './tree.ts'

/** A state of the log: so many entries in that epoch. */
export type Place = { epoch: number; size: number }

/** A key of the log, and the place from which on it signs; there the key before it signs as well. */
export type KeyFrom = { key: NoteKey; from: Place }

export type VerifyNote = (key: NoteKey, text: Uint8Array, signature: Uint8Array) => boolean

/** One key per line, the oldest first; behind each but the first, `epoch:size` from which on it signs. */
export function formatKeys(keys: readonly KeyFrom[]): string {
  return keys
    .map(({ key, from }, i) => `${formatKey(key)}${i === 0 ? '' : ` ${from.epoch}:${from.size}`}\n`)
    .join('')
}

/** Null when a line is no key, the keys are of several logs, or not in order. */
export function parseKeys(sha256: Sha256, text: string): KeyFrom[] | null {
  const keys: KeyFrom[] = []
  for (const [i, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const found = /^(\S+)(?: ([1-9]\d{0,5}):(0|[1-9]\d{0,15}))?$/.exec(line)
    const key = parseKey(sha256, found?.[1] ?? '')
    const from = i === 0 ? { epoch: 1, size: 0 } : { epoch: Number(found?.[2]), size: Number(found?.[3]) }
    const before = keys.at(-1)
    if (!key || (found?.[2] === undefined) !== (i === 0)) return null
    if (before && (before.key.name !== key.name || isBefore(from, before.from))) return null
    keys.push({ key, from })
  }
  return keys
}

export function isBefore(a: Place, b: Place): boolean {
  return a.epoch < b.epoch || (a.epoch === b.epoch && a.size < b.size)
}

export type Signed = Checkpoint & Place & { signers: NoteKey[] }

/**
 * The checkpoint in a note that a key of the log signed; null when none did, one signed badly, or it is of another log.
 * Whether the key was in its time is asked by `isInTime`.
 */
export function openSigned(note: string, keys: readonly KeyFrom[], verify: VerifyNote): Signed | null {
  const parsed = parseNote(note)
  const checkpoint = parseCheckpoint(parsed?.text ?? '')
  const name = keys[0]?.key.name ?? ''
  const epoch = checkpoint && epochOf(name, checkpoint.origin)
  if (!parsed || !checkpoint || !epoch) return null
  const signers = keys
    .map(({ key }) => key)
    .filter((key) => parsed.signatures.some((one) => one.name === key.name && equalBytes(one.id, key.id)))
  const sound = signers.every((key) => openNote(note, key, verify) !== null)
  return signers.length > 0 && sound ? { ...checkpoint, epoch, signers } : null
}

/** Did every key that signed do so between its beginning and that of the key after it? */
export function isInTime(signed: Signed, keys: readonly KeyFrom[]): boolean {
  return signed.signers.every((signer) => {
    const at = keys.findIndex(({ key }) => key === signer)
    const [own, next] = [keys[at], keys[at + 1]]
    return own !== undefined && !isBefore(signed, own.from) && !(next && isBefore(next.from, signed))
  })
}
