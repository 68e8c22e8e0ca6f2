import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { type ImportList, importLists } from '#app/domain/import-lists.ts'
import { env } from '#app/platform/env.server.ts'
import { importEnterprises, tryImport } from '#app/services/enterprise/import.server.ts'
import { keepWorkbook } from '#app/services/import-workbook.server.ts'
import { importList } from '#app/services/review/import-listed.server.ts'
import { revealExpert } from '#app/services/scoring/expert.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('imports')
})

const lists = Object.keys(importLists) as ImportList[]
const keepers: Record<ImportList, string> = {
  enterprises: 'user-province_handler',
  listed_projects: 'user-province_handler',
  experts: 'user-organiser',
}

test.each(lists)(
  'the upload of %s stays where it is, so that a refused one says why, and is nothing to whoever may not import',
  async (list) => {
    await using db = await testDb()
    await seedCast(db)
    const { requestAs } = await testSite(db)
    for (const path of [`/files/imports/${list}`, `/files/imports/${list}/template`]) {
      expect((await requestAs({ id: keepers[list] }, path)).status).toBe(200)
      expect((await requestAs({ id: 'user-kunshan_applicant' }, path)).status).toBe(404)
    }
    expect((await requestAs({ id: keepers[list] }, '/files/imports/others')).status).toBe(404)
  },
)

async function bookOf(response: Response): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  return book
}

/** Types values under their captions, as somebody who fills in the template does. */
function fillIn(book: ExcelJS.Workbook, name: string, typed: Record<string, string>): void {
  const sheet = book.getWorksheet(name)
  const captions = sheet?.getRow(1).values as string[]
  for (const [caption, value] of Object.entries(typed)) {
    expect(captions).toContain(caption)
    if (sheet) sheet.getRow(2).getCell(captions.indexOf(caption)).value = value
  }
}

async function sent(book: ExcelJS.Workbook): Promise<{ name: string; content: Uint8Array }> {
  return { name: '已填.xlsx', content: new Uint8Array(await book.xlsx.writeBuffer()) }
}

test('the template of enterprises offers its words, and filled in it imports', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs } = await testSite(db)
  const ctx = ctxOf(db, 'province_handler')
  const response = await requestAs({ id: ctx.actor.id }, '/files/imports/enterprises/template')
  expect(response.headers.get('Content-Disposition')).toContain(encodeURIComponent('企业（模板）.xlsx'))
  const book = await bookOf(response)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['企业', '信用与事故记录', '填写说明'])
  const rows = book.getWorksheet('填写说明')?.getSheetValues() as string[][]
  expect(rows.find((row) => row?.[2] === '企业规模')?.[4]).toBe('大型 / 中型 / 小型 / 微型')
  expect(book.getWorksheet('企业')?.getCell('I2').dataValidation).toMatchObject({
    type: 'list',
    formulae: ['"大型,中型,小型,微型"'],
  })

  const empty = held(await keepWorkbook(ctx, 'enterprises', await sent(book)))
  expect(await importEnterprises(ctx, empty.fileId)).toMatchObject({ refusal: { code: 'nothing_to_import' } })
  fillIn(book, '企业', {
    '统一社会信用代码*': '91350100M000100Y43',
    '企业名称*': '徐州新企业有限公司',
    '所属县（市、区）或开发区*': '徐州市鼓楼区',
    登记注册类型: '股份有限公司',
    企业规模: '小型',
    资质: '高新技术企业、中小企业',
    资源集约利用评价等级: 'C-',
  })
  fillIn(book, '信用与事故记录', {
    '统一社会信用代码*': '91350100M000100Y43',
    '记录类型*': '经营异常',
    '发生日期*': '2024-03-01',
    '依据*': '（2024）1号',
  })
  const { fileId } = held(await keepWorkbook(ctx, 'enterprises', await sent(book)))
  expect(held(await tryImport(ctx, fileId)).problems).toEqual([])
  expect(held(await importEnterprises(ctx, fileId))).toEqual({ created: 1, updated: 0, flags: 1 })
  expect(await db.client.enterprise.findUnique({ where: { uscc: '91350100M000100Y43' } })).toMatchObject({
    unitCode: '320302',
    registerType: 'joint_stock',
    size: 'small',
    tags: 'HIGH_TECH,SME',
    resourceGrade: 'C-',
  })
})

test('the template of listed projects imports in either language, and its page says how to fill it in', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs } = await testSite(db)
  const ctx = ctxOf(db, 'province_handler')
  const english = { headers: { Cookie: 'locale=en' } }
  const path = '/files/imports/listed_projects/template'
  for (const [response, sheet, captions] of [
    [
      await requestAs({ id: ctx.actor.id }, path),
      '其他部门项目清单',
      ['统一社会信用代码*', '承担单位*', '项目名称*', '主管部门*', '年度*'],
    ],
    [
      await requestAs({ id: ctx.actor.id }, path, english),
      'Lists of other departments',
      ['Credit code*', 'Undertaker*', 'Project*', 'Department*', 'Year*'],
    ],
  ] as const) {
    const book = await bookOf(response)
    const values = ['91350100M000100Y43', '新企业', `项目 ${sheet}`, '省科技厅', '2024']
    fillIn(book, sheet, Object.fromEntries(captions.map((caption, at) => [caption, values[at] ?? ''])))
    const { fileId } = held(await keepWorkbook(ctx, 'listed_projects', await sent(book)))
    expect(held(await importList(ctx, fileId))).toEqual({ added: 1, changed: 0 })
  }
  const page = await pageText(await requestAs({ id: ctx.actor.id }, '/enterprises/import'))
  for (const words of [
    '下载模板',
    '大型 / 中型 / 小型 / 微型',
    '国有独资公司',
    '徐州市鼓楼区',
    '失信被执行人',
  ])
    expect(page).toContain(words)
})

test('the template of experts imports, with what is sealed, from the page that tried it', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const ctx = ctxOf(db, 'organiser')
  const book = await bookOf(await requestAs({ id: ctx.actor.id }, '/files/imports/experts/template'))
  fillIn(book, '专家', {
    '姓名*': '赵一',
    '工作单位*': '南京大学',
    '常驻城市*': '南京市',
    '职称*': '教授',
    '类别*': '技术',
    专业领域: '34、35',
    '聘期至*': '2049-12-31',
    手机: '13800001234',
    身份证号码: '32010019700101123X',
    任职经历: '南京大学，，教授，2010，\n南京机床厂，，顾问，2023，2024',
    持股情况: '某某股份，91320102MADEMX0112，3.5%，上市',
  })
  const { fileId: file } = held(await keepWorkbook(ctx, 'experts', await sent(book)))
  const page = await pageText(await requestAs({ id: ctx.actor.id }, `/experts/import?file=${file}`))
  for (const words of ['检查结果：已填.xlsx', '将增加专家 1 名', '技术 / 财务 / 管理'])
    expect(page).toContain(words)
  const answer = await postAs({ id: ctx.actor.id }, '/experts/import', { file })
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/experts?imported=1'])
  const { id, history, shareholdings } = await db.client.expert.findFirstOrThrow({ where: { name: '赵一' } })
  expect(JSON.parse(history)).toHaveLength(2)
  expect(JSON.parse(shareholdings)).toEqual([
    { orgName: '某某股份', uscc: '91320102MADEMX0112', percent: '3.5', listed: true },
  ])
  expect(held(await revealExpert(ctx, id))).toMatchObject({
    phone: '13800001234',
    idNo: '32010019700101123X',
  })
  const again = await pageText(await requestAs({ id: ctx.actor.id }, `/experts/import?file=${file}`))
  expect(again).toContain('“专家”第 2 行： 姓名: 赵一已在专家库中')
})

test('ties that cannot be read keep a row of experts out, with entry and part, from a workbook and pasted', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const ctx = ctxOf(db, 'organiser')
  const book = await bookOf(await requestAs({ id: ctx.actor.id }, '/files/imports/experts/template'))
  const row = ['赵一', '南京大学', '', '南京市', '教授', '技术', '34', '2049-12-31', '', '', '']
  const posts = '南京大学，，教授，2010，\n南京机床厂，91320102MADEMX0113，顾问，2023，2024'
  fillIn(book, '专家', {
    '姓名*': '赵一',
    '工作单位*': '南京大学',
    '常驻城市*': '南京市',
    '职称*': '教授',
    '类别*': '技术',
    专业领域: '34',
    '聘期至*': '2049-12-31',
    任职经历: posts,
  })
  const { fileId: file } = held(await keepWorkbook(ctx, 'experts', await sent(book)))
  const page = await pageText(await requestAs({ id: ctx.actor.id }, `/experts/import?file=${file}`))
  const words = '任职经历第 2 条的统一社会信用代码: 统一社会信用代码校验不通过'
  expect(page).toContain(`“专家”第 2 行： ${words}`)

  const paste = async (history: string, shares: string) =>
    postAs({ id: ctx.actor.id }, '/experts/import', {
      rows: [...row, `"${history}"`, shares].join('\t') + '\n',
    })
  const refused = await pageText(await paste(posts, '某某股份，，3'))
  for (const said of [words, '持股情况第 1 条的上市公司: 必填']) expect(refused).toContain(`第 1 行 ${said}`)
  expect((await paste(posts.replace('0113', '0112'), '某某股份，，3，否')).status).toBe(302)
  const { history } = await db.client.expert.findFirstOrThrow({ where: { name: '赵一' } })
  expect(JSON.parse(history)).toMatchObject([{ to: '' }, { uscc: '91320102MADEMX0112', to: '2024' }])
})
