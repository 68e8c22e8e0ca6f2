import { beforeAll, expect } from 'vitest'
import { quotaState } from '#app/db/review/quotas.server.ts'
import { splitPage } from '#app/db/review/splits.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { at, aPublished } from '#fixtures/guideline.ts'
import { held } from '#fixtures/held.ts'
import { aCountyCall, aQuota, aSubmission } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { amendGuideline, proposeAmendment } from '../guideline/amend.server.ts'
import { saveGuidelineDraft } from '../guideline/draft.server.ts'
import { aCallWithPlaces, city, confirmed, kunshan, park, rowOf } from '#fixtures/split.ts'
import { proposeSplit } from './propose-split.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
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
