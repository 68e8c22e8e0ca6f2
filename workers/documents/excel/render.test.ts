import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { checkWorkbook } from '#app/platform/workbook-gate.server.ts'
import { contentOf } from '#fixtures/content.ts'
import { specimens } from '#fixtures/documents.ts'
import { renderWorkbook } from './render.ts'

async function sheetOf(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}

test('amounts are numbers that add up, the header repeats on every printed page', async () => {
  const sheet = await sheetOf(await renderWorkbook(specimens.recommendation_sheet))
  const amounts = [5, 6, 7].map((row) => sheet.getRow(row).getCell(7).value)
  expect(amounts).toEqual([1000, 430, 1430])
  expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1, printTitlesRow: '4:4' })
})

test('what looks like a formula stays text', async () => {
  const { application_list: list } = specimens
  const hostile = { ...list, title: '=cmd|[a]:*?/b', documentNo: '=1+1' }
  const sheet = await sheetOf(await renderWorkbook(hostile))
  expect(sheet.name).toBe('=cmd| a     b')
  expect(sheet.getCell('A2').value).toBe('=1+1')
})

test('our own workbooks pass the gate that uploads have to pass', async () => {
  const bytes = await renderWorkbook(specimens.ranking)
  expect((await checkWorkbook(contentOf(bytes))).ok).toBe(true)
})
