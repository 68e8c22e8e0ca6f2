import { existsSync } from 'node:fs'
import { dialectOf, fileOf } from '#app/db/address.ts'
import { type Db, openDb } from '#app/db/client.server.ts'

/**
 * The database of an installation, for commands that look into one and never begin one. Where there is none, ends the
 * process with one sentence and exit code 1.
 */
export async function openInstalled(url: string): Promise<Db> {
  if (dialectOf(url) === 'sqlite' && !existsSync(fileOf(url))) return none(url)
  const db = await openDb(url)
  try {
    await db.client.setting.count()
    return db
  } catch (error) {
    await db.close()
    if (error instanceof Error && 'code' in error && error.code === 'P2021') return none(url)
    throw error
  }
}

function none(url: string): never {
  const place = dialectOf(url) === 'sqlite' ? url : 'DATABASE_URL'
  console.error(
    `there is no database of Qixiang at ${place}: start the system first, or set DATABASE_URL to its own`,
  )
  process.exit(1)
}
