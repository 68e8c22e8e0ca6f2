import ExcelJS from 'exceljs'
import type { ColumnGuide, SheetGuide } from '#app/domain/import-sheet.ts'

type Words = {
  /** name of the sheet that says how to fill in the others */
  title: string
  sheet: string
  column: string
  needed: string
  yes: string
  how: string
  several: string
}
type Validations = { add(range: string, rule: ExcelJS.DataValidation): void }

/** what Excel takes of a list that stands in the rule itself, in characters */
const longestList = 255

/**
 * A workbook to fill in: each sheet with its captions (an asterisk where no row may be empty), cells that keep what is
 * typed as text, a drop-down list where a column takes one word of a list; the last sheet says how to fill in the others.
 */
export async function emptyWorkbook({
  sheets,
  words,
  mostRows,
}: {
  sheets: readonly SheetGuide[]
  words: Words
  mostRows: number
}): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.created = book.modified = new Date(0)
  for (const { title, columns } of sheets) {
    const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
    for (const [at, { caption }] of columns.entries()) {
      const column = sheet.getColumn(at + 1)
      column.width = Math.max(14, caption.length * 2 + 4)
      column.numFmt = '@'
    }
    addHead(
      sheet,
      columns.map(({ caption, needed }) => (needed ? `${caption}*` : caption)),
    )
    const { dataValidations } = sheet as ExcelJS.Worksheet & { dataValidations: Validations }
    for (const [at, column] of columns.entries()) {
      const list = `"${column.words.join(',')}"`
      if (column.words.length === 0 || column.several || list.length > longestList) continue
      const letter = sheet.getColumn(at + 1).letter
      dataValidations.add(`${letter}2:${letter}${mostRows + 1}`, {
        type: 'list',
        allowBlank: true,
        formulae: [list],
        showErrorMessage: true,
      })
    }
  }
  addGuide(book, sheets, words)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addGuide(book: ExcelJS.Workbook, sheets: readonly SheetGuide[], words: Words): void {
  const guide = book.addWorksheet(words.title, { views: [{ state: 'frozen', ySplit: 1 }] })
  for (const [at, width] of [20, 28, 8, 80].entries()) guide.getColumn(at + 1).width = width
  addHead(guide, [words.sheet, words.column, words.needed, words.how])
  for (const { title, columns } of sheets)
    for (const column of columns) {
      const row = guide.addRow([title, column.caption, column.needed ? words.yes : '', howOf(column, words)])
      row.alignment = { vertical: 'top', wrapText: true }
    }
}

function howOf({ words: list, several, hint }: ColumnGuide, words: Words): string {
  return [list.join(' / '), several ? words.several : '', hint].filter(Boolean).join('; ')
}

function addHead(sheet: ExcelJS.Worksheet, captions: string[]): void {
  const row = sheet.addRow(captions)
  row.font = { bold: true }
  row.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFECEFF3' } }
  })
}
