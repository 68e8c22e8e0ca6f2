import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDb } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { askEpoch, declareEpoch } from '#app/services/admin/epoch.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { sequenceAll } from '#workers/audit/sequencer.ts'
import { recordEvents, testKey, testSigner } from '#workers/audit/testing.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { startSite } from './site.ts'

test('the server on an old copy of its database only reads, until two people begin a new epoch', async () => {
  const folder = await testFolder('restore')
  const checkpointFile = join(folder, 'checkpoint')
  const options = { signer: testSigner, checkpointFile }
  await using first = await testDb()
  await seedCast(first)
  await recordEvents(first, 5)
  await sequenceAll(first, options)
  await first.close()
  await using copy = await testDb('sqlite', first.url)
  const later = await openDb(first.url)
  await recordEvents(later, 3)
  await sequenceAll(later, options)
  await later.close()
  const known = await readFile(checkpointFile, 'utf8')

  const settings = { AUDIT_KEY: testKey.secret, AUDIT_CHECKPOINT_FILE: checkpointFile }
  await using site = await startSite({ databaseUrl: copy.url, worker: true, env: settings })
  const register = () =>
    fetch(`${site.url}/register`, {
      method: 'POST',
      headers: { Origin: site.url, Cookie: 'locale=en' },
      body: new URLSearchParams({ uscc: 'x' }),
    })
  const refused = await register()
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('Most likely an old backup was restored.')
  expect((await fetch(`${site.url}/register`)).status).toBe(200)
  const checkpoint = async () => (await (await fetch(`${site.url}/log/checkpoint`)).text()).split('\n', 2)
  expect(await checkpoint()).toEqual(['test.example/log', '5'])
  await sleep(1_500)
  expect(await readFile(checkpointFile, 'utf8')).toBe(known)
  expect(site.output()).toContain('history_lost')

  Object.assign(env, { auditCheckpointFile: checkpointFile, auditKey: testKey.secret })
  const asked = held(await askEpoch(ctxOf(copy, 'sec_admin'), { reason: 'only the old backup is left' }))
  held(await declareEpoch(ctxOf(copy, 'audit_admin'), { ...asked, version: 0 }))
  for (let tries = 0; tries < 100 && (await register()).status === 409; tries++) await sleep(100)
  expect((await register()).status).not.toBe(409)
  expect(await checkpoint()).toEqual(['test.example/log/epoch-2', '7'])
})
