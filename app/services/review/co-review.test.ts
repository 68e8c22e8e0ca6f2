import { beforeAll, expect, test } from 'vitest'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { reviewActs } from '#app/db/review/acts.server.ts'
import { reviewList } from '#app/db/review/list.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aCountyCall, aSubmission, handledBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { giveCoReview } from './co-review.server.ts'
import { recommendApplication } from './recommend.server.ts'
import { returnForCorrection } from './return.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
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
  expect((await reviewActs(finance, id))?.open).toEqual(['co_review', 'recuse'])
})

eachDialect('the handler speaks for finance only where it has no account', async (db) => {
  const id = await handled(db)
  const handler = ctxOf(db, 'kunshan_handler')
  const mine = async () =>
    (await reviewActs(handler, id))?.coReview.filter((line) => line.mine).map(({ office }) => office)
  const enter = async () =>
    giveCoReview(handler, {
      id,
      version: await versionOf(db, id),
      office: 'finance',
      conclusion: 'pass',
      text: '同意。',
      documentNo: '昆财函〔2025〕3号',
    })
  expect(await mine()).toEqual(['credit'])
  expect(await enter()).toMatchObject({ refusal: { code: 'co_review_speaks_itself' } })
  await db.client.user.updateMany({ where: { roles: 'finance' }, data: { active: false } })
  expect(await mine()).toEqual(['finance', 'credit'])
  held(await enter())
})

eachDialect(
  'what is asked of finance waits with it until it has answered, by the deadline of its level',
  async (db) => {
    const id = await handled(db)
    const finance = ctxOf(db, 'kunshan_finance')
    const waiting = async () => (await todosOf(finance)).map((todo) => [todo.id, todo.dueAt?.toISOString()])
    const { dueAt } = await db.client.application.findUniqueOrThrow({ where: { id }, omit: { form: true } })
    expect(dueAt).not.toBeNull()
    expect(await waiting()).toEqual([[id, dueAt?.toISOString()]])
    expect((await countTodos(finance)).review).toBe(1)
    expect([await seen(finance, 'mine'), await seen(finance, 'waiting')]).toEqual([[id], []])
    expect(
      (await todosOf(ctxOf(db, 'finance'))).filter(({ workflow }) => workflow === 'application'),
    ).toEqual([])

    const said = { office: 'finance' as const, conclusion: 'pass' as const, text: '同意。', documentNo: '' }
    held(await giveCoReview(finance, { id, version: await versionOf(db, id), ...said }))
    expect(await waiting()).toEqual([])
    held(
      await returnForCorrection(ctxOf(db, 'kunshan_handler'), {
        id,
        version: await versionOf(db, id),
        items: [{ field: 'project.content', problem: '写明产能' }],
        reason: '',
        until: '',
      }),
    )
    await db.client.application.update({ where: { id }, data: { status: 'county_review' } })
    expect(await waiting()).toEqual([[id, expect.any(String)]])
  },
)

async function seen(ctx: ReturnType<typeof ctxOf>, view: 'mine' | 'waiting') {
  const { rows } = await reviewList(ctx, {
    view,
    filters: {},
    sort: { by: 'dueAt', descending: false },
    page: 1,
  })
  return rows.map((row) => row.id)
}

test('finance has nothing to do with what its call does not ask it about', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const finance = ctxOf(db, 'kunshan_finance')
  expect(await todosOf(finance)).toEqual([])
  expect([await seen(finance, 'mine'), await seen(finance, 'waiting')]).toEqual([[], [id]])
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
  for (const [office, ctx] of [
    ['finance', ctxOf(db, 'kunshan_finance')],
    ['credit', handler],
  ] as const) {
    const version = await versionOf(db, id)
    const said = { conclusion: 'pass' as const, text: '无', documentNo: '1' }
    held(await giveCoReview(ctx, { id, version, office, ...said }))
  }
  expect((await reviewActs(ctxOf(db, 'kunshan_approver'), id))?.open).toContain('recommend')
  await db.client.application.update({ where: { id }, data: { snapshotNumber: 2 } })
  expect((await reviewActs(ctxOf(db, 'kunshan_approver'), id))?.closed).toContainEqual({
    act: 'recommend',
    refusal: expect.objectContaining({ code: 'co_review_missing_finance' }),
  })
})
