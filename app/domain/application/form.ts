import type {
  Column,
  Field,
  FieldKind,
  FormDefinition,
  FormValues,
  Label,
  Row,
  Section,
  TableSection,
} from './form-schema.ts'

export type {
  Column,
  Field,
  FieldKind,
  FieldSection,
  FormDefinition,
  FormValues,
  Label,
  Option,
  Row,
  Section,
  Table,
  TableSection,
} from './form-schema.ts'

/**
 * A form as data: sections of fields, or one table. The web page, the PDF, the workbook and the view of
 * differences all read this one definition; a guideline carries its own copy and may alter it.
 */

/** The column of a typed row that names its fixed row. */
export const rowKey = 'row'

export function isTable(section: Section): section is TableSection {
  return 'table' in section
}

export function tableOf(definition: FormDefinition, key: string): TableSection | null {
  const section = definition.sections.find((candidate) => candidate.key === key)
  return section && isTable(section) ? section : null
}

export function fieldOf(definition: FormDefinition, path: string): Field | null {
  const [sectionKey, key] = path.split('.')
  const section = definition.sections.find((candidate) => candidate.key === sectionKey)
  if (!section || isTable(section)) return null
  return section.fields.find((field) => field.key === key) ?? null
}

/** Has the form this section (`equipment`), field (`cover.project_name`) or column (`equipment.invoice_no`)? */
export function hasPath(definition: FormDefinition, path: string): boolean {
  const [sectionKey, key] = path.split('.')
  const section = definition.sections.find((candidate) => candidate.key === sectionKey)
  if (!section) return false
  if (key === undefined) return true
  return (isTable(section) ? section.table.columns : section.fields).some((cell) => cell.key === key)
}

export type CellLabel = {
  section: Label
  number: string
  row: number | null
  rowLabel: Label | null
  label: Label
  /** null of a whole section or row */
  kind: FieldKind | null
}

/** What a path is called: `section.field`, `table`, `table[3]` or `table[3].column` (rows counted from 0). */
export function labelAt(definition: FormDefinition, path: string): CellLabel | null {
  const match = /^([a-z0-9_]+)(?:\[(\d+)\])?(?:\.([a-z0-9_]+))?$/.exec(path)
  const section = definition.sections.find((candidate) => candidate.key === match?.[1])
  if (!match || !section) return null
  const row = match[2] === undefined ? null : Number(match[2])
  const cells = isTable(section) ? section.table.columns : section.fields
  const cell = cells.find((candidate) => candidate.key === match[3])
  if (match[3] !== undefined && match[3] !== rowKey && !cell) return null
  const rowLabel = row !== null && isTable(section) ? (section.table.rows?.[row]?.label ?? null) : null
  return {
    section: section.title,
    number: section.number,
    row,
    rowLabel,
    label: cell?.label ?? section.title,
    kind: cell?.kind ?? null,
  }
}

export function textAt(values: FormValues, path: string): string {
  const value = values[path]
  return typeof value === 'string' ? value : ''
}

export function rowsAt(values: FormValues, key: string): Row[] {
  const value = values[key]
  return Array.isArray(value) ? value : []
}

/** The column as it holds for this row. */
export function columnIn(row: Row, column: Column): Column {
  const { unless } = column
  if (!unless || row[unless.key] !== unless.equals) return column
  return unless.takes === 'words' ? { ...column, kind: 'text' } : { ...column, required: false }
}

/** Where an applicant says under which direction of the call it applies. */
export const directionPath = 'cover.direction'

/** Is this section, field or attachment asked under the direction? All are while it is not chosen: ''. */
export function isAsked({ directions }: { directions?: readonly string[] }, direction: string): boolean {
  return !directions || direction === '' || directions.includes(direction)
}

export function isVisible(field: Field, values: FormValues): boolean {
  if (!isAsked(field, textAt(values, directionPath))) return false
  return !field.visibleWhen || textAt(values, field.visibleWhen.field) === field.visibleWhen.equals
}

/** The typed rows of a table in its own order: fixed rows by their key, each present once. */
export function orderedRows(section: TableSection, values: FormValues): Row[] {
  const typed = rowsAt(values, section.key)
  const { rows } = section.table
  if (!rows) return typed
  return rows.map((fixed) => typed.find((row) => row[rowKey] === fixed.key) ?? { [rowKey]: fixed.key })
}
