import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { copiedContent, originalContent } from '#fixtures/duplicates.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { printTexts } from '../review/text-prints.server.ts'
import { plannedDuplicates } from './duplicates.server.ts'

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

eachDialect('three proposed applications ask no more of the database than one', async (db) => {
  const { copy, original, other } = await threeReviewed(db)
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
  expect(await queriesFor(copy)).toBe(5)
  expect(await queriesFor(copy, original, other)).toBe(5)
})
