import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { reviewActs } from '#app/db/review/acts.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { env } from '#app/platform/env.server.ts'
import { held } from '#fixtures/held.ts'
import { aCountyCall, aSubmission, handledBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { giveCoReview } from './co-review.server.ts'
import { recommendApplication } from './recommend.server.ts'

beforeAll(async () => {
  env.dataDir = await mkdtemp(join(tmpdir(), 'qixiang-files-'))
})

function aCallTogether(): GuidelineConfiguration {
  const call = aCountyCall()
  const local = call.chain.local.map((step) =>
    step.level === 'county' ? { ...step, coReview: ['finance' as const, 'credit' as const] } : step,
  )
  return { ...call, chain: { ...call.chain, local } }
}

async function handled(db: Db): Promise<string> {
  const { id } = await aSubmission(db, { call: aCallTogether() })
  await handledBy(db, id, 'kunshan')
  return id
}

eachDialect('nothing goes on until every office that the call asks has agreed', async (db) => {
  const id = await handled(db)
  const [handler, finance] = [ctxOf(db, 'kunshan_handler'), ctxOf(db, 'kunshan_finance')]
  const recommend = async () =>
    recommendApplication(ctxOf(db, 'kunshan_approver'), { id, version: await versionOf(db, id), text: '' })
  const say = async (ctx: typeof handler, more: Partial<Parameters<typeof giveCoReview>[1]>) =>
    giveCoReview(ctx, {
      id,
      version: await versionOf(db, id),
      office: 'finance',
      conclusion: 'pass',
      text: '无异议。',
      documentNo: '',
      ...more,
    })
  expect(await recommend()).toMatchObject({ refusal: { code: 'co_review_missing_finance' } })
  held(await say(finance, { conclusion: 'reject', text: '该项目已获市级财政补助。' }))
  expect(await recommend()).toMatchObject({ refusal: { code: 'co_review_missing_credit' } })
  expect(await say(handler, { office: 'credit' })).toMatchObject({
    refusal: { code: 'form_has_problems', fields: [{ path: 'documentNo' }] },
  })
  held(await say(handler, { office: 'credit', documentNo: '昆信用函〔2025〕8号' }))
  expect(await recommend()).toMatchObject({ refusal: { code: 'co_review_against_finance' } })
  held(await say(finance, { text: '经复核，不属同一内容。' }))
  expect(held(await recommend())).toEqual({ to: 'city_review' })

  const opinions = await db.client.reviewOpinion.findMany({
    where: { applicationId: id, kind: { startsWith: 'co_review' } },
    orderBy: { id: 'asc' },
  })
  expect(opinions.map(({ kind, conclusion, text, closedAt }) => [kind, conclusion, text, !closedAt])).toEqual(
    [
      ['co_review_finance', 'reject', '该项目已获市级财政补助。', false],
      ['co_review_credit', 'pass', '昆信用函〔2025〕8号：无异议。', true],
      ['co_review_finance', 'pass', '经复核，不属同一内容。', true],
    ],
  )
})

test('finance speaks for itself alone, of its own unit, where the call asks it', async () => {
  await using db = await testDb()
  const id = await handled(db)
  const said = {
    id,
    version: await versionOf(db, id),
    conclusion: 'pass' as const,
    text: '无',
    documentNo: '1',
  }
  const finance = ctxOf(db, 'kunshan_finance')
  expect(await giveCoReview(finance, { ...said, office: 'credit' })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  expect(await giveCoReview(ctxOf(db, 'finance'), { ...said, office: 'finance' })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  expect((await reviewActs(finance, id))?.open).toEqual(['co_review'])
})

test('an office that the call does not ask has no opinion', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const said = { conclusion: 'pass' as const, text: '无', documentNo: '1', office: 'finance' as const }
  expect(await giveCoReview(ctxOf(db, 'kunshan_handler'), { ...said, id, version: 1 })).toMatchObject({
    refusal: { code: 'co_review_not_asked' },
  })
  expect((await reviewActs(ctxOf(db, 'kunshan_handler'), id))?.open).not.toContain('co_review')
})

test('what an office said of an earlier snapshot counts no more', async () => {
  await using db = await testDb()
  const id = await handled(db)
  const handler = ctxOf(db, 'kunshan_handler')
  for (const office of ['finance', 'credit'] as const) {
    const version = await versionOf(db, id)
    const said = { conclusion: 'pass' as const, text: '无', documentNo: '1' }
    held(await giveCoReview(handler, { id, version, office, ...said }))
  }
  expect((await reviewActs(ctxOf(db, 'kunshan_approver'), id))?.open).toContain('recommend')
  await db.client.application.update({ where: { id }, data: { snapshotNumber: 2 } })
  expect((await reviewActs(ctxOf(db, 'kunshan_approver'), id))?.closed).toContainEqual({
    act: 'recommend',
    refusal: expect.objectContaining({ code: 'co_review_missing_finance' }),
  })
})
