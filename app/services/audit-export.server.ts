import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '#app/db/client.server.ts'
import { logEpochs, logKeys } from '#app/db/log-keys.server.ts'
import { checkpointsTo, entriesAt, latestCheckpoint, readRow } from '#app/db/log.server.ts'
import { formatKeys } from '#app/domain/audit/log-keys.ts'
import { entriesPath, entryBundle, tilePath, tilesOf, tileWidth } from '#app/domain/audit/tiles.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'

/**
 * Writes the log as it is signed now into an empty folder: `key`, `checkpoint`, every earlier one in `checkpoints`,
 * `epochs` with what was declared lost, if anything, and the C2SP tlog-tiles `tile/…` with all hashes and entries. What the verifier checks, without this program.
 * Refusals: `log_empty`, `folder_not_empty`.
 */
export async function exportLog(db: Db, folder: string): Promise<Result<{ size: number }>> {
  const latest = await latestCheckpoint(db)
  if (!latest) return refuse('log_empty')
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) return refuse('folder_not_empty')
  const { size, note } = latest
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  for (const { level, index, width } of tilesOf(size)) {
    const from = index * tileWidth
    await write(
      tilePath({ level, index, width }),
      Buffer.concat(await readRow(db.client, level, from, from + width)),
    )
    if (level === 0)
      await write(entriesPath(index, width), entryBundle(await entriesAt(db, from, from + width)))
  }
  await write('checkpoints', (await checkpointsTo(db, size)).map((one) => one.note).join(''))
  await write('checkpoint', note)
  await write('key', formatKeys(await logKeys(db.client)))
  const epochs = (await logEpochs(db.client)).filter(({ keptSize }) => keptSize < size)
  if (epochs.length > 0)
    await write('epochs', epochs.map(({ note: said, lostNote }) => said + lostNote).join(''))
  return done({ size })
}
