import { setTimeout as sleep } from 'node:timers/promises'
import { systemActor } from '#app/authorization/actor.ts'
import { deletePersonal } from '#app/db/admin/erasure.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { allLogKeys, announcedKeys } from '#app/db/log-keys.server.ts'
import { factsOfTarget } from '#app/domain/audit/erasures.ts'
import { type DoneErasure, parseErasures } from '#app/domain/audit/erasure-list.ts'
import { type NoteKey, openNote } from '#app/domain/audit/note.ts'
import { readCheckpointFile } from '#app/platform/checkpoint-file.server.ts'
import { newId } from '#app/platform/id.ts'
import { verifySignature } from '#app/platform/signature.server.ts'
import { record } from '../audit.server.ts'

/** milliseconds between looks at the list while somebody waits */
const pause = 100

/** `present`: the file as it is; null: there is none */
type Known = { list: DoneErasure[]; present: string | null; signedBy: NoteKey | null }

/**
 * The list in the file, signed by a key of this log; an empty one where there is no file.
 * @param own keys of this installation's signer; they may be newer than a restored database
 * @throws when it cannot be read, or nobody known has signed it
 */
export async function readErasures(db: Db, own: readonly NoteKey[], file: string): Promise<Known> {
  const present = await readCheckpointFile(file)
  if (present === null) return { list: [], present, signedBy: null }
  const { keys, beside } = await allLogKeys(db.client)
  for (const key of [...own, ...[...keys, ...beside].map((known) => known.key)]) {
    const text = openNote(present, key, verifySignature)
    const list = text === null ? null : parseErasures(key.name, text)
    if (list) return { list, present, signedBy: key }
  }
  throw new Error(`${file} is not a list of erasures that this log has signed`)
}

/** Whether it can be told what a restore must not bring back. */
export async function canReadErasures(db: Db, own: readonly NoteKey[], file: string): Promise<boolean> {
  return readErasures(db, own, file).then(
    () => true,
    () => false,
  )
}

/** The erasures that the list names, so that no restore brings them back; none while it cannot be read. */
export async function keptErasures(db: Db, file: string): Promise<Set<string>> {
  const known = await readErasures(db, await announcedKeys(db), file).catch(() => null)
  return new Set(known?.list.map(({ erasure }) => erasure))
}

/**
 * Waits until the worker has written the erasure into the list, which lies on its disk then: before that, a database
 * that is lost takes the erasure with it. @param seconds at most @returns whether it is on the list
 */
export async function untilKept(
  db: Db,
  erasure: string,
  { file, seconds }: { file: string; seconds: number },
): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    if ((await keptErasures(db, file)).has(erasure)) return true
    if (performance.now() + pause > end) return false
    await sleep(pause)
  }
}

/**
 * Erases again whatever the list names and this database has: after a restore, before anything can be written. Each
 * erasure that finds something is an event. May be repeated.
 * @returns how many values and files
 * @throws when the file cannot be read or nobody known has signed it
 */
export async function replayErasures(
  db: Db,
  own: readonly NoteKey[],
  { file, now }: { file: string; now: Date },
): Promise<number> {
  const { list } = await readErasures(db, own, file)
  const ctx = { db, actor: systemActor, now, requestId: newId(), ip: '' }
  let total = 0
  for (const { erasure, at, ...target } of list)
    total += await db.transact(async (tx) => {
      const values = await deletePersonal(tx, db, target, new Date(at))
      if (values > 0)
        await record(tx, ctx, {
          act: 'audit.erase_again',
          dossier: `erasure:${erasure}`,
          object: { type: 'erasure', id: erasure },
          after: { ...factsOfTarget(target), values, erasedAt: at },
        })
      return values
    })
  return total
}
