import { announcedKeys } from '#app/db/log-keys.server.ts'
import { openSigners } from '#app/platform/audit-key.server.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { env } from '#app/platform/env.server.ts'
import { replayErasures } from '#app/services/admin/erasure-list.server.ts'
import { keysOf } from '#workers/audit/held-key.ts'
import { openInstalled } from './open-installed.ts'

/**
 * `npm run audit:erase-again [-- FILE]`: erases in this database whatever the list beside the checkpoint file, or FILE,
 * names; for copies that no worker runs on. Exits 1 when the list cannot be read or is not this log's.
 */
const file = process.argv[2] ?? erasureFile(env.auditCheckpointFile)
const db = await openInstalled(env.databaseUrl)
try {
  // a restored copy may not know the newest key
  const signers = await openSigners(env).catch(() => [])
  const own = [...(await announcedKeys(db)), ...signers.flatMap(keysOf)]
  const values = await replayErasures(db, own, { file, now: now() })
  console.log(`${values} values and files erased again, by ${file}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await db.close()
}
