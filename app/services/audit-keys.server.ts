import type { Db } from '#app/db/client.server.ts'
import { logKeys } from '#app/db/log-keys.server.ts'
import type { KeyFrom } from '#app/domain/audit/log-keys.ts'
import type { NoteKey } from '#app/domain/audit/note.ts'
import { logKey } from '#app/platform/audit-key.server.ts'

/** The keys of the log with their times, as they are published; before the first checkpoint, that of the installation. */
export async function publishedKeys(db: Db): Promise<KeyFrom[]> {
  const known = await logKeys(db.client)
  return known.length > 0 ? known : [{ key: await logKey(), from: { epoch: 1, size: 0 } }]
}

/** The key that signs now: that of the newest checkpoint. */
export async function presentKey(db: Db): Promise<NoteKey> {
  return (await publishedKeys(db)).at(-1)?.key ?? logKey()
}
