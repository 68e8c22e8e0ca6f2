import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * The newest signed checkpoint outside the database, best on another disk: what shows that an old backup was restored.
 * @returns its text; null when there is no file
 * @throws when it cannot be read
 */
export async function readCheckpointFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Beside it, signed as well: the list of what was erased and must not come back with a restore. */
export function erasureFile(checkpointFile: string): string {
  return `${checkpointFile}.erased`
}

/**
 * Replaces the file's text as a whole, if it is still `expected` (null: no file): whoever reads it finds the old text or
 * the new one, after a power cut too.
 * @returns false when the file has another text; nothing was written
 * @throws when its folder is missing, as that of a disk which is not there, or cannot be written
 */
export async function replaceCheckpointFile(
  path: string,
  expected: string | null,
  text: string,
): Promise<boolean> {
  const folder = dirname(path)
  const made = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await flushed(made, 'wx', (file) => file.writeFile(text))
    if ((await readCheckpointFile(path)) !== expected) return false
    await rename(made, path)
  } finally {
    await rm(made, { force: true })
  }
  await flushed(folder, 'r', async () => undefined).catch(() => undefined)
  return true
}

async function flushed(
  path: string,
  flags: string,
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags)
  try {
    await work(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
