import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { type Cell, longest, showCell } from './cell.ts'
import {
  type Column,
  columnIn,
  directionPath,
  type Field,
  type FieldKind,
  type FormDefinition,
  type FormValues,
  isAsked,
  isTable,
  isVisible,
  type Label,
  orderedRows,
  rowKey,
  type Section,
  type TableSection,
  textAt,
} from './form.ts'
import { type ReadForm, readForm, sumOf } from './read-form.ts'

/**
 * A form as a page shows it: the definition, what was typed and what it means, in one language. The web page, the PDF
 * and the check list are all drawn from this.
 */

export type Language = 'zh' | 'en'
/** `words` come with what the server refused; what the page finds itself it words itself */
export type PageProblem = Omit<FieldProblem, 'path'>
export type PageColumn = {
  key: string
  kind: FieldKind
  label: string
  unit: string | null
  help: string | null
  example: string | null
  required: boolean
  maxLength: number
  options: { value: string; label: string }[]
}
export type PageCell = {
  path: string
  typed: string
  /** for reading: the label of a choice, an amount with separators; what cannot be read stays as typed */
  shown: string
  problem: PageProblem | null
  /** words are typed here though the column has numbers */
  words?: boolean
}
export type PageField = PageColumn & PageCell
export type PageRow = { path: string; key: string | null; label: string | null; cells: PageCell[] }
export type PageTable = {
  columns: PageColumn[]
  rows: PageRow[]
  /** rows are given by the form; none may be added */
  fixed: boolean
  maxRows: number
  /** sums under the columns, in 万元; null where the form asks for none */
  totals: Record<string, string> | null
}
export type PageSection = {
  key: string
  number: string
  title: string
  help: string | null
  missing: number
  wrong: number
  /** of the section as a whole, e.g. too few rows */
  problem: PageProblem | null
  fields: PageField[] | null
  table: PageTable | null
}

/** how yes and no are written, and what regions and industries are called by their codes where their names are known */
type Words = {
  language: Language
  yes: string
  no: string
  names?: ReadonlyMap<string, string>
}
type Context = {
  values: FormValues
  form: ReadForm
  words: Words
  problems: ReadonlyMap<string, FieldProblem>
}

const defaultRows = 300
const absent = new Set(['required', 'too_few_rows', 'file_missing'])

/** The sections of a form with what was typed, given what it means where the caller knows. */
export function formPage(
  definition: FormDefinition,
  values: FormValues,
  words: Words,
  { form, problems } = readForm(definition, values),
): PageSection[] {
  const context: Context = { values, form, words, problems: new Map(problems.map((p) => [p.path, p])) }
  const direction = textAt(values, directionPath)
  return definition.sections
    .filter((section) => isAsked(section, direction))
    .map((section) => {
      const own = problems.filter(({ path }) => path.split(/[.[]/)[0] === section.key)
      const missing = own.filter(({ code }) => absent.has(code)).length
      return {
        key: section.key,
        number: section.number,
        title: said(section.title, words),
        help: section.help ? said(section.help, words) : null,
        missing,
        wrong: own.length - missing,
        problem: problemAt(context, section.key),
        fields: fieldsOf(section, context),
        table: isTable(section) ? tableOf(section, context) : null,
      }
    })
}

function fieldsOf(section: Section, context: Context): PageField[] | null {
  if (isTable(section)) return null
  return section.fields
    .filter((field: Field) => isVisible(field, context.values))
    .map((field) => {
      const path = `${section.key}.${field.key}`
      const value = context.form.fields[path] ?? null
      const cell = pageCell(path, field, textAt(context.values, path), value, context)
      return { ...pageColumn(field, context.words), ...cell }
    })
}

function tableOf(section: TableSection, context: Context): PageTable {
  const { columns, rows, totals, maxRows } = section.table
  const typed = orderedRows(section, context.values)
  const read = context.form.tables[section.key] ?? []
  const listed = totals?.filter((key) => columns.some((column) => column.key === key)) ?? []
  return {
    columns: columns.map((column) => pageColumn(column, context.words)),
    rows: typed.map((row, index): PageRow => {
      const path = `${section.key}[${index}]`
      const fixed = rows?.[index]
      return {
        path,
        key: row[rowKey] ?? null,
        label: fixed ? said(fixed.label, context.words) : null,
        cells: columns.map((column) => {
          const own = columnIn(row, column)
          const value = read[index]?.cells[column.key] ?? null
          const cell = pageCell(`${path}.${column.key}`, own, row[column.key] ?? '', value, context)
          return own.kind === column.kind ? cell : { ...cell, words: true }
        }),
      }
    }),
    fixed: rows !== undefined,
    maxRows: rows?.length ?? maxRows ?? defaultRows,
    totals:
      listed.length > 0
        ? Object.fromEntries(listed.map((key) => [key, wanText(sumOf(context.form, section.key, key))]))
        : null,
  }
}

function pageColumn(cell: Column, words: Words): PageColumn {
  return {
    key: cell.key,
    kind: cell.kind,
    label: said(cell.label, words),
    unit: cell.unit ? said(cell.unit, words) : null,
    help: cell.help ? said(cell.help, words) : null,
    example: cell.example ?? null,
    required: cell.required ?? false,
    maxLength: longest(cell),
    options: (cell.options ?? []).map((option) => ({
      value: option.value,
      label: said(option.label, words),
    })),
  }
}

function pageCell(path: string, cell: Column, typed: string, value: Cell, context: Context): PageCell {
  return {
    path,
    typed,
    shown: shownText(cell, typed, value, context.words),
    problem: problemAt(context, path),
  }
}

function shownText(cell: Column, typed: string, value: Cell, words: Words): string {
  if (value === null) return cell.kind === 'calculated' ? '' : typed
  const named = (text: string) => {
    const option = cell.options?.find((candidate) => candidate.value === text)
    return option ? said(option.label, words) : text
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'object') return value.map(named).join(words.language === 'zh' ? '、' : ', ')
  if (cell.kind === 'region' || cell.kind === 'industry')
    return words.names?.get(String(value)) ?? String(value)
  return cell.kind === 'choice' ? named(typed) : showCell(value, cell)
}

export type FormCodes = { region: string[]; industry: string[] }

/** Codes of the regions and industries that a form names, as typed. */
export function codesIn(definition: FormDefinition, values: FormValues): FormCodes {
  return { region: codesOf('region', definition, values), industry: codesOf('industry', definition, values) }
}

function codesOf(named: keyof FormCodes, { sections }: FormDefinition, values: FormValues): string[] {
  return sections.flatMap((section) =>
    isTable(section)
      ? section.table.columns
          .filter(({ kind }) => kind === named)
          .flatMap(({ key }) => orderedRows(section, values).map((row) => row[key] ?? ''))
      : section.fields
          .filter(({ kind }) => kind === named)
          .map(({ key }) => textAt(values, `${section.key}.${key}`)),
  )
}

function problemAt({ problems }: Context, path: string): PageProblem | null {
  const problem = problems.get(path)
  return problem ? { code: problem.code, params: problem.params } : null
}

function said(label: Label, { language }: Words): string {
  return label[language] || label.zh
}
