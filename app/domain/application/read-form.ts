import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { calculate, type Cell, readCell } from './cell.ts'
import {
  type Column,
  columnIn,
  directionPath,
  type FieldSection,
  type FormDefinition,
  type FormValues,
  isAsked,
  isTable,
  isVisible,
  orderedRows,
  type Row,
  rowKey,
  rowsAt,
  type TableSection,
  textAt,
} from './form.ts'

export type ReadRow = { key: string | null; cells: Readonly<Record<string, Cell>> }

/** The form understood: `section.field` → value, key of a table's section → rows. */
export type ReadForm = {
  fields: Readonly<Record<string, Cell>>
  tables: Readonly<Record<string, readonly ReadRow[]>>
}

const defaultMaxRows = 300
/** beyond these, further problems tell nobody anything */
const mostProblems = 500

type Findings = { fields: Record<string, Cell>; tables: Record<string, ReadRow[]>; problems: FieldProblem[] }

function readFields(section: FieldSection, values: FormValues, found: Findings): void {
  const beside: Record<string, Cell> = {}
  for (const field of section.fields) {
    const path = `${section.key}.${field.key}`
    const typed = values[path]
    if (typeof typed === 'object') found.problems.push({ path, code: 'not_text', params: {} })
    const read = isVisible(field, values) ? readCell(textAt(values, path), field) : null
    beside[field.key] = field.kind === 'calculated' ? calculate(field, beside) : (read?.value ?? null)
    found.fields[path] = beside[field.key] ?? null
    if (read?.problem) found.problems.push({ path, ...read.problem })
  }
}

function isBlank(row: Row): boolean {
  return Object.entries(row).every(([key, text]) => key === rowKey || text.trim() === '')
}

function readRow(row: Row, columns: readonly Column[], path: string, problems: FieldProblem[]): ReadRow {
  const cells: Record<string, Cell> = {}
  for (const column of columns) {
    if (column.kind === 'calculated') {
      cells[column.key] = calculate(column, cells)
      continue
    }
    const { value, problem } = readCell(row[column.key] ?? '', columnIn(row, column))
    cells[column.key] = value
    if (problem) problems.push({ path: `${path}.${column.key}`, ...problem })
  }
  return { key: row[rowKey] ?? null, cells }
}

function strangersIn(row: Row, section: TableSection, path: string): FieldProblem[] {
  const { columns, rows } = section.table
  const problems: FieldProblem[] = Object.keys(row)
    .filter((key) => !(rows && key === rowKey))
    .filter((key) => !columns.some((column) => column.key === key && column.kind !== 'calculated'))
    .map((key) => ({ path: `${path}.${key.slice(0, 60)}`, code: 'unknown_field', params: {} }))
  if (rows && !rows.some((fixed) => fixed.key === row[rowKey])) {
    problems.push({ path, code: 'unknown_row', params: { row: (row[rowKey] ?? '').slice(0, 60) } })
  }
  return problems
}

function readTable(section: TableSection, values: FormValues, found: Findings): void {
  const { key, table } = section
  if (typeof values[key] === 'string') found.problems.push({ path: key, code: 'not_rows', params: {} })
  const typed = rowsAt(values, key)
  const max = table.rows?.length ?? table.maxRows ?? defaultMaxRows
  if (typed.length > max) {
    found.problems.push({ path: key, code: 'too_many_rows', params: { max, rows: typed.length } })
    found.tables[key] = []
    return
  }
  typed.forEach((row, index) => found.problems.push(...strangersIn(row, section, `${key}[${index}]`)))
  const rows = orderedRows(section, values)
  const filled = rows.filter((row) => !isBlank(row)).length
  if (!table.rows && filled < (table.minRows ?? 0)) {
    found.problems.push({
      path: key,
      code: 'too_few_rows',
      params: { min: table.minRows ?? 0, rows: filled },
    })
  }
  found.tables[key] = rows.map((row, index) =>
    !table.rows && isBlank(row)
      ? { key: null, cells: {} }
      : readRow(row, table.columns, `${key}[${index}]`, found.problems),
  )
}

/** What may not even be kept as a draft; all that is held against a section that is not asked. */
const structural = new Set([
  'unknown_field',
  'unknown_row',
  'not_text',
  'not_rows',
  'too_long',
  'too_many_rows',
])

const paths = new WeakMap<FormDefinition, ReadonlySet<string>>()

/** What the values of a form may be named: `section.field`, and the key of a table's section. */
function pathsOf(definition: FormDefinition): ReadonlySet<string> {
  const known = paths.get(definition)
  if (known) return known
  const named = new Set(
    definition.sections.flatMap((section) =>
      isTable(section)
        ? [section.key]
        : section.fields
            .filter(({ kind }) => kind !== 'calculated')
            .map(({ key }) => `${section.key}.${key}`),
    ),
  )
  paths.set(definition, named)
  return named
}

/**
 * Understands as much as can be understood, for checks before submission and for live sums.
 * Blank rows of free tables are kept without cells, so that row numbers stay those on the page.
 */
export function readForm(
  definition: FormDefinition,
  values: FormValues,
): { form: ReadForm; problems: FieldProblem[] } {
  const found: Findings = { fields: {}, tables: {}, problems: [] }
  const direction = textAt(values, directionPath)
  for (const section of definition.sections) {
    const own = isAsked(section, direction)
      ? found
      : { fields: {}, tables: {}, problems: [] as FieldProblem[] }
    if (isTable(section)) readTable(section, values, own)
    else readFields(section, values, own)
    if (own !== found) found.problems.push(...own.problems.filter(({ code }) => structural.has(code)))
  }
  const known = pathsOf(definition)
  for (const path of Object.keys(values)) {
    if (!known.has(path)) found.problems.push({ path: path.slice(0, 60), code: 'unknown_field', params: {} })
  }
  const problems = found.problems.slice(0, mostProblems)
  return { form: { fields: found.fields, tables: found.tables }, problems }
}

/** The whole form, or refusal `form_incomplete` with a problem per path: nothing required missing, nothing unreadable. */
export function parseForm(definition: FormDefinition, values: FormValues): Result<ReadForm> {
  const { form, problems } = readForm(definition, values)
  if (problems.length === 0) return done(form)
  return refuse('form_incomplete', { count: problems.length }, { fields: problems })
}

/** May these values be kept as a draft? Unfinished text may; foreign keys, oversize text and wrong shapes may not. */
export function checkDraft(definition: FormDefinition, values: FormValues): FieldProblem[] {
  return readForm(definition, values).problems.filter((problem) => structural.has(problem.code))
}

/** Fen of an amount field, null while it is empty or unreadable. */
export function amountAt(form: ReadForm, path: string): bigint | null {
  const value = form.fields[path]
  return typeof value === 'bigint' ? value : null
}

/** Text of a field or of a row's cell, '' while it is empty. */
export function wordAt(cells: Readonly<Record<string, Cell>>, path: string): string {
  const value = cells[path]
  return typeof value === 'string' ? value : ''
}

/** The direction of the call under which it applies, '' while none is chosen. */
export function directionOf(form: ReadForm): string {
  return wordAt(form.fields, directionPath)
}

export function rowsOf(form: ReadForm, table: string): readonly ReadRow[] {
  return form.tables[table] ?? []
}

/** Sum of an amount column in fen; rows whose keys (or numbers from 0) are in `except` are left out. */
export function sumOf(
  form: ReadForm,
  table: string,
  column: string,
  except: ReadonlySet<string | number> = new Set(),
): bigint {
  return rowsOf(form, table).reduce((sum, row, index) => {
    const value = row.cells[column]
    const out = except.has(index) || (row.key !== null && except.has(row.key))
    return typeof value === 'bigint' && !out ? sum + value : sum
  }, 0n)
}
