import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { saveDraft } from './save-draft.server.ts'
import { startApplication } from './start.server.ts'
import { held } from '#fixtures/held.ts'

async function aDraft(db: Db) {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const { id } = held(await startApplication(ctx, { guidelineId, channel: 'local' }))
  return { ctx, id, guidelineId }
}
const valuesOf = async (db: Db, id: string): Promise<Record<string, unknown>> =>
  JSON.parse((await db.client.application.findUniqueOrThrow({ where: { id } })).form)

test('a new application is filled from the library', async () => {
  await using db = await testDb()
  const { id } = await aDraft(db)
  expect(await valuesOf(db, id)).toMatchObject({
    'enterprise.uscc': '91320583MADEMX02XQ',
    'enterprise.legal_representative': '顾维钧',
    'cover.applicant': '昆山精锐数控装备有限公司',
  })
})

eachDialect('two applications started at once are one', async (db) => {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const results = await Promise.all(
    Array.from({ length: 5 }, () => startApplication(ctx, { guidelineId, channel: 'local' })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  const other = results.find(({ ok }) => !ok)
  expect(other).toMatchObject({
    refusal: { code: 'already_applied', status: 409, params: { id: expect.any(String) } },
  })
})

test('a call that allows two takes two, and no third', async () => {
  await using db = await testDb()
  await seedCast(db)
  const guidelineId = await anOpenGuideline(
    db,
    aConfiguration({ perApplicant: { limit: 2, exemptDirections: [] } }),
  )
  const ctx = ctxOf(db, 'kunshan_applicant')
  const start = () => startApplication(ctx, { guidelineId, channel: 'local' })
  expect([(await start()).ok, (await start()).ok, (await start()).ok]).toEqual([true, true, false])
})

test('before and after the call nothing starts; nobody goes directly where there is no such way', async () => {
  await using db = await testDb()
  const { guidelineId } = await aDraft(db)
  const at = (now: string) =>
    startApplication(ctxOf(db, 'park_applicant', { now: new Date(now) }), { guidelineId, channel: 'local' })
  expect(await at('2025-03-01T00:59:59.999Z')).toMatchObject({ refusal: { code: 'guideline_not_open' } })
  expect(await at('2025-03-18T09:00:00.001Z')).toMatchObject({ refusal: { code: 'guideline_not_open' } })
  expect(
    await startApplication(ctxOf(db, 'park_applicant'), { guidelineId, channel: 'direct' }),
  ).toMatchObject({ refusal: { code: 'channel_not_open' } })
})

eachDialect('two colleagues on different fields lose nothing', async (db) => {
  const { ctx, id } = await aDraft(db)
  const colleague = ctxOf(db, 'kunshan_colleague')
  const results = await Promise.all([
    saveDraft(ctx, { id, patch: { 'project.site': '一号厂房' }, baseRevision: 0, editor: 'a' }),
    saveDraft(colleague, { id, patch: { 'project.content': '四条产线' }, baseRevision: 0, editor: 'b' }),
  ])
  expect(results.map((result) => held(result).conflicts)).toEqual([[], []])
  expect(await valuesOf(db, id)).toMatchObject({ 'project.site': '一号厂房', 'project.content': '四条产线' })
})

test('the same field changed by a colleague comes back with both versions', async () => {
  await using db = await testDb()
  const { ctx, id } = await aDraft(db)
  const colleague = ctxOf(db, 'kunshan_colleague')
  held(
    await saveDraft(colleague, { id, patch: { 'project.site': '二号厂房' }, baseRevision: 0, editor: 'b' }),
  )
  const saved = held(
    await saveDraft(ctx, {
      id,
      patch: { 'project.site': '一号厂房', 'project.capacity': '20 万套' },
      baseRevision: 0,
      editor: 'a',
    }),
  )
  expect(saved.conflicts).toEqual([{ path: 'project.site', mine: '一号厂房', theirs: '二号厂房' }])
  expect(await valuesOf(db, id)).toMatchObject({ 'project.site': '二号厂房', 'project.capacity': '20 万套' })
  const chosen = await saveDraft(ctx, {
    id,
    patch: { 'project.site': '一号厂房' },
    baseRevision: saved.revision,
    editor: 'a',
  })
  expect(held(chosen).conflicts).toEqual([])
  expect(await valuesOf(db, id)).toMatchObject({ 'project.site': '一号厂房' })
})

test('what a colleague saved meanwhile comes with the answer', async () => {
  await using db = await testDb()
  const { ctx, id } = await aDraft(db)
  const colleague = ctxOf(db, 'kunshan_colleague')
  held(
    await saveDraft(colleague, { id, patch: { 'project.site': '二号厂房' }, baseRevision: 0, editor: 'b' }),
  )
  const saved = await saveDraft(ctx, { id, patch: { 'project.capacity': '1' }, baseRevision: 0, editor: 'a' })
  expect(held(saved).news).toEqual({ 'project.site': '二号厂房' })
})

test('a page whose answer got lost is in no conflict with itself', async () => {
  await using db = await testDb()
  const { ctx, id } = await aDraft(db)
  const type = (text: string) =>
    saveDraft(ctx, { id, patch: { 'project.site': text }, baseRevision: 0, editor: 'a' })
  held(await type('一'))
  expect(held(await type('一号')).conflicts).toEqual([])
})

test('a field that the form has not is named, and nothing is saved', async () => {
  await using db = await testDb()
  const { ctx, id } = await aDraft(db)
  const patch = { 'project.site': '一号厂房', 'project.colour': '蓝' }
  expect(await saveDraft(ctx, { id, patch, baseRevision: 0, editor: 'a' })).toMatchObject({
    refusal: {
      code: 'unknown_field',
      params: { field: 'project.colour' },
      fields: [{ path: 'project.colour' }],
    },
  })
  expect((await valuesOf(db, id))['project.site']).toBeUndefined()
})

test('text over its length is kept as typed and flagged; beyond 64 KB it is refused', async () => {
  await using db = await testDb()
  const { ctx, id } = await aDraft(db)
  const long = '长'.repeat(3001)
  const saved = held(
    await saveDraft(ctx, { id, patch: { 'project.content': long }, baseRevision: 0, editor: 'a' }),
  )
  expect(saved.problems).toEqual([
    { path: 'project.content', code: 'too_long', params: { max: 3000, length: 3001 } },
  ])
  expect((await valuesOf(db, id))['project.content']).toBe(long)
  const huge = {
    id,
    patch: { 'project.content': 'x'.repeat(10 * 1024 * 1024) },
    baseRevision: 1,
    editor: 'a',
  }
  expect(await saveDraft(ctx, huge)).toMatchObject({ refusal: { code: 'text_too_long', status: 413 } })
})

test('another enterprise and the offices find no draft', async () => {
  await using db = await testDb()
  const { id } = await aDraft(db)
  for (const key of ['park_applicant', 'kunshan_handler', 'province_handler'] as const)
    await expect(
      saveDraft(ctxOf(db, key), { id, patch: { 'project.site': 'x' }, baseRevision: 0, editor: 'a' }),
    ).rejects.toThrow('not found')
})
