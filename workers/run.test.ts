import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { sealedContact } from '#app/db/contact.server.ts'
import { lease } from '#app/db/job.server.ts'
import { eachDialect, testDb, type TestDb } from '#app/db/testing.ts'
import type { Db } from '#app/db/client.server.ts'
import { sweepNames } from '#app/domain/jobs.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { askDocument } from '#fixtures/ask-document.ts'
import { contentIn } from '#fixtures/content.ts'
import { enqueue } from '#app/services/outbox.server.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { textOfPdf } from './documents/text.ts'
import type { Post } from './mail/post.ts'
import { drain, runOnce, runWorker } from './run.ts'

const start = new Date('2026-03-18T09:00:00Z')
const later = (seconds: number) => () => new Date(start.getTime() + seconds * 1000)
const ctxOf = (db: Db) => ({ db, actor: systemActor, now: start, requestId: 'test', ip: '' })

beforeAll(async () => {
  env.dataDir = await testFolder('worker')
})

async function aMail(db: TestDb): Promise<string> {
  const [id, userId] = [newId(), newId()]
  await db.transact(async (tx) => {
    const person = { loginName: userId, name: '周', passwordHash: '', roles: '', createdAt: start }
    const contact = sealedContact(userId, { phone: '', email: 'zhou@example.cn' })
    await tx.user.create({ data: { id: userId, ...person, ...contact } })
    await tx.mail.create({
      data: {
        id,
        userId,
        subject: '受理',
        body: '已受理',
        status: 'waiting',
        createdAt: start,
      },
    })
    await enqueue(tx, ctxOf(db), 'send_mail', { mailId: id }, { uniqueKey: `send_mail:${id}` })
  })
  return id
}

const receiptAsked = {
  kind: 'receipt',
  format: 'pdf',
  ownerType: 'application',
  ownerId: newId(),
  title: '受理回执',
  model: specimens.receipt,
  audience: 'applicant',
  unitCode: '320102',
  enterpriseId: null,
} as const

const jobOf = (db: TestDb) => db.client.job.findFirstOrThrow({ where: { name: 'send_mail' } })
const failing: Post = async () => {
  throw new Error('421 try later')
}

eachDialect('a document asked for becomes a file, ready with its progress', async (db) => {
  const id = await db.transact((tx) => askDocument(tx, ctxOf(db), receiptAsked))
  expect(await db.client.document.findUnique({ where: { id } })).toMatchObject({
    status: 'waiting',
    progress: 0,
  })

  await drain(db, { now: later(1), sweep: false })

  const document = await db.client.document.findUniqueOrThrow({ where: { id } })
  expect(document).toMatchObject({ status: 'ready', progress: 100 })
  const fileId = document.fileId ?? ''
  const bytes = await contentIn(db, fileId)
  expect(await db.client.storedFile.findUnique({ where: { id: fileId } })).toMatchObject({
    name: '受理回执.pdf',
    mediaType: 'application/pdf',
    size: bytes.length,
    slot: 'receipt',
  })
  expect(await textOfPdf(bytes)).toContain('ZZQS-2026-000128')
})

test('a document that cannot be made says so in the end; a repeat of a finished one changes nothing', async () => {
  await using db = await testDb()
  const broken = await db.transact((tx) => askDocument(tx, ctxOf(db), receiptAsked))
  await db.client.document.update({ where: { id: broken }, data: { model: '{}' } })
  for (let attempt = 1; attempt <= 8; attempt++) await runOnce(db, { now: later(1000 * attempt) })
  expect(await db.client.document.findUnique({ where: { id: broken } })).toMatchObject({ status: 'failed' })

  const made = await db.transact((tx) => askDocument(tx, ctxOf(db), receiptAsked))
  await drain(db, { now: later(10_000), sweep: false })
  const before = await db.client.document.findUnique({ where: { id: made } })
  await db.client.job.updateMany({
    where: { uniqueKey: `render_document:${made}` },
    data: { state: 'available' },
  })
  await drain(db, { now: later(20_000), sweep: false })
  expect(await db.client.document.findUnique({ where: { id: made } })).toEqual(before)
})

eachDialect('what rolls back leaves no job; the same key a second time changes nothing', async (db) => {
  await db
    .transact(async (tx) => {
      await enqueue(tx, ctxOf(db), 'send_mail', { mailId: 'x' })
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  expect(await db.client.job.count()).toBe(0)
  for (let round = 0; round < 2; round++)
    await db.transact((tx) => enqueue(tx, ctxOf(db), 'send_mail', { mailId: 'x' }, { uniqueKey: 'once' }))
  expect(await db.client.job.count()).toBe(1)
})

eachDialect('a job of many workers is run once', async (db) => {
  for (let n = 0; n < 12; n++) await aMail(db)
  const ids: string[] = []
  const post: Post = async ({ jobId }) => {
    ids.push(jobId)
    return 'sent'
  }
  await Promise.all([1, 2, 3, 4].map(() => drain(db, { now: later(1), post, sweep: false })))
  expect(ids.length).toBe(12)
  expect(new Set(ids).size).toBe(12)
})

eachDialect('a failing job is tried again after its pause and given up after eight attempts', async (db) => {
  const mailId = await aMail(db)
  await drain(db, { now: later(1), post: failing, sweep: false })
  expect(await jobOf(db)).toMatchObject({ state: 'retryable', attempt: 1, error: '421 try later' })
  expect(await runOnce(db, { now: later(2), post: failing })).toBe(false)

  for (let attempt = 2; attempt <= 8; attempt++)
    await runOnce(db, { now: later(1000 * attempt), post: failing })
  expect(await jobOf(db)).toMatchObject({ state: 'discarded', attempt: 8 })
  expect(await db.client.mail.findUnique({ where: { id: mailId } })).toMatchObject({ status: 'failed' })
})

eachDialect('a job whose worker crashed is run again when its lease is over', async (db) => {
  const mailId = await aMail(db)
  const job = await jobOf(db)
  await db.client.job.update({
    where: { id: job.id },
    data: { state: 'executing', attempt: 1, claimedAt: start, claimedBy: 'crashed' },
  })
  const options = { post: async () => 'sent' as const }
  await drain(db, { ...options, now: later(60) })
  expect(await jobOf(db)).toMatchObject({ state: 'executing' })

  const over = lease / 1000 + 1
  await drain(db, { ...options, now: later(over) })
  expect(await jobOf(db)).toMatchObject({ state: 'retryable', error: 'worker lost' })
  await drain(db, { ...options, now: later(over + 10) })
  expect(await jobOf(db)).toMatchObject({ state: 'completed', attempt: 2 })
  expect(await db.client.mail.findUnique({ where: { id: mailId } })).toMatchObject({ status: 'sent' })
})

eachDialect('a worker that comes back late does not end the attempt of another', async (db) => {
  await aMail(db)
  const post: Post = async ({ jobId }) => {
    await db.client.job.update({ where: { id: jobId }, data: { attempt: 2, claimedBy: 'another' } })
    return 'sent'
  }
  await runOnce(db, { now: later(1), post })
  expect(await jobOf(db)).toMatchObject({ state: 'executing', attempt: 2, claimedBy: 'another' })
})

eachDialect('a scheduled job waits for its hour', async (db) => {
  await db.transact((tx) => enqueue(tx, ctxOf(db), 'send_mail', { mailId: 'none' }, { at: later(3600)() }))
  expect((await jobOf(db)).state).toBe('scheduled')
  expect(await runOnce(db, { now: later(3599) })).toBe(false)
  expect(await runOnce(db, { now: later(3600) })).toBe(true)
  expect(await jobOf(db)).toMatchObject({ state: 'cancelled', error: 'no such mail' })
})

eachDialect('each sweep keeps one row however often it is woken', async (db) => {
  for (let minute = 0; minute < 3; minute++) await drain(db, { now: later(60 * minute) })
  const rows = await db.client.job.findMany({ orderBy: { id: 'asc' } })
  expect(rows.map((row) => [row.name, row.state])).toEqual(sweepNames.map((name) => [name, 'completed']))
})

test('the loop ends when it is told to, after the job in hand', async () => {
  await using db = await testDb()
  const mailId = await aMail(db)
  const stop = new AbortController()
  const post: Post = async () => {
    stop.abort()
    return 'no_server'
  }
  await runWorker(db, { signal: stop.signal, post, idle: 10 })
  expect(await db.client.mail.findUnique({ where: { id: mailId } })).toMatchObject({ status: 'kept' })
  expect(await jobOf(db)).toMatchObject({ state: 'completed' })
})

test('the loop wakes the sweeps in each new minute of its clock', async () => {
  await using db = await testDb()
  const stop = new AbortController()
  let second = 0
  const now = () => {
    second += 20
    if (second > 3600) stop.abort()
    return later(second)()
  }
  await runWorker(db, { signal: stop.signal, now, idle: 0 })
  const woken = await db.client.job.findMany({ where: { availableAt: { gt: later(1800)() } } })
  expect(woken).toHaveLength(sweepNames.length)
})
