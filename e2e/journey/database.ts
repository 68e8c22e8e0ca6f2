import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDb } from '#app/db/client.server.ts'
import { newId } from '#app/platform/id.ts'
import { instantFromText } from '#app/domain/kernel/shanghai.ts'
import { seedCast } from '#fixtures/world.ts'
import { recordAccounts } from '#prisma/demo/accounts.ts'
import { seedFund } from '#prisma/demo/calls.ts'
import { openStage } from '#prisma/demo/stage.ts'
import { migrate } from '#prisma/migrate.ts'

type Database = AsyncDisposable & { url: string }

/** The day on which the season begins, in Shanghai. */
export const firstDay = '2025-02-24'

/** A migrated database of the journey's own with offices, calendar, the cast and a fund with its budget; nothing else. */
export async function freshDatabase(server: string | undefined): Promise<Database> {
  const database = server?.startsWith('postgres') ? await inPostgres(server) : await inSqlite()
  await migrate(database.url)
  const start = instantFromText(`${firstDay} 08:00`)
  if (!start.ok) throw new Error('the first day is none')
  const db = await openDb(database.url)
  try {
    await seedCast(db)
    await recordAccounts(db)
    await seedFund(openStage(db, start.value), Number(firstDay.slice(0, 4)))
  } finally {
    await db.close()
  }
  return database
}

async function inSqlite(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-journey-'))
  return {
    url: `file:${join(folder, 'journey.db')}`,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

async function inPostgres(server: string): Promise<Database> {
  const name = `journey_${newId().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await administer(server, `CREATE DATABASE ${name}`)
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
