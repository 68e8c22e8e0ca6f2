import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject, test } from 'vitest'
import { newId } from '#app/platform/id.ts'
import { fileOf } from './address.ts'
import { openDb, type Db, type Dialect } from './client.server.ts'

export type TestDb = Db & { url: string } & AsyncDisposable

/**
 * A fresh, migrated, empty database of the test's own, gone at the end of its block:
 * `await using db = await testDb()`.
 * @param of address of a closed database: a copy of that one instead
 */
export async function testDb(dialect: Dialect = 'sqlite', of?: string): Promise<TestDb> {
  const template = await templateFor(dialect)
  const { url, remove } = await (dialect === 'sqlite'
    ? copySqlite(of ?? template)
    : copyPostgres(template, of && new URL(of).pathname.slice(1)))
  const db = await openDb(url)
  return {
    ...db,
    url,
    async [Symbol.asyncDispose]() {
      await db.close()
      await remove()
    },
  }
}

/** Registers the test twice: on SQLite and on a real Postgres. */
export function eachDialect(name: string, work: (db: TestDb) => Promise<void>): void {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    test(`${name} (${dialect})`, async () => {
      await using db = await testDb(dialect)
      await work(db)
    })
  }
}

/** Address of the template database: a file, or a server whose template1 is migrated. */
export async function templateFor(dialect: Dialect): Promise<string> {
  const response = await fetch(`${inject('templates')}/${dialect}`)
  const answer = await response.text()
  if (!response.ok) throw new Error(`no template database: ${answer}`)
  return answer
}

async function copySqlite(template: string) {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-db-'))
  const file = join(folder, 'test.db')
  await copyFile(fileOf(template), file)
  return { url: `file:${file}`, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function copyPostgres(server: string, of = 'template1') {
  const name = `test_${newId().replaceAll('-', '')}`
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${of}`)
  return {
    url: server.replace(/postgres$/, name),
    remove: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

/** Runs statements as the server's superuser. */
export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
