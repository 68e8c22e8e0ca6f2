import { beforeAll, expect } from 'vitest'
import { findEnterprise } from '#app/db/enterprise.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { keepWorkbook } from '../import-workbook.server.ts'
import { importEnterprises, tryImport } from './import.server.ts'
import { held } from '#fixtures/held.ts'
import { aWorkbook } from '#fixtures/workbook.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('import')
})

const captions = [
  '统一社会信用代码*',
  '企业名称',
  '所属县（市、区）或开发区',
  '企业规模',
  '资质',
  '成立日期',
  '实际控制人',
]
const created = [
  '91350100M000100Y43',
  '苏州新企业有限公司',
  '320583',
  '中型',
  '高新技术企业, ZJTX',
  new Date('2019-05-06'),
  '王启明',
]
const known = ['91320583MADEMX02XQ', '昆山精锐数控装备股份有限公司', '320583', '', '', '']
const wrong = ['9132O583MADEMX02XQ', '', '未知县', '巨型', '', '2019-02-30']

const credit = [
  ['信用代码', '不是表头'],
  ['统一社会信用代码', '记录类型', '事故等级', '发生日期', '移出日期', '依据'],
  ['91320583MADEMX02XQ', '生产安全事故', '重大', '2024-03-01', '', '苏应急〔2024〕3号'],
  ['91350100M000100Y43', '失信被执行人', '', '2024-06-01', '2025-06-01', '（2024）苏05执1号'],
  ['91320102MADEM0071H', '失信被执行人', '', '2024-06-01', '', 'x'],
]

eachDialect('a workbook is tried, then its good rows are imported, and again changes nothing', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'province_handler')
  const content = await aWorkbook({
    企业: [['说明'], captions, created, known, wrong, created],
    信用: credit,
  })
  const { fileId } = held(await keepWorkbook(ctx, 'enterprises', { name: '企业.xlsx', content }))

  const dry = held(await tryImport(ctx, fileId))
  expect([dry.created.length, dry.updated.length, dry.flags]).toEqual([1, 1, 2])
  expect(
    dry.problems.map(({ row, problems }) => [row, problems.map(({ path, code }) => `${path} ${code}`)]),
  ).toEqual([
    [
      5,
      [
        'uscc uscc_alphabet',
        'name required',
        'unit not_a_unit',
        'establishedOn day_format',
        'size not_an_option',
      ],
    ],
    [6, ['uscc twice']],
    [5, expect.any(Array)],
  ])
  expect(await db.client.creditFlag.count()).toBe(0)

  expect(held(await importEnterprises(ctx, fileId))).toEqual({ created: 1, updated: 1, flags: 2 })
  expect(held(await importEnterprises(ctx, fileId))).toEqual({ created: 0, updated: 0, flags: 0 })
  expect(await db.client.enterprise.findUnique({ where: { uscc: '91350100M000100Y43' } })).toMatchObject({
    unitCode: '320583',
    cityCode: '320500',
    size: 'medium',
    tags: 'HIGH_TECH,ZJTX',
    establishedOn: '2019-05-06',
    controller: '王启明',
    origin: 'imported',
  })
  const kept = await findEnterprise(ctx, 'enterprise-kunshan')
  expect(kept).toMatchObject({ name: '昆山精锐数控装备股份有限公司', size: 'medium', contactName: '沈佳' })
  expect(kept.creditFlags).toMatchObject([{ kind: 'safety', level: 'major', endsOn: null }])
  expect(await db.client.auditEntry.count({ where: { act: { startsWith: 'enterprise.' } } })).toBe(4)
})

eachDialect('only a handler of the province imports, and only the own upload', async (db) => {
  await seedCast(db)
  const content = await aWorkbook({ 企业: [captions, created] })
  for (const key of ['suzhou_handler', 'province_approver', 'kunshan_applicant', 'sys_admin'] as const)
    await expect(keepWorkbook(ctxOf(db, key), 'enterprises', { name: 'a.xlsx', content })).rejects.toThrow(
      'not found',
    )
  const { fileId } = held(
    await keepWorkbook(ctxOf(db, 'province_handler'), 'enterprises', { name: 'a.xlsx', content }),
  )
  await expect(importEnterprises(ctxOf(db, 'province_handler_two'), fileId)).rejects.toThrow('not found')
})

eachDialect('what is no workbook, or has no captions, is refused and leaves nothing', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'province_handler')
  const text = new TextEncoder().encode('not a workbook')
  expect(await keepWorkbook(ctx, 'enterprises', { name: 'a.xlsx', content: text })).toMatchObject({
    refusal: { code: 'file_content' },
  })
  expect(await keepWorkbook(ctx, 'enterprises', { name: 'a.pdf', content: text })).toMatchObject({
    refusal: { code: 'file_format' },
  })
  expect(await db.client.storedFile.count()).toBe(0)
  const content = await aWorkbook({ other: [['a', 'b']] })
  const { fileId } = held(await keepWorkbook(ctx, 'enterprises', { name: 'a.xlsx', content }))
  expect(await tryImport(ctx, fileId)).toMatchObject({ refusal: { code: 'columns_missing' } })
})
