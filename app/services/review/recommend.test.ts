import { beforeAll, expect, test } from 'vitest'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aCountyCall, aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { recallApplication } from '../application/recall.server.ts'
import { openForHandling } from './open.server.ts'
import { giveOpinion } from './opinion.server.ts'
import { recommendApplication } from './recommend.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

eachDialect('an office signs for it once, and recall ends', async (db) => {
  const { id } = await aSubmission(db)
  const office = ctxOf(db, 'kunshan_handler')
  expect(held(await openForHandling(office, { id, version: 1 }))).toEqual({ already: false })
  expect(held(await openForHandling(office, { id, version: 2 }))).toEqual({ already: true })
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'county_review',
    openedAt: office.now,
    updatedAt: office.now,
    version: 2,
  })
  expect(await db.client.auditEntry.count({ where: { act: 'application.open' } })).toBe(1)
  expect(await recallApplication(ctxOf(db, 'kunshan_applicant'), { id, version: 2 })).toMatchObject({
    refusal: { code: 'already_opened' },
  })
})

eachDialect(
  'handler and approver pass it to the city: row, opinions, log and notices together',
  async (db) => {
    const { id } = await aSubmission(db)
    await handledBy(db, id, 'kunshan')
    expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      handlerId: 'user-kunshan_handler',
      openedAt: expect.any(Date),
    })
    const approver = ctxOf(db, 'kunshan_approver')
    expect(
      held(await recommendApplication(approver, { id, version: await versionOf(db, id), text: '同意' })),
    ).toEqual({ to: 'city_review' })
    expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'city_review',
      handlerId: null,
      openedAt: null,
      dueAt: new Date('2025-03-25T09:00:00Z'),
    })
    expect(
      await db.client.reviewOpinion.findMany({ where: { applicationId: id }, orderBy: { id: 'asc' } }),
    ).toMatchObject([
      { kind: 'handle', node: 'county_review', conclusion: 'pass', authorId: 'user-kunshan_handler' },
      { kind: 'recommend', node: 'county_review', text: '同意', authorId: 'user-kunshan_approver' },
    ])
    expect(await db.client.auditEntry.count({ where: { act: 'application.recommend' } })).toBe(1)
    const told = await db.client.notice.findMany({
      where: { kind: { in: ['application_passed_on', 'application_waiting'] }, createdAt: approver.now },
      select: { userId: true },
    })
    expect(told.map(({ userId }) => userId)).toEqual(
      expect.arrayContaining(['user-kunshan_applicant', 'user-suzhou_handler', 'user-suzhou_approver']),
    )
  },
)

test('who gave the opinion does not approve, and without an opinion nobody does', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const approver = ctxOf(db, 'kunshan_approver')
  expect(await recommendApplication(approver, { id, version: 1, text: '' })).toMatchObject({
    refusal: { code: 'not_handled_to_pass' },
  })
  const both = ctxOf(db, 'kunshan_handler')
  const twice = { ...both, actor: { ...both.actor, roles: ['handler', 'approver'] as const } }
  held(
    await giveOpinion(twice, { id, version: 1, conclusion: 'pass', text: '同意', ticks: [], overrides: [] }),
  )
  expect(await recommendApplication(twice, { id, version: 2, text: '' })).toMatchObject({
    refusal: { code: 'same_person' },
  })
})

test('an opinion has words, and a newer one closes the older without changing it', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const handler = ctxOf(db, 'kunshan_handler')
  const opinion = { id, conclusion: 'pass' as const, ticks: [], overrides: [] }
  expect(await giveOpinion(handler, { ...opinion, version: 1, text: '  ' })).toMatchObject({
    refusal: { code: 'opinion_missing' },
  })
  held(await giveOpinion(handler, { ...opinion, version: 1, text: '同意' }))
  held(await giveOpinion(handler, { ...opinion, version: 2, text: '再核后同意' }))
  expect(
    await db.client.reviewOpinion.findMany({ where: { applicationId: id }, orderBy: { id: 'asc' } }),
  ).toMatchObject([
    { text: '同意', closedAt: handler.now },
    { text: '再核后同意', closedAt: null },
  ])
})

test('after the end of the level nobody recommends; the last millisecond counts', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await handledBy(db, id, 'kunshan')
  const end = new Date('2025-03-21T09:00:00Z')
  const late = ctxOf(db, 'kunshan_approver', { now: new Date(end.getTime() + 1) })
  expect(await recommendApplication(late, { id, version: 2, text: '' })).toMatchObject({
    refusal: { code: 'after_node_end' },
  })
  expect((await recommendApplication({ ...late, now: end }, { id, version: 2, text: '' })).ok).toBe(true)
})

test('an extension of the call counts for applications under earlier versions', async () => {
  await using db = await testDb()
  const { id, guidelineId } = await aSubmission(db)
  await handledBy(db, id, 'kunshan')
  const call = aCountyCall()
  const configuration = { ...call, deadlines: { ...call.deadlines, countyEnd: '2025-03-24 17:00' } }
  await db.client.guidelineVersion.create({
    data: {
      id: 'v2',
      guidelineId,
      number: 2,
      configuration: JSON.stringify(configuration),
      sha256: '',
      publishedAt: new Date('2025-03-20T00:00:00Z'),
    },
  })
  await db.client.guideline.update({ where: { id: guidelineId }, data: { publishedVersion: 2 } })
  const late = ctxOf(db, 'kunshan_approver', { now: new Date('2025-03-22T00:00:00Z') })
  expect((await recommendApplication(late, { id, version: 2, text: '' })).ok).toBe(true)
})

eachDialect('of q + 1 recommendations at once exactly q take a place', async (db) => {
  const first = await aSubmission(db, { key: 'jiangning' })
  const { guidelineId } = first
  const second = await aSubmission(db, { key: 'luhe', guidelineId })
  await db.client.application.update({ where: { id: second.id }, data: { unitCode: '320115' } })
  await db.client.application.updateMany({ data: { townCode: null } })
  const ids = [first.id, second.id]
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320115', limit: 1 })
  for (const id of ids) await handledBy(db, id, 'jiangning')
  const approver = ctxOf(db, 'jiangning_approver')
  const results = await Promise.all(
    ids.map((id) => recommendApplication(approver, { id, version: 2, text: '' })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject({
    refusal: { code: 'quota_used_up', params: { limit: 1 } },
  })
  expect(await db.client.quota.findFirst()).toMatchObject({ limit: 1, used: 1 })
  expect(await db.client.application.count({ where: { status: 'city_review' } })).toBe(1)
  expect(await db.client.reviewOpinion.count({ where: { kind: 'recommend' } })).toBe(1)
  expect(await db.client.auditEntry.count({ where: { act: 'application.recommend' } })).toBe(1)
})

test('the same recommendation twice takes one place', async () => {
  await using db = await testDb('postgres')
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320583', limit: 5 })
  await handledBy(db, id, 'kunshan')
  const approver = ctxOf(db, 'kunshan_approver')
  const results = await Promise.all(
    [1, 2, 3].map(() => recommendApplication(approver, { id, version: 2, text: '' })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 1 })
})

test('another county finds nothing; the city below its turn may look and not act', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await expect(openForHandling(ctxOf(db, 'park_handler'), { id, version: 1 })).rejects.toThrow('not found')
  await expect(
    recommendApplication(ctxOf(db, 'jiangning_approver'), { id, version: 1, text: '' }),
  ).rejects.toThrow('not found')
  expect(await openForHandling(ctxOf(db, 'suzhou_handler'), { id, version: 1 })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
})

test('a version that somebody else has left behind is refused with both', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan')
  expect(
    await recommendApplication(ctxOf(db, 'suzhou_approver'), { id, version: 1, text: '' }),
  ).toMatchObject({
    refusal: { code: 'stale_version', status: 409, params: { seen: 1, now: 3 } },
  })
})
