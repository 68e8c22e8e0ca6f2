import type { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'

export type SheetRows = { name: string; rows: { number: number; cells: string[] }[] }

/**
 * The sheets of a workbook that has passed the gate, every cell as text as people read it, days as YYYY-MM-DD.
 * Empty rows are left out. Refusals: workbook_broken, workbook_too_long {most} when a sheet has more rows.
 */
export async function readWorkbook(
  content: Readable,
  { most }: { most: number },
): Promise<Result<SheetRows[]>> {
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.read(content, { ignoreNodes: ['drawing', 'picture', 'dataValidations', 'extLst'] })
  } catch {
    return refuse('workbook_broken')
  }
  if (book.worksheets.some((sheet) => sheet.actualRowCount > most + 1))
    return refuse('workbook_too_long', { most })
  return done(
    book.worksheets.map((sheet) => {
      const rows: SheetRows['rows'] = []
      sheet.eachRow((row, number) => {
        const cells = Array.from({ length: Math.min(row.cellCount, 100) }, (_, at) =>
          textOf(row.getCell(at + 1).value).replaceAll('\0', ''),
        )
        if (cells.some(Boolean)) rows.push({ number, cells })
      })
      return { name: sheet.name, rows }
    }),
  )
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim()
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue)
  if ('text' in value) return String(value.text).trim()
  return ''
}
