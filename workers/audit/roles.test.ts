import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { rolesDb, type RolesDb } from '#app/db/testing-roles.ts'
import { testFolder } from '#fixtures/folder.ts'
import { recordEvents } from './testing.ts'

/** Runs the worker once, with the addresses of these two. @returns what it says when it refuses to start */
async function drain(urls: { app: string; sequencer?: string }): Promise<string> {
  const dataDir = await testFolder('roles')
  const run = promisify(execFile)(process.execPath, [join(import.meta.dirname, '../main.ts'), '--drain'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      POSTGRES_ROLES: 'separate',
      DATABASE_URL: urls.app,
      SEQUENCER_DATABASE_URL: urls.sequencer ?? '',
      DATA_DIR: dataDir,
    },
  })
  return run.then(
    () => 'drained',
    (error: { stderr: string }) => error.stderr,
  )
}

async function placesOf({ app }: RolesDb): Promise<number> {
  return app.client.logSequence.count()
}

test('the worker works with two roles, and with no more powerful ones', async () => {
  await using db = await rolesDb()
  const { app, sequencer, owner } = db.urls
  await recordEvents(db.app, 5)
  const refused = await Promise.all([
    drain({ app }),
    drain({ app: owner, sequencer }),
    drain({ app, sequencer: owner }),
  ])
  expect(refused).toEqual([
    expect.stringContaining('SEQUENCER_DATABASE_URL is missing'),
    expect.stringMatching(/the app's database role has power.*owns AuditEntry/),
    expect.stringMatching(/the sequencer's database role has power.*owns LogSequence/),
  ])
  expect(await placesOf(db)).toBe(0)
  expect(await drain({ app, sequencer })).toBe('drained')
  expect(await placesOf(db)).toBe(5)
}, 60_000)
