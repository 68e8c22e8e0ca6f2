import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { splitPage } from '#app/db/review/splits.server.ts'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { recommendApplication } from './recommend.server.ts'
import { aCallWithPlaces, city, confirmed, kunshan, park, proposed, rowOf } from '#fixtures/split.ts'
import { proposeSplit } from './propose-split.server.ts'
import { confirmSplit, declineSplit, takeBackSplit } from './split-quota.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** The fixture's call has no events of its own. */
async function breaches(db: Db) {
  return (await findBreaches(db)).filter(({ subject }) => /^quota/i.test(subject))
}

async function told(db: Db, kind: string) {
  const notices = await db.client.notice.findMany({ where: { kind }, orderBy: { userId: 'asc' } })
  return notices.map(({ userId, params }) => [userId, JSON.parse(params).places])
}

eachDialect('a handler proposes, another person confirms, and the counties are told', async (db) => {
  const { guidelineId } = await aCallWithPlaces(db)
  const id = await proposed(db, guidelineId, { [kunshan]: '2', [park]: '1' })
  expect(await rowOf(db, guidelineId, kunshan)).toBe(null)
  expect(await told(db, 'split_proposed')).toEqual([['user-suzhou_approver', '3']])

  const desk = async (key: CastKey) =>
    (await todosOf(ctxOf(db, key))).filter(({ workflow }) => workflow === 'split')
  expect(await desk('suzhou_approver')).toMatchObject([
    { id, link: `/quotas/${guidelineId}/${city}`, status: 'proposed' },
  ])
  expect((await desk('suzhou_approver'))[0]?.dueAt).toBeInstanceOf(Date)
  expect(await countTodos(ctxOf(db, 'suzhou_approver'))).toMatchObject({ review: 1 })
  for (const key of ['suzhou_handler', 'nanjing_approver', 'kunshan_approver', 'province_approver'] as const)
    expect(await desk(key)).toEqual([])

  for (const key of ['suzhou_handler', 'leader'] as const)
    expect(await confirmSplit(ctxOf(db, key), { id, version: 0 })).toMatchObject({
      refusal: { code: 'not_yours' },
    })
  for (const key of ['nanjing_approver', 'kunshan_approver'] as const)
    await expect(confirmSplit(ctxOf(db, key), { id, version: 0 })).rejects.toThrow('not found')
  const both = { ...ctxOf(db, 'suzhou_handler') }
  const oneForBoth = { ...both, actor: { ...both.actor, roles: ['handler', 'approver'] as const } }
  expect(await confirmSplit(oneForBoth, { id, version: 0 })).toMatchObject({
    refusal: { code: 'same_person' },
  })

  held(await confirmSplit(ctxOf(db, 'suzhou_approver'), { id, version: 0 }))
  expect(await rowOf(db, guidelineId, kunshan)).toEqual({ limit: 2, share: 2, used: 0 })
  expect(await told(db, 'split_confirmed')).toEqual([
    ['user-kunshan_approver', '2'],
    ['user-kunshan_handler', '2'],
    ['user-park_approver', '1'],
    ['user-park_handler', '1'],
  ])

  await confirmed(db, guidelineId, { [kunshan]: '3' })
  expect(await rowOf(db, guidelineId, park)).toEqual({ limit: null, share: null, used: 0 })
  expect((await told(db, 'split_lifted')).map(([user]) => user)).toEqual([
    'user-park_approver',
    'user-park_handler',
  ])
  const entries = await db.client.auditEntry.findMany({
    where: { act: 'split.confirm' },
    orderBy: { n: 'asc' },
  })
  const events = entries.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()))
  expect(events.map(({ before, after }) => [before.shares, after.shares])).toEqual([
    [[], ['320576=1', '320583=2']],
    [['320576=1', '320583=2'], ['320583=3']],
  ])
  expect(await breaches(db)).toEqual([])
})

eachDialect('what cannot be is refused with its figures, and one proposal waits at a time', async (db) => {
  const { guidelineId } = await aCallWithPlaces(db)
  const handler = ctxOf(db, 'suzhou_handler')
  const propose = (typed: Record<string, string>, ctx = handler) => proposeSplit(ctx, { guidelineId, typed })
  expect(await propose({ [kunshan]: '3', [park]: '2' })).toMatchObject({
    refusal: { code: 'split_over', params: { sum: 5, places: 3, over: 2 } },
  })
  expect(await propose({ [kunshan]: '一' })).toMatchObject({
    refusal: { code: 'form_has_problems', fields: [{ path: `share.${kunshan}` }] },
  })
  expect(await propose({})).toMatchObject({ refusal: { code: 'split_same' } })
  const late = ctxOf(db, 'suzhou_handler', { now: new Date('2026-01-05T02:00:00Z') })
  expect(await propose({ [kunshan]: '1' }, late)).toMatchObject({ refusal: { code: 'split_closed' } })
  expect(await propose({ [kunshan]: '1' }, ctxOf(db, 'nanjing_handler'))).toMatchObject({
    refusal: { code: 'split_no_places' },
  })
  await expect(propose({ [kunshan]: '1' }, ctxOf(db, 'kunshan_handler'))).rejects.toThrow('not found')

  const id = await proposed(db, guidelineId, { [kunshan]: '2' })
  expect(await propose({ [kunshan]: '1' })).toMatchObject({ refusal: { code: 'split_waits' } })
  const approver = ctxOf(db, 'suzhou_approver')
  expect(await declineSplit(approver, { id, version: 0, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await declineSplit(approver, { id, version: 0, reason: '请为园区预留' }))
  expect(await told(db, 'split_declined')).toEqual([['user-suzhou_handler', undefined]])
  const next = await proposed(db, guidelineId, { [kunshan]: '2', [park]: '1' })
  held(await takeBackSplit(handler, { id: next, version: 0 }))
  expect(await rowOf(db, guidelineId, kunshan)).toBe(null)
  const { splits } = await splitPage(handler, guidelineId, city)
  expect(splits.map(({ status, declineReason }) => [status, declineReason])).toEqual([
    ['taken_back', ''],
    ['declined', '请为园区预留'],
  ])
})

eachDialect('a share holds at the county’s recommendation and cannot go below what is used', async (db) => {
  const { id, guidelineId } = await aCallWithPlaces(db)
  const { id: second } = await aSubmission(db, { key: 'park', guidelineId })
  await passedBy(db, id, 'kunshan')
  const waiting = await proposed(db, guidelineId, { [kunshan]: '1', [park]: '0' })
  held(await confirmSplit(ctxOf(db, 'suzhou_approver'), { id: waiting, version: 0 }))
  expect(await rowOf(db, guidelineId, kunshan)).toEqual({ limit: 1, share: 1, used: 1 })
  expect(
    await proposeSplit(ctxOf(db, 'suzhou_handler'), { guidelineId, typed: { [kunshan]: '0' } }),
  ).toMatchObject({ refusal: { code: 'split_below_used', params: { unit: '昆山市', places: 0, used: 1 } } })

  await handledBy(db, second, 'park')
  const recommend = async () =>
    recommendApplication(ctxOf(db, 'park_approver'), {
      id: second,
      version: await versionOf(db, second),
      text: '',
    })
  expect(await recommend()).toMatchObject({ refusal: { code: 'quota_used_up', params: { limit: 0 } } })
  await confirmed(db, guidelineId, { [kunshan]: '1', [park]: '1' })
  held(await recommend())
  expect(await rowOf(db, guidelineId, park)).toEqual({ limit: 1, share: 1, used: 1 })
  expect(await breaches(db)).toEqual([])
})

eachDialect('a place taken while the division waits is seen at the confirmation', async (db) => {
  const { id, guidelineId } = await aCallWithPlaces(db)
  const split = await proposed(db, guidelineId, { [kunshan]: '0', [park]: '3' })
  await passedBy(db, id, 'kunshan')
  expect(await confirmSplit(ctxOf(db, 'suzhou_approver'), { id: split, version: 0 })).toMatchObject({
    refusal: { code: 'split_below_used', params: { unit: '昆山市', places: 0, used: 1 } },
  })
  expect(await rowOf(db, guidelineId, park)).toBe(null)
})

eachDialect('a share and a recommendation at the same instant never give more than the share', async (db) => {
  const { id, guidelineId } = await aCallWithPlaces(db)
  await aQuota(db, { guidelineId, level: 'county', unitCode: kunshan, limit: 3 })
  const split = await proposed(db, guidelineId, { [kunshan]: '0' })
  await handledBy(db, id, 'kunshan')
  const version = await versionOf(db, id)
  const [shared, recommended] = await Promise.all([
    confirmSplit(ctxOf(db, 'suzhou_approver'), { id: split, version: 0 }),
    recommendApplication(ctxOf(db, 'kunshan_approver'), { id, version, text: '' }),
  ])
  expect([shared.ok, recommended.ok].filter(Boolean)).toHaveLength(1)
  expect(await rowOf(db, guidelineId, kunshan)).toEqual(
    shared.ok ? { limit: 0, share: 0, used: 0 } : { limit: 3, share: null, used: 1 },
  )
})
