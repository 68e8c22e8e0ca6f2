import { beforeAll, expect, test } from 'vitest'
import { replayEvents } from '#app/db/replay.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { importedLists, listedForEach, listedSources } from '#app/db/review/listed-projects.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aListRow, importRows } from '#fixtures/listed-projects.ts'
import { aSubmission, passedBy } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { decideListed, type ListedJudgement } from './decide-duplicate.server.ts'
import { duplicateHits, judgedAndOpen, judgedDuplicates, listedPair } from './duplicates.server.ts'
import { importList } from './import-listed.server.ts'
import { withdrawList } from './withdraw-list.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const sameName = { project: '关于高端数控装备智能工厂改造', code: '' }
const sameCode = { project: '五轴机床产线', code: '２５０３-320583-89-02-123456' }

/** An application at the province, and lists with its name, its code, neither, another undertaker and long ago. */
async function listedAtProvince(db: Db) {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  await importRows(ctxOf(db, 'province_handler'), [
    aListRow('kunshan'),
    aListRow('kunshan', { ...sameName, department: '国家中小企业发展专项资金', fund: '', year: 2023 }),
    aListRow('kunshan', sameCode),
    aListRow('jiangning', sameName),
    aListRow('kunshan', { ...sameName, year: 2019 }),
  ])
  const { id: listedId } = await db.client.listedProject.findFirstOrThrow({ where: { year: 2023 } })
  return { id, listedId }
}

function judgement(ids: { id: string; listedId: string }, changes: Partial<ListedJudgement> = {}) {
  const judged = { conclusion: 'content_overlap', overlapWan: '80', reason: '产线相同，软件不同。' } as const
  return { ...ids, snapshot: 1, listedVersion: 1, ...judged, ...changes }
}

eachDialect('projects of other departments are hits by name or code of the same undertaker', async (db) => {
  const { id, listedId } = await listedAtProvince(db)
  const found = await duplicateHits(ctxOf(db, 'province_handler'), id)
  expect(found?.hits).toMatchObject([
    {
      source: '省科技厅 2024 重点研发计划',
      projectName: '五轴机床产线',
      amountFen: 120_500_000n,
      alike: 1,
      sameCode: true,
      name: null,
      decision: null,
    },
    { id: listedId, source: '国家中小企业发展专项资金 2023', alike: 1, sameCode: false, name: 1, texts: [] },
  ])
})

eachDialect('a person decides on one as on another application; it holds in the same record', async (db) => {
  const ids = await listedAtProvince(db)
  const handler = ctxOf(db, 'province_handler')
  const before = await db.client.application.findMany()
  const { decisionId } = held(await decideListed(handler, judgement(ids)))
  expect(await db.client.application.findMany()).toEqual(before)
  expect(await db.client.duplicateDecision.findMany()).toMatchObject([
    { id: decisionId, applicationId: ids.id, otherId: null, listedId: ids.listedId, otherSnapshotNumber: 1 },
  ])
  const [entry, ...more] = await db.client.auditEntry.findMany({
    where: { act: 'application.decide_duplicate' },
  })
  expect(more).toEqual([])
  expect(JSON.parse(Buffer.from(entry?.bytes ?? '').toString())).toMatchObject({
    schema: 2,
    after: {
      other: null,
      listed: ids.listedId,
      snapshot: 1,
      otherSnapshot: 1,
      alikePercent: 100,
      conclusion: 'content_overlap',
      overlapFen: '80000000',
    },
  })
  const said = {
    conclusion: 'content_overlap',
    overlapFen: 80_000_000n,
    other: { projectName: sameName.project, source: '国家中小企业发展专项资金 2023', receiptNo: null },
  }
  expect(await judgedDuplicates(handler, ids.id)).toMatchObject([{ otherId: ids.listedId, ...said }])
  expect((await duplicateHits(handler, ids.id))?.hits[1]).toMatchObject({ decision: said })
  const pair = await listedPair(handler, ids.id, ids.listedId)
  expect(pair).toMatchObject({
    own: { projectName: '高端数控装备智能工厂改造项目', projectCode: '2503-320583-89-02-123456' },
    other: { fileName: '立项清单.xlsx', rowNumber: 4, version: 1 },
    hit: { name: 1 },
    decisions: [said],
    decides: true,
  })
  const { decided, undecided } = await judgedAndOpen(ctxOf(db, 'province_approver'), ids.id)
  expect([decided.length, undecided.map(({ projectName }) => projectName)]).toEqual([1, ['五轴机床产线']])
  const breaches = await replayEvents(db)
  expect(breaches.filter(({ subject }) => subject.startsWith('DuplicateDecision'))).toEqual([])
})

test('a decision names the edition of the list that the person compared', async () => {
  await using db = await testDb()
  const ids = await listedAtProvince(db)
  const handler = ctxOf(db, 'province_handler')
  const changed = { ...sameName, department: '国家中小企业发展专项资金', fund: '', year: 2023, amount: 90 }
  await importRows(handler, [aListRow('kunshan', changed)])
  expect(await decideListed(handler, judgement(ids))).toMatchObject({
    refusal: { code: 'stale_version', params: { seen: 1, now: 2 } },
  })
  held(await decideListed(handler, judgement(ids, { listedVersion: 2 })))
  expect(await judgedDuplicates(handler, ids.id)).toMatchObject([{ otherSnapshotNumber: 2 }])
})

test('only the handler decides, in the formal review; nobody else learns of lists', async () => {
  await using db = await testDb()
  const ids = await listedAtProvince(db)
  const approver = ctxOf(db, 'province_approver')
  expect((await listedPair(approver, ids.id, ids.listedId)).decides).toBe(false)
  expect(await decideListed(approver, judgement(ids))).toMatchObject({ refusal: { code: 'not_yours' } })
  for (const key of ['suzhou_handler', 'kunshan_applicant', 'organiser', 'leader', 'supervisor'] as const) {
    const ctx = ctxOf(db, key)
    await expect(listedPair(ctx, ids.id, ids.listedId)).rejects.toThrow(NotFound)
    await expect(decideListed(ctx, judgement(ids))).rejects.toThrow(NotFound)
  }
  await db.client.application.update({ where: { id: ids.id }, data: { status: 'proposed' } })
  expect(await decideListed(ctxOf(db, 'province_handler'), judgement(ids))).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
})

eachDialect(
  'hits of a withdrawn list are gone, decisions stay and say so, and the right list comes again',
  async (db) => {
    const ids = await listedAtProvince(db)
    const handler = ctxOf(db, 'province_handler')
    held(await decideListed(handler, judgement(ids)))
    const { fileId } = await db.client.importedList.findFirstOrThrow()
    const wrong = { fileId, reason: '部门发错了清单' }
    expect(await withdrawList(handler, { ...wrong, reason: ' ' })).toMatchObject({
      refusal: { code: 'reason_required' },
    })
    for (const key of ['suzhou_handler', 'province_approver', 'leader', 'kunshan_applicant'] as const)
      await expect(withdrawList(ctxOf(db, key), wrong)).rejects.toThrow(NotFound)
    expect(held(await withdrawList(ctxOf(db, 'province_handler_two'), wrong))).toEqual({ projects: 5 })
    expect(await withdrawList(handler, wrong)).toMatchObject({
      refusal: { code: 'list_withdrawn', status: 409 },
    })

    const found = await duplicateHits(handler, ids.id)
    const withdrawn = { at: expect.any(Date), byName: expect.any(String), reason: '部门发错了清单' }
    expect(found).toMatchObject({ hits: [], withdrawn: [{ otherId: ids.listedId, withdrawn }] })
    expect(await judgedDuplicates(handler, ids.id)).toMatchObject([{ withdrawn }])
    expect((await judgedAndOpen(handler, ids.id)).undecided).toEqual([])
    expect((await listedPair(handler, ids.id, ids.listedId)).other).toMatchObject({ withdrawn })
    expect(await listedForEach(handler, [ids.id])).toEqual(new Map())
    expect(await listedSources(handler)).toEqual([])
    expect(await importedLists(ctxOf(db, 'leader'))).toMatchObject([{ fileId, projects: 5, withdrawn }])
    const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'listed_projects.withdraw' } })
    expect(JSON.parse(Buffer.from(entry.bytes).toString())).toMatchObject({
      after: { projects: 5, restored: 0 },
    })
    expect(await importList(handler, fileId)).toMatchObject({ refusal: { code: 'list_withdrawn' } })

    await importRows(handler, [aListRow('kunshan', sameCode)])
    expect((await duplicateHits(handler, ids.id))?.hits).toMatchObject([
      { projectName: '五轴机床产线', version: 2 },
    ])
    expect(await db.client.listedProject.count()).toBe(5)
    const breaches = await replayEvents(db)
    expect(breaches.filter(({ subject }) => subject.startsWith('DuplicateDecision'))).toEqual([])
  },
)
