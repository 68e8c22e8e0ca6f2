/** Projects that other departments and national funds support, as rows of a list (A.7, level 4). */
import type { ImportSheet } from '../import-sheet.ts'
import { fenFromWan } from '../kernel/money.ts'
import { narrow } from '../kernel/decimal.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'
import { checkUscc } from '../kernel/uscc.ts'

export const listedColumns = [
  'uscc',
  'undertaker',
  'project',
  'code',
  'department',
  'fund',
  'year',
  'amount',
] as const
export type ListedColumn = (typeof listedColumns)[number]

export const listedSheet: ImportSheet<ListedColumn> = {
  texts: 'review.listed',
  columns: listedColumns,
  needed: ['uscc', 'undertaker', 'project', 'department', 'year'],
}

export type ListedRow = {
  uscc: string
  undertakerName: string
  projectName: string
  /** empty where the list has none */
  projectCode: string
  department: string
  /** empty where the list has none */
  fund: string
  year: number
  /** null: the list does not say */
  amountFen: bigint | null
}

/** characters of a cell */
const longest = 200

/** One row of a list: the row, or what is wrong with it by its column. */
export function readListed(cells: Partial<Record<ListedColumn, string>>): {
  value: ListedRow | null
  problems: FieldProblem[]
} {
  const problems: FieldProblem[] = []
  const add = (path: string, code: string, params: FieldProblem['params'] = {}) =>
    problems.push({ path, code, params })
  const text = (column: ListedColumn) => (cells[column] ?? '').trim()
  const uscc = checkUscc(text('uscc'))
  if (!uscc.ok) problems.push(atField('uscc', uscc))
  for (const column of ['undertaker', 'project', 'department'] as const)
    if (!text(column)) add(column, 'required')
  for (const column of listedColumns) {
    const length = [...text(column)].length
    if (length > longest) add(column, 'too_long', { max: longest, length })
  }
  const year = /^((?:19|20)\d\d)\s*\u5e74?$/.exec(narrow(text('year')))?.[1]
  if (!year) add('year', 'fund_year')
  const amount = text('amount') ? fenFromWan(text('amount')) : null
  if (amount && !amount.ok) problems.push(atField('amount', amount))
  if (problems.length > 0 || !uscc.ok) return { value: null, problems }
  const value = {
    uscc: uscc.value,
    undertakerName: text('undertaker'),
    projectName: text('project'),
    projectCode: narrow(text('code')),
    department: text('department'),
    fund: text('fund'),
    year: Number(year),
    amountFen: amount?.ok ? amount.value : null,
  }
  return { value, problems }
}

/** What makes a row of one list the same as that of another; the rest of it may change. */
export function listedKey({ uscc, department, fund, year, projectCode, projectName }: ListedRow): string {
  return JSON.stringify([uscc, department, fund, year, projectCode, projectName])
}

/** Where the money comes from: 省科技厅 2024 重点研发计划. */
export function sourceOf({
  department,
  year,
  fund,
}: Pick<ListedRow, 'department' | 'year' | 'fund'>): string {
  return [department, year, fund].filter(Boolean).join(' ')
}
