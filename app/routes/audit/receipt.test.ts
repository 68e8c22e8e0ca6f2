import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { openSigner } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('receipt')
  env.auditLagRefuse = 900
})

const morning = new Date('2025-03-10T02:00:00Z')
const applicant = { id: 'user-kunshan_applicant' }

test('an act that weighs much is refused while the log stands still, and answered with its receipt when it goes on', async () => {
  await using db = await testDb()
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const ctx = ctxOf(db, 'kunshan_applicant', { now: morning })
  const id = await aReadyDraft(ctx, { guidelineId, key: 'kunshan' })
  const { postAs, requestAs } = await testSite(db)
  const now = new Date(morning.getTime() + 20 * 60_000)
  const path = `/applications/${id}/submit`
  const submit = () => postAs(applicant, path, { act: 'submit', version: '0', commitment: 'yes' }, { now })

  const refused = await submit()
  expect(refused.status).toBe(503)
  expect(await pageText(refused)).toContain('审计日志已停止登记超过 15 分钟')

  const sequence = async () => sequenceAll(db, { signer: await openSigner(env), now: () => now })
  await sequence()
  const done = await submit()
  expect(done.status).toBe(302)
  const location = done.headers.get('Location') ?? ''
  const entry = new URL(location, 'https://qixiang.test').searchParams.get('receipt') ?? ''
  const event = await db.client.auditEntry.findUniqueOrThrow({ where: { id: entry } })
  expect(event.act).toBe('application.submit')

  const early = await pageText(await requestAs(applicant, location, { now }))
  expect(early).toContain('证明随后自动显示在这里')
  const asked = async () => (await requestAs(applicant, `/receipts/${entry}`, { now })).json()
  expect(await asked()).toEqual({ entry, state: 'waiting' })

  await sequence()
  const { number, leaf } = await db.client.logSequence.findUniqueOrThrow({ where: { entryId: entry } })
  const page = await (await requestAs(applicant, location, { now })).text()
  expect(page).toContain(`href="/v/${number}#${leaf}"`)
  expect(page).toContain(`href="/v/${number}/proof"`)
  expect(page).toContain(leaf.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 '))
  expect(await asked()).toMatchObject({ state: 'published', index: number, leaf })
  expect((await requestAs(applicant, `/receipts/${id}`, { now })).status).toBe(404)
  expect((await requestAs(null, `/receipts/${entry}`, { now })).status).toBe(302)
  expect((await requestAs(applicant, `/applications/${id}?receipt=nothing`, { now })).status).toBe(200)
})
