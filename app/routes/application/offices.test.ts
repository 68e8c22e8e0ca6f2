import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { openSigner } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aSubmission } from '#fixtures/review.ts'
import { aQualified, scoringDay } from '#fixtures/scoring.ts'
import { seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { pageText, testSite } from '../testing.ts'

const now = scoringDay
const person = (key: string) => ({ id: `user-${key}` })

beforeAll(async () => {
  env.dataDir = await testFolder('offices')
})

test('the acts of the approval stand on the record of those who may do them, and only theirs', async () => {
  await using db = await testDb()
  await seedCast(db)
  const id = await aReviewed(db, await anOpenGuideline(db), 'kunshan', { rank: 1, scoreCenti: 8800 })
  const { requestAs } = await testSite(db)
  const record = async (key: string) => (await requestAs(person(key), `/applications/${id}`, { now })).text()
  const handlers = await record('province_handler')
  expect(handlers).toContain(`action="/approval/applications/${id}"`)
  expect(handlers).toContain('value="reserve"')
  expect(handlers).not.toContain('value="not_approve"')
  expect(await record('leader')).toContain('value="not_approve"')
  for (const key of ['auditor', 'kunshan_handler', 'kunshan_applicant'])
    expect(await record(key)).not.toContain(`action="/approval/applications/${id}"`)
})

test('each entry of the history leads to its proof once the log has it', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { requestAs } = await testSite(db)
  const history = async (key: string) =>
    (await requestAs(person(key), `/applications/${id}?tab=history`, { now })).text()
  expect(await history('kunshan_handler')).not.toContain('href="/v/')
  await sequenceAll(db, { signer: await openSigner(env) })
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'application.submit' } })
  const { number } = await db.client.logSequence.findUniqueOrThrow({ where: { entryId: entry.id } })
  const link = `/v/${number}#${entry.leaf}`
  for (const key of ['kunshan_handler', 'kunshan_applicant', 'auditor'])
    expect(await history(key)).toContain(`href="${link}"`)
  expect((await requestAs(null, `/v/${number}`, { now })).status).toBe(200)
})

test('the organiser passes an application on without experts from its record', async () => {
  await using db = await testDb()
  await seedCast(db)
  const asked = await aQualified(db, await anOpenGuideline(db), 'jiangning')
  const guidelineId = await anOpenGuideline(db, aConfiguration({ code: 'AWARD', reviewSkipped: true }))
  const id = await aQualified(db, guidelineId, 'kunshan')
  const { requestAs, postAs } = await testSite(db)
  const record = async (key: string, which: string) =>
    (await requestAs(person(key), `/applications/${which}`, { now })).text()
  expect(await record('organiser', id)).toContain('value="skip_review"')
  expect(await record('organiser', asked)).not.toContain('value="skip_review"')
  expect(await record('province_handler', id)).not.toContain('value="skip_review"')

  const act = { act: 'skip_review', version: '0' }
  const without = await postAs(person('organiser'), `/applications/${id}`, { ...act, reason: '' }, { now })
  expect(without.status).toBe(422)
  expect(await pageText(without)).toContain('免评审')
  const done = await postAs(
    person('organiser'),
    `/applications/${id}`,
    { ...act, reason: '按认定文件核定' },
    { now },
  )
  expect([done.status, done.headers.get('Location')]).toEqual([302, `/applications/${id}?done=skip_review`])
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'reviewed',
  })
})

test('an office that decided an appeal is not told that it filed one', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { requestAs } = await testSite(db)
  const after = async (key: string) =>
    (await requestAs(person(key), `/applications/${id}?done=appeal`, { now })).text()
  expect(await after('suzhou_approver')).not.toContain('复核申请已提出')
  expect(await after('kunshan_applicant')).toContain('复核申请已提出')
})
