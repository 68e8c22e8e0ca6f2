import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '#prisma/migrate.ts'
import { startPostgres, type RunningPostgres } from './embedded-postgres.ts'

declare module 'vitest' {
  // oxlint-disable-next-line consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    /** where test files ask for a template database */
    templates: string
  }
}

/**
 * Keeps one migrated template per dialect for the whole run and makes it when the first test asks,
 * so that a run without Postgres tests starts no Postgres.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-test-'))
  let postgres: Promise<RunningPostgres> | undefined
  let sqliteTemplate: Promise<string> | undefined
  let postgresTemplate: Promise<string> | undefined

  async function makeSqlite(): Promise<string> {
    const url = `file:${join(folder, 'template.db')}`
    await migrate(url)
    return url
  }
  async function makePostgres(): Promise<string> {
    const { url } = await (postgres ??= startPostgres())
    const template = url.replace(/postgres$/, 'template1')
    await migrate(template)
    return url
  }

  const server = createServer((request, response) => {
    const template =
      request.url === '/sqlite' ? (sqliteTemplate ??= makeSqlite()) : (postgresTemplate ??= makePostgres())
    template.then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  project.provide('templates', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)

  return async () => {
    server.closeAllConnections()
    server.close()
    await (await postgres?.catch(() => null))?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
