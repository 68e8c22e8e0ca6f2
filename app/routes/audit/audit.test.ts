import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { openSigner } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { recordEvents } from '../../../workers/audit/testing.ts'
import { testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await mkdtemp(join(tmpdir(), 'qixiang-audit-'))
})
afterAll(() => rm(env.dataDir, { recursive: true, force: true }))

test('anybody sees the proof of an entry and takes it along, and nothing of its content', async () => {
  await using db = await testDb()
  await recordEvents(db, 20)
  await sequenceAll(db, { signer: await openSigner(env) })
  const { requestAs } = await testSite(db)
  const { entryId, leaf } = await db.client.logSequence.findUniqueOrThrow({ where: { number: 7 } })

  for (const path of ['/v/7', `/v/${entryId}`]) {
    const page = await requestAs(null, path)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain(leaf)
    expect(html).toContain('qixiang.demo/log')
    expect(html).not.toContain('enterprise.save_profile')
  }
  const file = await requestAs(null, '/v/7/proof')
  expect(file.headers.get('Content-Disposition')).toContain('entry-7.tlog-proof')
  const text = await file.text()
  expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex 7\n/)
  expect(Buffer.from(text.split(/\s/)[2] ?? '', 'base64').toString()).not.toContain('enterprise.save_profile')

  for (const path of ['/v/20', '/v/nothing', '/v/20/proof', '/v/-1', '/v/999999999'])
    expect((await requestAs(null, path)).status).toBe(404)
})
