import { beforeAll, expect, test } from 'vitest'
import { personalOf } from '#app/db/audit-personal.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { snapshotFrom } from '#app/db/working-application.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { copiedContent, twoAlike } from '#fixtures/duplicates.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { passedBy } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { saveProfile } from '../enterprise/profile.server.ts'
import { decideDuplicate, type DuplicateJudgement } from './decide-duplicate.server.ts'
import { duplicateHits, duplicatePair, judgedDuplicates } from './duplicates.server.ts'
import { printTexts } from './text-prints.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** The copy at the province, the original still at its county; both in the index. */
async function atProvince(db: Db) {
  const both = await twoAlike(db)
  await passedBy(db, both.id, 'kunshan', 'suzhou')
  await printTexts(ctxOf(db, 'province_handler'))
  return both
}

function judgement(
  both: { id: string; otherId: string },
  changes: Partial<DuplicateJudgement> = {},
): DuplicateJudgement {
  return {
    ...both,
    snapshot: 1,
    otherSnapshot: 1,
    conclusion: 'content_overlap',
    overlapWan: '120.5',
    reason: '两份申报的产线改造内容相同，仓储部分不同。',
    ...changes,
  }
}

eachDialect(
  'a text that another enterprise submitted is found once the sweep has taken it up',
  async (db) => {
    const { id, otherId } = await twoAlike(db)
    await passedBy(db, id, 'kunshan', 'suzhou')
    const handler = ctxOf(db, 'province_handler')
    expect(await duplicateHits(handler, id)).toEqual({ hits: [], withdrawn: [], years: 5, unprinted: 2 })
    expect(await printTexts(handler)).toBe(2)
    expect(await printTexts(handler)).toBe(0)
    const found = await duplicateHits(handler, id)
    expect(found).toMatchObject({
      unprinted: 0,
      hits: [{ id: otherId, sameCode: false, name: null, decision: null }],
    })
    expect(found?.hits[0]?.texts).toEqual([
      { path: 'project.content', similarity: expect.closeTo(0.84, 1), contained: expect.closeTo(0.93, 1) },
    ])
  },
)

eachDialect('of an application that was submitted again only the last texts are in the index', async (db) => {
  const { id, otherId } = await atProvince(db)
  const snapshot = await db.client.applicationSnapshot.findFirstOrThrow({ where: { applicationId: otherId } })
  const content = snapshotFrom(snapshot.content)
  const form = { ...content.form, 'project.content': '新建立体仓库一座，与原申报内容不同。' }
  const changed = Buffer.from(JSON.stringify({ ...content, number: 2, form }))
  const next = { ...snapshot, id: newId(), number: 2, content: changed }
  await db.client.applicationSnapshot.create({ data: next })
  await db.client.application.update({ where: { id: otherId }, data: { snapshotNumber: 2 } })
  const handler = ctxOf(db, 'province_handler')
  expect(await duplicateHits(handler, id)).toMatchObject({ hits: [], unprinted: 1 })
  const before = await db.client.textBand.count({ where: { applicationId: otherId } })
  expect(await printTexts(handler)).toBe(1)
  expect(await duplicateHits(handler, id)).toMatchObject({ hits: [], unprinted: 0 })
  expect(await db.client.textBand.count({ where: { applicationId: otherId } })).toBe(before)
})

eachDialect(
  'a like name of another enterprise is found where both have one actual controller',
  async (db) => {
    const { id, otherId } = await atProvince(db)
    const { projectName } = await db.client.application.findUniqueOrThrow({ where: { id } })
    await db.client.textBand.deleteMany()
    await db.client.application.update({ where: { id: otherId }, data: { projectName } })
    const handler = ctxOf(db, 'province_handler')
    expect((await duplicateHits(handler, id))?.hits).toEqual([])
    for (const key of ['kunshan', 'jiangning'] as const)
      held(
        await saveProfile(ctxOf(db, `${key}_applicant`), {
          patch: { 'enterprise.controller': '王启明 ' },
          baseRevision: 0,
          editor: '',
        }),
      )
    expect((await duplicateHits(handler, id))?.hits).toMatchObject([
      { id: otherId, sameController: true, name: 1 },
    ])
    const entries = await db.client.auditEntry.findMany({ where: { act: 'enterprise.save_profile' } })
    for (const { bytes } of entries) expect(Buffer.from(bytes).toString()).not.toContain('王启明')
  },
)

eachDialect('what was submitted before the years of the guideline is left out', async (db) => {
  const { id, otherId } = await atProvince(db)
  await db.client.application.update({
    where: { id: otherId },
    data: { submittedAt: new Date('2020-03-01T00:00:00Z') },
  })
  expect((await duplicateHits(ctxOf(db, 'province_handler'), id))?.hits).toEqual([])
})

test('the pair marks what is the same and shows the fields that are alike first', async () => {
  await using db = await testDb()
  const { id, otherId } = await atProvince(db)
  const pair = await duplicatePair(ctxOf(db, 'province_handler'), id, otherId)
  expect(pair.decides).toBe(true)
  expect(pair.fields[0]?.path).toBe('project.content')
  expect(pair.fields[0]?.label?.zh).toBe('建设内容与规模')
  expect(pair.fields[0]?.own.filter(({ same }) => same).length).toBeGreaterThan(0)
  expect(pair.fields[0]?.own.map(({ text }) => text).join('')).toBe(copiedContent)
})

eachDialect('a decision is kept with who, when and why, leaves one event, and moves nothing', async (db) => {
  const both = await atProvince(db)
  const handler = ctxOf(db, 'province_handler')
  const before = await db.client.application.findMany({ orderBy: { id: 'asc' } })
  held(await decideDuplicate(handler, judgement(both)))
  expect(await db.client.application.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  const [entry, ...more] = await db.client.auditEntry.findMany({
    where: { act: 'application.decide_duplicate' },
  })
  if (!entry) throw new Error('no event')
  expect(more).toEqual([])
  expect(JSON.parse(Buffer.from(entry.bytes).toString())).toMatchObject({
    after: {
      other: both.otherId,
      snapshot: 1,
      otherSnapshot: 1,
      conclusion: 'content_overlap',
      overlapFen: '120500000',
      alikePercent: expect.any(Number),
    },
  })
  expect((await personalOf(db.client, [entry]))(entry.id, 'reason')).toContain('产线改造内容相同')
  expect(await duplicateHits(handler, both.id)).toMatchObject({
    hits: [{ decision: { conclusion: 'content_overlap', authorName: '周明', overlapFen: 120_500_000n } }],
  })

  expect(await judgedDuplicates(handler, both.otherId)).toMatchObject([
    { otherId: both.id, other: { applicantName: '昆山精锐数控装备有限公司' } },
  ])

  held(await decideDuplicate(handler, judgement(both, { conclusion: 'not_duplicate' })))
  const decisions = await judgedDuplicates(handler, both.id)
  expect(decisions.map(({ conclusion, overlapFen }) => [conclusion, overlapFen])).toEqual([
    ['not_duplicate', null],
    ['content_overlap', 120_500_000n],
  ])
  await expect(db.client.duplicateDecision.deleteMany()).rejects.toThrow()
})

test('a decision needs a conclusion, a reason, for an overlap its amount, and the editions as they are', async () => {
  await using db = await testDb()
  const both = await atProvince(db)
  const handler = ctxOf(db, 'province_handler')
  const refusedWith = async (changes: Partial<DuplicateJudgement>) => {
    const result = await decideDuplicate(handler, judgement(both, changes))
    return result.ok ? 'done' : (result.refusal.fields?.map(({ path }) => path) ?? result.refusal.code)
  }
  expect(await refusedWith({ conclusion: null, reason: ' ' })).toEqual(['conclusion', 'reason'])
  expect(await refusedWith({ overlapWan: '' })).toEqual(['overlapWan'])
  expect(await refusedWith({ overlapWan: '0' })).toEqual(['overlapWan'])
  expect(await refusedWith({ snapshot: 0 })).toBe('stale_version')
  expect(await refusedWith({ otherSnapshot: 2 })).toBe('stale_version')
  expect(await db.client.duplicateDecision.count()).toBe(0)
})

test('only the handler decides, from the formal review until an amount is proposed; nobody else learns of hits', async () => {
  await using db = await testDb()
  const both = await atProvince(db)
  const approver = ctxOf(db, 'province_approver')
  expect((await duplicateHits(approver, both.id))?.hits).toHaveLength(1)
  expect((await duplicatePair(approver, both.id, both.otherId)).decides).toBe(false)
  expect(await decideDuplicate(approver, judgement(both))).toMatchObject({
    refusal: { code: 'not_yours', status: 403 },
  })
  // the original lies at its county
  const turned = { id: both.otherId, otherId: both.id }
  expect(await decideDuplicate(ctxOf(db, 'province_handler'), judgement(turned))).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
  const become = (status: string) =>
    db.client.application.update({ where: { id: both.id }, data: { status } })
  await become('reviewed')
  expect((await duplicatePair(ctxOf(db, 'province_handler'), both.id, both.otherId)).decides).toBe(true)
  await become('proposed')
  expect((await duplicatePair(ctxOf(db, 'province_handler'), both.id, both.otherId)).decides).toBe(false)
  for (const key of ['suzhou_handler', 'kunshan_applicant', 'organiser', 'leader', 'supervisor'] as const) {
    const ctx = ctxOf(db, key)
    expect(await duplicateHits(ctx, both.id)).toBeNull()
    expect(await judgedDuplicates(ctx, both.id)).toEqual([])
    await expect(duplicatePair(ctx, both.id, both.otherId)).rejects.toThrow(NotFound)
    await expect(decideDuplicate(ctx, judgement(both))).rejects.toThrow(NotFound)
  }
})
