import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { copiedContent, originalContent } from '#fixtures/duplicates.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aListRow, importRows } from '#fixtures/listed-projects.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { decideListed } from '../review/decide-duplicate.server.ts'
import { printTexts } from '../review/text-prints.server.ts'
import { plannedDuplicates } from './duplicates.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-04-21T02:00:00Z')

/** Three reviewed applications: two share a text, the third says something else. */
async function threeReviewed(db: Db) {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, aConfiguration())
  const reviewed = (key: 'kunshan' | 'jiangning' | 'park', rank: number, content: string) =>
    aReviewed(db, guidelineId, key, { rank, scoreCenti: 9000 - rank, form: { 'project.content': content } })
  const copy = await reviewed('kunshan', 1, copiedContent)
  const original = await reviewed('jiangning', 2, originalContent)
  const other = await reviewed('park', 3, '新建立体仓库一座，与原申报内容不同。')
  await printTexts(ctxOf(db, 'province_handler'))
  return { copy, original, other }
}

/** Lists name a project of the first one's enterprise, one of those years with its name. */
async function listedElsewhere(db: Db, copy: string): Promise<string> {
  const { projectName } = await db.client.application.findUniqueOrThrow({ where: { id: copy } })
  await importRows(ctxOf(db, 'province_handler', { now }), [
    aListRow('kunshan', { project: projectName }),
    aListRow('kunshan', { project: projectName, year: 2019 }),
    aListRow('kunshan', { year: 2023 }),
  ])
  return (await db.client.listedProject.findFirstOrThrow({ where: { year: 2024 } })).id
}

async function decide(
  db: Db,
  applicationId: string,
  otherId: string,
  conclusion: string,
  overlapFen?: bigint,
) {
  await db.client.duplicateDecision.create({
    data: {
      id: newId(),
      applicationId,
      otherId,
      snapshotNumber: 1,
      otherSnapshotNumber: 1,
      alikePercent: 93,
      conclusion,
      overlapFen: overlapFen ?? null,
      reason: '产线改造内容相同',
      authorId: 'user-province_handler',
      authorName: '周明',
      createdAt: now,
    },
  })
}

eachDialect('what nobody decided is named on both; what is no duplicate any more is not', async (db) => {
  const { copy, original, other } = await threeReviewed(db)
  const ids = [copy, original, other]
  const leader = ctxOf(db, 'leader', { now })
  expect(await plannedDuplicates(leader, ids)).toMatchObject({
    [copy]: [{ otherId: original, decision: null, alikePercent: 94 }],
    [original]: [{ otherId: copy, decision: null, other: { applicantName: '昆山精锐数控装备有限公司' } }],
    [other]: [],
  })
  await decide(db, copy, original, 'content_overlap', 120_500_000n)
  const decided = {
    decision: { conclusion: 'content_overlap', overlapFen: 120_500_000n, authorName: '周明' },
  }
  expect(await plannedDuplicates(leader, ids)).toMatchObject({
    [copy]: [{ otherId: original, ...decided }],
    [original]: [{ otherId: copy, ...decided }],
    [other]: [],
  })
  await decide(db, original, copy, 'not_duplicate')
  expect(await plannedDuplicates(leader, ids)).toEqual({ [copy]: [], [original]: [], [other]: [] })
})

eachDialect(
  'a project of another department is named where nobody decided, and with its overlap',
  async (db) => {
    const { copy, original, other } = await threeReviewed(db)
    const listedId = await listedElsewhere(db, copy)
    const planned = await plannedDuplicates(ctxOf(db, 'finance', { now }), [copy, original, other])
    const source = '省科技厅 2024 重点研发计划'
    expect(planned[copy]?.map(({ otherId, other, decision }) => [otherId, other.source, decision])).toEqual([
      [listedId, source, null],
      [original, null, null],
    ])
    expect(planned[original]).toHaveLength(1)

    const judged = { conclusion: 'content_overlap', overlapWan: '12', reason: '同一产线' } as const
    const act = { id: copy, listedId, snapshot: 1, listedVersion: 1, ...judged }
    held(await decideListed(ctxOf(db, 'province_handler', { now }), act))
    expect((await plannedDuplicates(ctxOf(db, 'leader', { now }), [copy]))[copy]).toMatchObject([
      { otherId: original },
      { otherId: listedId, other: { source }, decision: { overlapFen: 12_000_000n } },
    ])
  },
)

eachDialect('a plan names a like project of another enterprise of the same actual controller', async (db) => {
  const { copy, original, other } = await threeReviewed(db)
  await db.client.textBand.deleteMany()
  const { projectName } = await db.client.application.findUniqueOrThrow({ where: { id: copy } })
  await db.client.application.update({ where: { id: other }, data: { projectName } })
  await db.client.enterprise.updateMany({
    where: { applications: { some: { id: { in: [copy, other] } } } },
    data: { controller: '王启明' },
  })
  expect(await plannedDuplicates(ctxOf(db, 'leader', { now }), [copy, original, other])).toMatchObject({
    [copy]: [{ otherId: other, decision: null }],
    [original]: [],
    [other]: [{ otherId: copy, decision: null }],
  })
})

eachDialect('three proposed applications ask no more of the database than one', async (db) => {
  const { copy, original, other } = await threeReviewed(db)
  await listedElsewhere(db, copy)
  let asked = 0
  const client = db.client.$extends({
    query: {
      $allOperations({ args, query }) {
        asked++
        return query(args)
      },
    },
  })
  const ctx = { ...ctxOf(db, 'leader', { now }), db: { ...db, client } as unknown as Db }
  const queriesFor = async (...ids: string[]) => {
    asked = 0
    await plannedDuplicates(ctx, ids)
    return asked
  }
  await queriesFor(copy)
  expect(await queriesFor(copy)).toBe(7)
  expect(await queriesFor(copy, original, other)).toBe(7)
})
