import ExcelJS from 'exceljs'
import { type Column, type Report, shortHash } from '#app/domain/reports/report.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import type { DocumentProof } from '../pdf/render.ts'

type Table = Extract<Report['sections'][number]['blocks'][number], { type: 'table' }>

const line = { style: 'thin', color: { argb: 'FF9AA0A6' } } as const
const border = { top: line, left: line, bottom: line, right: line }
const songti = 'SimSun'

/**
 * A report as a workbook of one sheet: title, meta lines, tables with numbers as numbers, totals, hash in the page footer.
 * @param proof what the log says of the entry that names it: a line under the table and in the page footer
 */
export async function renderWorkbook(
  report: Report,
  proof: Pick<DocumentProof, 'index' | 'leaf' | 'size' | 'url'> | null = null,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.created = book.modified = new Date(0)
  book.creator = ''
  book.title = report.title
  const sheet = book.addWorksheet(sheetName(report.title), {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  const tables = report.sections.flatMap((section) =>
    section.blocks
      .filter((block) => block.type === 'table')
      .map((table) => ({ heading: section.heading, table })),
  )
  const wide = Math.max(1, ...tables.map(({ table }) => table.columns.length))
  const spread = (text: string, font: Partial<ExcelJS.Font>, horizontal: 'left' | 'center') => {
    const row = sheet.addRow([text])
    sheet.mergeCells(row.number, 1, row.number, wide)
    row.getCell(1).style = {
      font: { name: songti, ...font },
      alignment: { horizontal, vertical: 'middle', wrapText: true },
    }
    return row
  }

  spread(report.title, { size: 18, bold: true }, 'center').height = 34
  if (report.documentNo) spread(report.documentNo, { size: 11 }, 'center')
  if (report.meta.length > 0)
    spread(report.meta.map(({ label, value }) => `${label}：${value}`).join('    '), { size: 10 }, 'left')
  for (const { heading, table } of tables) {
    if (heading) spread(heading, { size: 12, bold: true }, 'left')
    writeTable(sheet, table)
  }
  const room = Array.from({ length: wide }, (_, at) => sheet.getColumn(at + 1).width ?? 9).reduce(
    (a, b) => a + b,
    0,
  )
  for (const block of report.sections.flatMap((section) => section.blocks))
    if (block.type === 'paragraph')
      spread(block.text, { size: 10 }, 'left').height = 16 * Math.ceil(size(block.text) / room)
  const { receiptNo, sha256, watermark } = report.footer
  if (watermark) sheet.headerFooter.oddHeader = `&C&24&K9AA0A6${watermark.replaceAll('&', '&&')}`
  if (sha256) spread(`${captions.footer.hash}：${sha256}`, { size: 9, color: { argb: 'FF5F6368' } }, 'left')
  const entry = proof && fill(captions.sheet.entry, { ...proof, short: shortHash(proof.leaf) })
  if (proof && entry) {
    spread(entry, { size: 9, color: { argb: 'FF5F6368' } }, 'left')
    spread(fill(captions.sheet.check, { url: proof.url }), { size: 9, color: { argb: 'FF5F6368' } }, 'left')
  }
  const printed = entry ?? shortHash(sha256)
  sheet.headerFooter.oddFooter = `&L${receiptNo.replaceAll('&', '&&')} ${printed}&R${captions.sheet.page}`
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function writeTable(sheet: ExcelJS.Worksheet, { columns, rows, totals }: Table): void {
  const header = sheet.addRow(columns.map(({ caption, unit }) => (unit ? `${caption}（${unit}）` : caption)))
  header.eachCell((cell) => {
    cell.style = {
      font: { name: songti, size: 11, bold: true },
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFECEFF3' } },
      border,
    }
  })
  if (sheet.views.length === 0 || sheet.views[0]?.state !== 'frozen') {
    sheet.views = [{ state: 'frozen', ySplit: header.number }]
    sheet.pageSetup.printTitlesRow = `${header.number}:${header.number}`
  }
  const all = totals ? [...rows, totals] : rows
  for (const [index, values] of all.entries()) {
    const row = sheet.addRow(columns.map((column) => cellValue(column, values[column.key] ?? '')))
    for (const [at, column] of columns.entries())
      row.getCell(at + 1).style = {
        font: { name: songti, size: 10, bold: index === rows.length },
        alignment: { horizontal: column.align, vertical: 'middle', wrapText: true },
        numFmt: column.decimals === null ? '@' : numberFormat(column.decimals),
        border,
      }
  }
  for (const [at, column] of columns.entries()) sheet.getColumn(at + 1).width = widthOf(column, rows)
}

/** Numbers become numbers so that they can be added up; everything else stays the text it is, never a formula. */
function cellValue(column: Column, text: string): string | number {
  if (column.decimals === null || !/^-?[\d,]+(\.\d+)?$/.test(text)) return text
  return Number(text.replaceAll(',', ''))
}

function numberFormat(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}${'#'.repeat(6 - decimals)}`
}

/** Wide enough for its longest text, between 6 and 44 characters; a Chinese character counts two. */
function widthOf(column: Column, rows: Table['rows']): number {
  const longest = Math.max(
    ...[column.caption + column.unit, ...rows.map((row) => row[column.key] ?? '')].map(size),
  )
  return Math.min(44, Math.max(6, longest + 2))
}

function size(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
}

/** Excel allows 31 characters and no []:*?/\ in the name of a sheet. */
function sheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
