import type { Db } from '#app/db/client.server.ts'
import { allLogKeys, announcedKeys, type LogKeys } from '#app/db/log-keys.server.ts'
import type { KeyFrom } from '#app/domain/audit/log-keys.ts'
import type { NoteKey } from '#app/domain/audit/note.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'

/** The keys of the log with their times, as they are published; before the first checkpoint, those of the worker. */
export async function publishedKeys(db: Db): Promise<LogKeys> {
  const known = await allLogKeys(db.client)
  if (known.keys.length > 0) return known
  const [own, second] = (await announcedKeys(db)).map((key): KeyFrom => ({
    key,
    from: { epoch: 1, size: 0 },
  }))
  return { keys: own ? [own] : [], beside: second ? [second] : [] }
}

/** The key that signs now: that of the newest checkpoint. @throws NotFound while nothing is signed and no worker ran */
export async function presentKey(db: Db): Promise<NoteKey> {
  const present = (await publishedKeys(db)).keys.at(-1)
  if (!present) throw new NotFound('key of the log')
  return present.key
}
