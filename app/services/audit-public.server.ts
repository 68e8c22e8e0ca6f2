import type { Db } from '#app/db/client.server.ts'
import { logEpochs } from '#app/db/log-keys.server.ts'
import { latestCheckpoint, readRow } from '#app/db/log.server.ts'
import { formatKeys } from '#app/domain/audit/log-keys.ts'
import { parseTilePath, tileWidth } from '#app/domain/audit/tiles.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { publishedKeys } from './audit-keys.server.ts'

/** What anybody may fetch of the log, by name: enough to watch it, and nothing of what the entries say. */
export const publicFiles: Record<string, (db: Db) => Promise<string>> = {
  /** C2SP tlog-checkpoint; @throws NotFound before the first */
  async checkpoint(db) {
    const latest = await latestCheckpoint(db)
    if (!latest) throw new NotFound('checkpoint')
    return latest.note
  },
  keys: async (db) => formatKeys((await publishedKeys(db)).keys),
  /** of the second profile; @throws NotFound where there is none */
  async 'keys-beside'(db) {
    const { beside } = await publishedKeys(db)
    if (beside.length === 0) throw new NotFound('keys beside')
    return formatKeys(beside)
  },
  /** each declaration, and the checkpoint of what was lost; empty as long as nothing was */
  epochs: async (db) => (await logEpochs(db.client)).map(({ note, lostNote }) => note + lostNote).join(''),
}

/**
 * A tile of hashes as C2SP tlog-tiles names it, behind `tile/`. Bundles of entries are not public.
 * @throws NotFound when the log has no such tile, or not yet so many hashes in it
 */
export async function publicTile(db: Db, path: string): Promise<Uint8Array> {
  const tile = parseTilePath(path)
  const latest = tile && (await latestCheckpoint(db))
  if (!latest) throw new NotFound('tile')
  const { level, index, width } = tile
  const from = index * tileWidth
  if (from + width > Math.floor(latest.size / tileWidth ** level)) throw new NotFound('tile')
  return Buffer.concat(await readRow(db.client, level, from, from + width))
}
