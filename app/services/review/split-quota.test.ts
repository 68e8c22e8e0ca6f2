import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { quotaState } from '#app/db/review/quotas.server.ts'
import { splitPage } from '#app/db/review/splits.server.ts'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { at, aPublished } from '#fixtures/guideline.ts'
import { held } from '#fixtures/held.ts'
import { aCountyCall, aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { amendGuideline, proposeAmendment } from '../guideline/amend.server.ts'
import { saveGuidelineDraft } from '../guideline/draft.server.ts'
import { recommendApplication } from './recommend.server.ts'
import { confirmSplit, declineSplit, proposeSplit, takeBackSplit } from './split-quota.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const city = '320500'
const [kunshan, park] = ['320583', '320576']

/** A call that gives Suzhou so many places, with one application of Kunshan before the county. */
async function aCallWithPlaces(db: Db, limit = 3) {
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'city', unitCode: city, limit })
  return { id, guidelineId }
}

async function proposed(db: Db, guidelineId: string, typed: Record<string, string>): Promise<string> {
  return held(await proposeSplit(ctxOf(db, 'suzhou_handler'), { guidelineId, typed })).id
}

async function confirmed(db: Db, guidelineId: string, typed: Record<string, string>): Promise<void> {
  const id = await proposed(db, guidelineId, typed)
  held(await confirmSplit(ctxOf(db, 'suzhou_approver'), { id, version: 0 }))
}

async function rowOf(db: Db, guidelineId: string, unitCode: string) {
  const place = { guidelineId, level: unitCode === city ? 'city' : 'county', unitCode }
  return db.client.quota.findUnique({
    where: { guidelineId_level_unitCode: place },
    select: { limit: true, share: true, used: true },
  })
}

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

eachDialect(
  'the call holds above the city: it cannot give a county more, and an amendment counts',
  async (db) => {
    const call = aCountyCall({
      quotas: [
        { level: 'city', limit: 5 },
        { level: 'county', limit: 9, units: { [kunshan]: 1 } },
      ],
    })
    const { guidelineId } = await aSubmission(db, { call })
    await aQuota(db, { guidelineId, level: 'city', unitCode: city, limit: 5 })
    await aQuota(db, { guidelineId, level: 'county', unitCode: kunshan, limit: 1 })
    expect(
      await proposeSplit(ctxOf(db, 'suzhou_handler'), { guidelineId, typed: { [kunshan]: '2' } }),
    ).toMatchObject({
      refusal: { code: 'split_above_call', params: { unit: '昆山市', places: 2, granted: 1 } },
    })
    await confirmed(db, guidelineId, { [kunshan]: '0', [park]: '4' })
    expect(await rowOf(db, guidelineId, kunshan)).toEqual({ limit: 0, share: 0, used: 0 })
    await confirmed(db, guidelineId, { [park]: '4' })
    expect(await rowOf(db, guidelineId, kunshan)).toEqual({ limit: 1, share: null, used: 0 })
  },
)

eachDialect('places are the handler’s to draft and the leader’s to approve, amendments too', async (db) => {
  const { id } = await aPublished(db)
  const quota = (unitCode: string) => rowOf(db, id, unitCode)
  expect([await quota(kunshan), await quota(park), await quota(city)]).toEqual([
    { limit: 5, share: null, used: 0 },
    { limit: 3, share: null, used: 0 },
    null,
  ])
  const day = at('2025-03-02T01:00:00Z')
  const handler = ctxOf(db, 'province_handler', day)
  const save = async (
    quotas: { level: 'county' | 'city'; limit: number; units?: Record<string, number> }[],
  ) => {
    const { version } = await db.client.guideline.findUniqueOrThrow({ where: { id } })
    return held(await saveGuidelineDraft(handler, { id, version, changes: { quotas } })).version
  }
  const county = { level: 'county' as const, limit: 4, units: { [kunshan]: 6 } }
  for (const quotas of [
    [{ ...county, limit: 2 }],
    [{ ...county, units: { [kunshan]: 4 } }],
    [county, { level: 'city' as const, limit: 9 }],
  ]) {
    const version = await save(quotas)
    expect(await proposeAmendment(handler, { id, version, reason: '调减' })).toMatchObject({
      refusal: { code: 'amendment_shortens', params: { count: 1 } },
    })
  }
  const version = await save([county])
  expect(await quota(kunshan)).toMatchObject({ limit: 5 })
  const asked = held(await proposeAmendment(handler, { id, version, reason: '增加名额' }))
  expect(await quota(kunshan)).toMatchObject({ limit: 5 })
  const amend = { id, version: asked.version, reason: '增加名额' }
  for (const key of ['province_handler', 'province_approver'] as const)
    expect(await amendGuideline(ctxOf(db, key, day), amend)).toMatchObject({ refusal: { code: 'not_yours' } })
  expect(await quota(kunshan)).toMatchObject({ limit: 5 })
  held(await amendGuideline(ctxOf(db, 'leader', day), amend))
  expect([await quota(kunshan), await quota(park)]).toMatchObject([{ limit: 6 }, { limit: 4 }])
})

eachDialect('a county sees its own share, the city all of its own, another city nothing', async (db) => {
  const { guidelineId } = await aCallWithPlaces(db)
  await confirmed(db, guidelineId, { [kunshan]: '2', [park]: '1' })
  const seen = async (key: CastKey) =>
    (await quotaState(ctxOf(db, key))).flatMap(({ places }) =>
      places.map(({ unitCode, limit, share }) => [unitCode, limit, share]),
    )
  expect(await seen('kunshan_handler')).toEqual([[kunshan, 2, 2]])
  expect(await seen('nanjing_handler')).toEqual([])
  const all = [
    [city, 3, null],
    [park, 1, 1],
    [kunshan, 2, 2],
  ]
  for (const key of ['suzhou_handler', 'province_handler', 'leader', 'supervisor'] as const)
    expect(await seen(key)).toEqual(all)
  const free = { guidelineId, level: 'county', unitCode: '320581', limit: null, used: 1 }
  await db.client.quota.create({ data: { id: 'free', ...free } })
  expect(await seen('province_handler')).toEqual(all)
  expect(await seen('suzhou_handler')).toContainEqual(['320581', null, null])
  expect(await seen('kunshan_handler')).toEqual([[kunshan, 2, 2]])
  for (const key of ['suzhou_approver', 'leader', 'auditor', 'supervisor'] as const)
    expect((await splitPage(ctxOf(db, key), guidelineId, city)).counties.length).toBeGreaterThan(8)
  for (const key of [
    'kunshan_handler',
    'nanjing_handler',
    'finance',
    'kunshan_applicant',
    'sys_admin',
  ] as const)
    await expect(splitPage(ctxOf(db, key), guidelineId, city)).rejects.toThrow('not found')
})
