import type { Db } from '#app/db/client.server.ts'
import type { NoteKey } from '#app/domain/audit/note.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import { log } from '#app/platform/log.server.ts'
import { replayErasures } from '#app/services/admin/erasure-list.server.ts'

/**
 * Erases again what a restore has brought back, by the list beside the checkpoint file.
 * @param db as the app, which may remove personal values
 * @returns false when the list cannot be read: then nothing may be written
 */
export async function eraseAgain(
  db: Db,
  own: readonly NoteKey[],
  { checkpointFile, now }: { checkpointFile: string; now: Date },
): Promise<boolean> {
  const file = erasureFile(checkpointFile)
  try {
    const values = await replayErasures(db, own, { file, now })
    if (values > 0) log.warn({ file, values }, 'erased again what a restore had brought back')
    return true
  } catch (error) {
    log.error({ err: error, file }, 'the list of erasures cannot be read')
    return false
  }
}
