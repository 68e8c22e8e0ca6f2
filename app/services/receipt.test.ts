import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { logState } from '#app/db/log-lag.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '#workers/audit/sequencer.ts'
import { testSigner } from '#workers/audit/testing.ts'
import { recallApplication } from './application/recall.server.ts'
import { submitApplication } from './application/submit.server.ts'
import type { Ctx } from './context.ts'
import { placeOfAct, receiptEntry, untilPublished } from './receipt.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('receipts')
})

const morning = new Date('2025-03-10T02:00:00Z')
const minutes = (count: number) => new Date(morning.getTime() + count * 60_000)
const sequence = (db: Db, at: Date) => sequenceAll(db, { signer: testSigner, now: () => at })

/** A request at this minute, with a log that may stand still for a quarter of an hour. */
function applicant(db: Db, minute: number): Ctx & { receipts: NonNullable<Ctx['receipts']> } {
  const ctx = ctxOf(db, 'kunshan_applicant', { now: minutes(minute) })
  return { ...ctx, receipts: { refuseAfter: 900, entries: new Map() } }
}

async function aDraft(db: Db): Promise<string> {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  return aReadyDraft(ctxOf(db, 'kunshan_applicant', { now: morning }), { guidelineId, key: 'kunshan' })
}

eachDialect(
  'what weighs much is refused while the log stands still, and nothing typed is lost',
  async (db) => {
    const id = await aDraft(db)
    const before = await db.client.application.findUniqueOrThrow({ where: { id } })
    expect(await submitApplication(applicant(db, 16), { id, version: 0 })).toEqual({
      ok: false,
      refusal: { code: 'log_stands_still', params: { minutes: 15 }, status: 503 },
    })
    expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toEqual(before)
    expect(await db.client.document.count()).toBe(0)

    await sequence(db, minutes(16))
    expect(await submitApplication(applicant(db, 17), { id, version: 0 })).toMatchObject({ ok: true })
    expect(await recallApplication(applicant(db, 40), { id, version: 1 })).toMatchObject({ ok: true })
  },
)

eachDialect('a log in which nothing waits does not stand still, however long it was quiet', async (db) => {
  const id = await aDraft(db)
  await sequence(db, morning)
  expect(await submitApplication(applicant(db, 600), { id, version: 0 })).toMatchObject({ ok: true })
})

eachDialect('a submission hands out its entry, which gets its place and its proof', async (db) => {
  const id = await aDraft(db)
  await sequence(db, morning)
  const ctx = applicant(db, 1)
  expect(await submitApplication(ctx, { id, version: 0 })).toMatchObject({ ok: true })
  const entry = receiptEntry(ctx.receipts) ?? ''
  expect(await db.client.auditEntry.findUnique({ where: { id: entry } })).toMatchObject({
    act: 'application.submit',
    dossier: `application:${id}`,
  })
  expect(await placeOfAct(db, entry)).toEqual({ state: 'waiting' })
  expect(await untilPublished(db, entry, 0)).toBe(false)
  const behind = await logState(db)
  expect(behind.waiting).toBeGreaterThan(0)
  expect(behind.waitingSince).toEqual(minutes(1))

  const published = untilPublished(db, entry, 5)
  await sequence(db, minutes(2))
  expect(await published).toBe(true)
  const place = await db.client.logSequence.findUniqueOrThrow({ where: { entryId: entry } })
  expect(await placeOfAct(db, entry)).toEqual({
    state: 'published',
    index: place.number,
    leaf: place.leaf,
    signedAt: minutes(2),
  })
  expect(await logState(db)).toMatchObject({ waiting: 0, waitingSince: null })
  expect(await placeOfAct(db, 'no-such-entry')).toBeNull()
})

eachDialect('an act without a receipt hands out no entry', async (db) => {
  const id = await aDraft(db)
  await sequence(db, morning)
  await submitApplication(applicant(db, 1), { id, version: 0 })
  const ctx = applicant(db, 2)
  expect(await recallApplication(ctx, { id, version: 1 })).toMatchObject({ ok: true })
  expect(receiptEntry(ctx.receipts)).toBeNull()
})

eachDialect('the entry of an act names the documents it makes, by the hash of their data', async (db) => {
  const id = await aDraft(db)
  await submitApplication(ctxOf(db, 'kunshan_applicant', { now: morning }), { id, version: 0 })
  const made = await db.client.document.findMany({ orderBy: { kind: 'asc' } })
  expect(made.map(({ kind }) => kind)).toEqual(['application_form', 'receipt'])
  const entry = await db.client.auditEntry.findUniqueOrThrow({ where: { id: made[0]?.entryId ?? '' } })
  const event: unknown = JSON.parse(Buffer.from(entry.bytes).toString())
  expect(event).toMatchObject({
    act: 'application.submit',
    files: expect.arrayContaining(made.map((document) => expect.objectContaining({ id: document.id }))),
  })
  expect(new Set(made.map(({ salt }) => salt)).size).toBe(2)
})
