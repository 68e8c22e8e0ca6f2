/** Experts as rows of a workbook, or as rows copied from one. */
import { messagesOf } from '#app/i18n/messages.ts'
import type { ImportSheet } from '../import-sheet.ts'

/** In the order in which rows are pasted; a row may end earlier. */
const expertColumns = [
  'name',
  'employer',
  'employerUscc',
  'cityCode',
  'title',
  'kind',
  'specialties',
  'validTo',
  'phone',
  'email',
  'idNo',
  'history',
  'shareholdings',
] as const
export type ExpertColumn = (typeof expertColumns)[number]
export type ExpertCells = Partial<Record<ExpertColumn, string>>

export const expertSheet: ImportSheet<ExpertColumn> = {
  texts: 'expert.list',
  columns: expertColumns,
  needed: ['name', 'employer', 'cityCode', 'title', 'kind', 'validTo'],
  words: (locale) => ({ kind: messagesOf(locale).scoring.kind }),
}

/** A cell that holds line ends or quotes, as it is copied. */
const quotedCell = /(^|[\t\n])"((?:[^"]|"")*)"(?=\t|\r?\n|\r?$)/g

/** Rows copied from a workbook, each with its number from 1; empty lines count and are left out. */
export function pastedRows(pasted: string): { row: number; cells: ExpertCells }[] {
  const lines = pasted.replaceAll(
    quotedCell,
    (_, before: string, cell: string) => before + cell.replaceAll('""', '"').replaceAll(/\r?\n/g, ';'),
  )
  return lines.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return []
    const cells = line.split('\t')
    return { row: at + 1, cells: Object.fromEntries(expertColumns.map((key, n) => [key, cells[n] ?? ''])) }
  })
}
