import ExcelJS from 'exceljs'
import { extractText, getDocumentProxy } from 'unpdf'

/** What a reader of the PDF can select, page by page; the tests' and the golden texts' view of it. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  return text.map((page, index) => `[${index + 1}]\n${page.trim()}\n`).join('\n')
}

/** Cells of every sheet, a row a line, with the formats of numbers that are not plain text. */
export async function textOfWorkbook(bytes: Uint8Array): Promise<string> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  return book.worksheets
    .map((sheet) => {
      const lines: string[] = [`[${sheet.name}]`]
      sheet.eachRow((row) => {
        const cells: string[] = []
        row.eachCell((cell) => {
          if (cell.isMerged && cell.master !== cell) return
          cells.push(typeof cell.value === 'number' ? `${cell.value} {${cell.numFmt}}` : cell.text)
        })
        lines.push(cells.join(' | '))
      })
      return [...lines, sheet.headerFooter.oddFooter ?? ''].join('\n')
    })
    .join('\n\n')
}
