import { beforeAll, expect, test } from 'vitest'
import { importedLists, listedSources } from '#app/db/review/listed-projects.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aList, aListRow, importRows } from '#fixtures/listed-projects.ts'
import { aWorkbook } from '#fixtures/workbook.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { keepWorkbook } from '../import-workbook.server.ts'
import { importList, tryList } from './import-listed.server.ts'
import { withdrawList } from './withdraw-list.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('listed')
})

const name = '2024年立项清单.xlsx'

eachDialect(
  'a list is tried, its good rows are imported in one event, and again changes nothing',
  async (db) => {
    await seedCast(db)
    const ctx = ctxOf(db, 'province_handler')
    const rows = [
      aListRow('kunshan'),
      aListRow('jiangning', { code: '', fund: '', amount: '' }),
      aListRow('kunshan', { uscc: '9132O583MADEMX02XQ', year: 24 }),
      aListRow('kunshan', { amount: 7 }),
      aListRow('park', { uscc: '91350100M000100Y43', undertaker: '库中没有的企业' }),
    ]
    const { fileId } = held(await keepWorkbook(ctx, 'listed_projects', { name, content: await aList(rows) }))
    const trial = held(await tryList(ctx, fileId))
    expect(trial).toMatchObject({ fileName: name, added: 3, changed: 0, same: 0 })
    expect(
      trial.problems.map(({ row, problems }) => [row, problems.map(({ path, code }) => `${path} ${code}`)]),
    ).toEqual([
      [5, ['uscc uscc_alphabet', 'year fund_year']],
      [6, ['project twice']],
    ])
    expect(await db.client.listedProject.count()).toBe(0)

    expect(held(await importList(ctx, fileId))).toEqual({ added: 3, changed: 0 })
    expect(held(await importList(ctx, fileId))).toEqual({ added: 0, changed: 0 })
    expect(await db.client.listedProject.findMany({ orderBy: { rowNumber: 'asc' } })).toMatchObject([
      {
        uscc: '91320583MADEMX02XQ',
        projectCode: 'BE2024001',
        department: '省科技厅',
        year: 2024,
        amountFen: 120_500_000n,
        version: 1,
        fileId,
        rowNumber: 3,
      },
      { projectCode: '', fund: '', amountFen: null, rowNumber: 4 },
      { uscc: '91350100M000100Y43', rowNumber: 7 },
    ])
    const entries = await db.client.auditEntry.findMany({ where: { act: 'listed_projects.import' } })
    expect(entries.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).after)).toEqual([
      { workbook: expect.stringMatching(/^[0-9a-f]{64}$/), added: 3, changed: 0 },
    ])
  },
)

eachDialect('a later list changes amount and name of what is there, and counts it', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'province_handler')
  await importRows(ctx, [aListRow('kunshan'), aListRow('jiangning')])
  const { id } = await db.client.listedProject.findFirstOrThrow({ where: { amountFen: { gt: 0n } } })
  const later = [
    aListRow('kunshan', { amount: 200 }),
    aListRow('jiangning'),
    aListRow('kunshan', { year: 2023, department: '省发展改革委' }),
  ]
  const { fileId } = held(await keepWorkbook(ctx, 'listed_projects', { name, content: await aList(later) }))
  expect(held(await tryList(ctx, fileId))).toMatchObject({ added: 1, changed: 1, same: 1 })
  expect(held(await importList(ctx, fileId))).toEqual({ added: 1, changed: 1 })
  expect(await db.client.listedProject.findUnique({ where: { id } })).toMatchObject({
    amountFen: 200_000_000n,
    version: 2,
    fileId,
    rowNumber: 3,
  })
  expect(await listedSources(ctx)).toMatchObject([
    { department: '省科技厅', year: 2024, count: 2, amountFen: 320_500_000n },
    { department: '省发展改革委', year: 2023, count: 1, amountFen: 120_500_000n },
  ])
  expect(await listedSources(ctxOf(db, 'suzhou_handler'))).toEqual([])
})

eachDialect(
  'a withdrawn list takes with it what no other has, and gives back what others say',
  async (db) => {
    await seedCast(db)
    const ctx = ctxOf(db, 'province_handler')
    const at = (minutes: number) => ({ ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) })
    const first = [aListRow('kunshan'), aListRow('jiangning')]
    const later = [aListRow('kunshan', { amount: 200 }), aListRow('jiangning'), aListRow('park')]
    await importRows(at(0), first, 'first.xlsx')
    await importRows(at(1), later, 'later.xlsx')
    await importRows(at(2), [aListRow('jiangning')], 'same.xlsx')
    const lists = await importedLists(ctx)
    expect(lists.map(({ fileName, projects }) => [fileName, projects])).toEqual([
      ['same.xlsx', 1],
      ['later.xlsx', 3],
      ['first.xlsx', 2],
    ])
    const withdraw = async (fileName: string) => {
      const fileId = lists.find((list) => list.fileName === fileName)?.fileId ?? ''
      return held(await withdrawList(at(3), { fileId, reason: 'x' })).projects
    }
    const amounts = async () =>
      (await listedSources(ctx)).map(({ count, amountFen }) => `${count}: ${amountFen / 1_000_000n}`)
    expect(await amounts()).toEqual(['3: 441'])
    expect(await withdraw('later.xlsx')).toBe(1)
    expect(await amounts()).toEqual(['2: 241'])
    expect(await withdraw('first.xlsx')).toBe(1)
    expect(await amounts()).toEqual(['1: 120'])
    expect(await withdraw('same.xlsx')).toBe(1)
    expect(await amounts()).toEqual([])
    expect(await db.client.listedProject.count()).toBe(3)
  },
)

test('only a handler of the province imports, and only the own upload', async () => {
  await using db = await testDb()
  await seedCast(db)
  const content = await aList([aListRow('kunshan')])
  for (const key of ['suzhou_handler', 'province_approver', 'kunshan_applicant', 'sys_admin'] as const)
    await expect(keepWorkbook(ctxOf(db, key), 'listed_projects', { name, content })).rejects.toThrow(
      'not found',
    )
  const { fileId } = held(
    await keepWorkbook(ctxOf(db, 'province_handler'), 'listed_projects', { name, content }),
  )
  await expect(importList(ctxOf(db, 'province_handler_two'), fileId)).rejects.toThrow('not found')
})

test('what has no captions, or no row without problems, is refused', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'province_handler')
  const other = held(
    await keepWorkbook(ctx, 'listed_projects', { name, content: await aWorkbook({ 表: [['甲', '乙']] }) }),
  )
  expect(await tryList(ctx, other.fileId)).toMatchObject({ refusal: { code: 'columns_missing' } })
  const wrong = held(
    await keepWorkbook(ctx, 'listed_projects', {
      name,
      content: await aList([aListRow('kunshan', { project: '' })]),
    }),
  )
  expect(await importList(ctx, wrong.fileId)).toMatchObject({ refusal: { code: 'nothing_to_import' } })
  expect(await db.client.auditEntry.count({ where: { act: 'listed_projects.import' } })).toBe(0)
})
