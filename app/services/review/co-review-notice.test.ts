import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aCountyCall, aSubmission, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { confirmCommitment } from '../application/commit.server.ts'
import { recallApplication } from '../application/recall.server.ts'
import { submitApplication } from '../application/submit.server.ts'
import { remindDue } from '../remind.server.ts'
import { giveCoReview } from './co-review.server.ts'
import { returnDown } from './return.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** A call that asks finance and the credit office beside these levels. */
function asking(...levels: string[]): GuidelineConfiguration {
  const call = aCountyCall()
  const local = call.chain.local.map((step) =>
    levels.includes(step.level) ? { ...step, coReview: ['finance' as const, 'credit' as const] } : step,
  )
  return { ...call, chain: { ...call.chain, local } }
}

async function toldTo(db: Db, kind: string) {
  const notices = await db.client.notice.findMany({ where: { kind }, orderBy: { id: 'asc' } })
  return notices.map(({ userId, link }) => [userId, link])
}

async function mailsTo(db: Db, person: string) {
  const rows = await db.client.mail.findMany({ where: { userId: `user-${person}` } })
  return rows.map(({ subject }) => subject)
}

async function agree(db: Db, id: string, person: 'kunshan_finance' | 'suzhou_finance') {
  const said = { office: 'finance' as const, conclusion: 'pass' as const, text: '同意。', documentNo: '' }
  held(await giveCoReview(ctxOf(db, person), { id, version: await versionOf(db, id), ...said }))
}

eachDialect('finance is told, in the system and by mail, at each level that asks it', async (db) => {
  const { id } = await aSubmission(db, { call: asking('city') })
  expect(await toldTo(db, 'co_review_asked')).toEqual([])
  await passedBy(db, id, 'kunshan')
  expect(await toldTo(db, 'co_review_asked')).toEqual([['user-suzhou_finance', `/applications/${id}`]])
  expect(await mailsTo(db, 'suzhou_finance')).toEqual(['请会同审查'])
})

eachDialect('nobody of finance is told where the call does not ask it', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan')
  expect(await toldTo(db, 'co_review_asked')).toEqual([])
})

eachDialect('finance that has not answered is reminded before the deadline and after it', async (db) => {
  const { id } = await aSubmission(db, { call: asking('county') })
  expect(await toldTo(db, 'co_review_asked')).toEqual([['user-kunshan_finance', `/applications/${id}`]])
  const { dueAt } = await db.client.application.findUniqueOrThrow({ where: { id }, omit: { form: true } })
  const day = 24 * 3_600_000
  const at = (days: number) =>
    ctxOf(db, 'system', { now: new Date((dueAt?.getTime() ?? 0) + days * day + 60_000) })
  const finance = async (kind: string) =>
    (await toldTo(db, kind)).filter(([person]) => person === 'user-kunshan_finance').length

  expect(await remindDue(at(-1))).toBe(3)
  expect(await remindDue(at(-1))).toBe(0)
  expect([await finance('due_soon'), await finance('overdue')]).toEqual([1, 0])
  expect(await mailsTo(db, 'kunshan_finance')).toEqual(['请会同审查', '即将到期'])
  await agree(db, id, 'kunshan_finance')
  expect(await remindDue(at(0))).toBe(2)
  expect([await finance('due_soon'), await finance('overdue')]).toEqual([1, 0])
})

eachDialect('what comes back as finance has agreed to it asks it for nothing', async (db) => {
  const { id } = await aSubmission(db, { call: asking('county', 'city') })
  await agree(db, id, 'kunshan_finance')
  const credit = { office: 'credit' as const, conclusion: 'pass' as const, text: '无', documentNo: '1' }
  const handler = ctxOf(db, 'kunshan_handler')
  held(await giveCoReview(handler, { id, version: await versionOf(db, id), ...credit }))
  await passedBy(db, id, 'kunshan')
  const back = { id, version: await versionOf(db, id), reason: '核实产能' }
  held(await returnDown(ctxOf(db, 'suzhou_handler'), back))
  expect((await toldTo(db, 'co_review_asked')).map(([person]) => person)).toEqual([
    'user-kunshan_finance',
    'user-suzhou_finance',
  ])
  expect(await todosOf(ctxOf(db, 'kunshan_finance'))).toEqual([])
})

eachDialect('what comes back changed asks finance anew, with a notice and a to-do', async (db) => {
  const { id } = await aSubmission(db, { call: asking('county') })
  await agree(db, id, 'kunshan_finance')
  expect(await todosOf(ctxOf(db, 'kunshan_finance'))).toEqual([])
  const applicant = ctxOf(db, 'kunshan_applicant')
  held(await recallApplication(applicant, { id, version: await versionOf(db, id) }))
  held(await confirmCommitment(applicant, { id }))
  held(await submitApplication(applicant, { id, version: await versionOf(db, id) }))
  expect(await toldTo(db, 'co_review_asked')).toHaveLength(2)
  expect(await todosOf(ctxOf(db, 'kunshan_finance'))).toMatchObject([{ id }])
})

eachDialect('a level that answered of an earlier edition is asked again when it comes back', async (db) => {
  const { id } = await aSubmission(db, { call: asking('county') })
  await agree(db, id, 'kunshan_finance')
  const credit = { office: 'credit' as const, conclusion: 'pass' as const, text: '无', documentNo: '1' }
  const handler = ctxOf(db, 'kunshan_handler')
  held(await giveCoReview(handler, { id, version: await versionOf(db, id), ...credit }))
  await passedBy(db, id, 'kunshan')
  await db.client.application.update({ where: { id }, data: { snapshotNumber: 2 } })
  const back = { id, version: await versionOf(db, id), reason: '核实产能' }
  held(await returnDown(ctxOf(db, 'suzhou_handler'), back))
  expect(await toldTo(db, 'co_review_asked')).toHaveLength(2)
  expect(await todosOf(ctxOf(db, 'kunshan_finance'))).toMatchObject([{ id }])
})
