import { beforeAll, expect, test } from 'vitest'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aWorkbook } from '#fixtures/workbook.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { aZip } from '#fixtures/zip.ts'
import { keepWorkbook } from '../import-workbook.server.ts'
import { importExperts, pasteExperts, tryExperts } from './import-experts.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('experts')
})

const captions = ['姓名', '工作单位', '常驻城市', '职称', '类别', '专业领域', '聘期至', '手机']

function aRow(name: string, changes: Partial<Record<string, unknown>> = {}): unknown[] {
  const row: Record<string, unknown> = {
    姓名: name,
    工作单位: '南京大学',
    常驻城市: '南京市',
    职称: '正高级',
    类别: '技术专家',
    专业领域: '34',
    聘期至: new Date('2049-12-31'),
    手机: '13800001234',
    ...changes,
  }
  return captions.map((caption) => row[caption])
}

eachDialect('experts of a workbook are tried, the good rows admitted, and again nobody', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'organiser')
  const before = await db.client.expert.count()
  const rows = [
    aRow('赵一'),
    aRow('钱二', { 常驻城市: '999999', 类别: '市场', 聘期至: '明年' }),
    aRow('赵一'),
    aRow('孙三', { 常驻城市: '320500', 工作单位: '长'.repeat(201) }),
    aRow('李四', { 常驻城市: 'Suzhou', 类别: 'Finance', 专业领域: '' }),
  ]
  const content = await aWorkbook({ 专家: [['名单'], captions, ...rows] })
  const { fileId } = held(await keepWorkbook(ctx, 'experts', { name: '专家.xlsx', content }))
  const trial = held(await tryExperts(ctx, fileId))
  expect([trial.added, await db.client.expert.count()]).toEqual([2, before])
  expect(
    trial.problems.map(({ row, problems }) => [row, problems.map(({ path, code }) => `${path} ${code}`)]),
  ).toEqual([
    [4, ['kind expert_kind_unknown', 'cityCode expert_city', 'validTo day_format']],
    [5, ['name twice']],
    [6, ['employer too_long']],
  ])

  expect(held(await importExperts(ctx, fileId))).toEqual({ count: 2 })
  expect(
    await db.client.expert.findMany({
      where: { name: { in: ['赵一', '李四'] } },
      orderBy: { cityCode: 'asc' },
    }),
  ).toMatchObject([
    { cityCode: '320100', kind: 'technical', validTo: '2049-12-31', phone: expect.stringMatching(/^v1\./) },
    { cityCode: '320500', kind: 'finance' },
  ])
  expect(await importExperts(ctx, fileId)).toMatchObject({ refusal: { code: 'nothing_to_import' } })
  expect(held(await tryExperts(ctx, fileId)).problems[0]?.problems).toEqual([
    { path: 'name', code: 'expert_in_pool', params: { name: '赵一' } },
  ])
  expect(await db.client.auditEntry.count({ where: { act: 'expert.admit' } })).toBe(2)
})

eachDialect('pasted rows name their cities in words; one unknown city stops them all', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'organiser')
  const row = (name: string, city: string, fields: string) =>
    [name, '南京大学', '', city, '正高级', '技术', fields, '2049-12-31'].join('\t')
  expect(
    await pasteExperts(ctx, [row('赵一', '南京市', '34'), '', row('钱二', '999999', '99')].join('\n')),
  ).toMatchObject({
    refusal: {
      fields: [
        { path: '3.specialties', code: 'expert_specialties' },
        { path: '3.cityCode', code: 'expert_city' },
      ],
    },
  })
  held(await pasteExperts(ctx, [row('赵一', '南京市', '34'), row('孙三', '320500', '26')].join('\n')))
  const added = await db.client.expert.findMany({
    where: { name: { in: ['赵一', '孙三'] } },
    select: { cityCode: true },
    orderBy: { cityCode: 'asc' },
  })
  expect(added.map(({ cityCode }) => cityCode)).toEqual(['320100', '320500'])
  expect(await pasteExperts(ctx, `${row('周五', '南京市', '34')}\n`.repeat(2001))).toMatchObject({
    refusal: { code: 'workbook_too_long', params: { most: 2000 } },
  })
})

test('only the organiser imports, only the own upload of experts, and no bomb', async () => {
  await using db = await testDb()
  await seedCast(db)
  const given = { name: 'a.xlsx', content: await aWorkbook({ 专家: [captions, aRow('赵一')] }) }
  for (const key of ['supervisor', 'province_handler', 'kunshan_applicant'] as const) {
    await expect(keepWorkbook(ctxOf(db, key), 'experts', given)).rejects.toThrow('not found')
    await expect(pasteExperts(ctxOf(db, key), '')).rejects.toThrow('not found')
  }
  const other = held(await keepWorkbook(ctxOf(db, 'province_handler'), 'enterprises', given))
  await expect(importExperts(ctxOf(db, 'organiser'), other.fileId)).rejects.toThrow('not found')
  const bomb = aZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'xl/workbook.xml', content: '<workbook/>' },
    { name: 'xl/worksheets/sheet1.xml', content: new Uint8Array(300 * 1024 * 1024) },
  ])
  expect(
    await keepWorkbook(ctxOf(db, 'organiser'), 'experts', { name: 'a.xlsx', content: bomb }),
  ).toMatchObject({
    refusal: { code: 'archive_too_large' },
  })
})
