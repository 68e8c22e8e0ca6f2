import { beforeAll, expect, test } from 'vitest'
import { recommendations } from '#app/db/review/several.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { recommendSeveral } from './recommend-several.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** Two applications at Suzhou, both handled to pass, with as many places as given. */
async function atSuzhou(db: Db, limit: number) {
  const first = await aSubmission(db)
  const second = await aSubmission(db, { key: 'park', guidelineId: first.guidelineId })
  await passedBy(db, first.id, 'kunshan')
  await passedBy(db, second.id, 'park')
  for (const { id } of [first, second]) await handledBy(db, id, 'suzhou')
  await aQuota(db, { guidelineId: first.guidelineId, level: 'city', unitCode: '320500', limit })
  return [first.id, second.id]
}

async function itemsOf(db: Db, ids: readonly string[]) {
  return Promise.all(ids.map(async (id) => ({ id, version: await versionOf(db, id) })))
}

eachDialect('each is an act of its own: places end, and the rest stays where it is', async (db) => {
  const [first = '', second = ''] = await atSuzhou(db, 1)
  const approver = ctxOf(db, 'suzhou_approver')
  expect(await recommendations(approver, [first, second, 'no such'])).toMatchObject([
    { id: first, can: true, next: 'province_check', quota: { limit: 1, used: 0 } },
    { id: second, can: true },
  ])
  const items = await itemsOf(db, [first, second])
  const rows = held(await recommendSeveral(approver, { items: [...items, ...items], text: '同意推荐' }))
  expect(rows).toMatchObject([
    { id: first, result: { ok: true, value: { to: 'province_check' } } },
    { id: second, result: { ok: false, refusal: { code: 'quota_used_up', params: { limit: 1 } } } },
  ])
  const states = await db.client.application.findMany({ where: { id: { in: [first, second] } } })
  expect(new Map(states.map(({ id, status }) => [id, status]))).toEqual(
    new Map([
      [first, 'province_check'],
      [second, 'city_review'],
    ]),
  )
  expect(await db.client.quota.findFirst({ where: { level: 'city' } })).toMatchObject({ used: 1 })
})

eachDialect('at once from two desks the places are never exceeded', async (db) => {
  const [first = '', second = ''] = await atSuzhou(db, 1)
  const approver = ctxOf(db, 'suzhou_approver')
  const [one, two] = await Promise.all(
    [
      [first, second],
      [second, first],
    ].map(async (ids) => recommendSeveral(approver, { items: await itemsOf(db, ids), text: '' })),
  )
  const done = [one, two].flatMap((result) => (result ? held(result) : [])).filter(({ result }) => result.ok)
  expect(done).toHaveLength(1)
  expect(await db.client.quota.findFirst({ where: { level: 'city' } })).toMatchObject({ used: 1 })
})

test('what may not be recommended says why, and a stale or foreign row stops nobody else', async () => {
  await using db = await testDb()
  const [first = '', second = ''] = await atSuzhou(db, 2)
  const handler = ctxOf(db, 'suzhou_handler')
  expect((await recommendations(handler, [first])).map(({ can }) => can)).toEqual([false])
  const approver = ctxOf(db, 'suzhou_approver')
  expect(await recommendSeveral(approver, { items: [], text: '' })).toMatchObject({
    refusal: { code: 'nothing_chosen' },
  })
  const items = [
    { id: first, version: 0 },
    { id: 'no such', version: 0 },
    { id: second, version: await versionOf(db, second) },
  ]
  expect(held(await recommendSeveral(approver, { items, text: '' }))).toMatchObject([
    { result: { refusal: { code: 'stale_version' } } },
    { result: { refusal: { code: 'out_of_scope' } } },
    { result: { ok: true } },
  ])
})
