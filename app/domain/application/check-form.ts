import type { FieldProblem, RefusalParams } from '#app/domain/kernel/refusal.ts'
import { type Column, type FormDefinition, fieldOf, isTable, type Label, type Section } from './form.ts'

/** Mistakes in a form definition that its shape alone does not show; paths begin with `form.`. */

function twice(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
}

function isUnnamed(label: Label): boolean {
  return label.zh.trim() === '' || label.en.trim() === ''
}

type Report = (path: string, code: string, params?: RefusalParams) => void

function checkCell(cell: Column, beside: readonly Column[], path: string, report: Report): void {
  if (isUnnamed(cell.label)) report(path, 'form_label_missing')
  if ((cell.kind === 'choice' || cell.kind === 'multi_choice') && !cell.options?.length)
    report(path, 'form_no_options')
  for (const value of twice((cell.options ?? []).map((option) => option.value))) {
    report(path, 'form_option_twice', { value })
  }
  if ((cell.kind === 'calculated') !== (cell.calculation !== undefined)) report(path, 'form_no_calculation')
  for (const part of cell.calculation?.of ?? []) {
    const known = beside.some((other) => other.key === part && other.kind === 'wan')
    if (!known) report(path, 'form_calculation_part', { part })
  }
}

function checkSection(definition: FormDefinition, section: Section, report: Report): void {
  const path = `form.${section.key}`
  if (isUnnamed(section.title)) report(path, 'form_label_missing')
  const cells: readonly Column[] = isTable(section) ? section.table.columns : section.fields
  for (const key of twice(cells.map((cell) => cell.key))) report(`${path}.${key}`, 'form_key_twice', { key })
  for (const cell of cells) checkCell(cell, cells, `${path}.${cell.key}`, report)

  if (!isTable(section)) {
    for (const field of section.fields) {
      const asked = field.visibleWhen?.field
      if (asked !== undefined && !fieldOf(definition, asked)) {
        report(`${path}.${field.key}`, 'form_condition_unknown', { field: asked })
      }
    }
    return
  }
  const { columns, rows, totals, minRows, maxRows } = section.table
  for (const { key, unless } of columns) {
    const known = !unless || columns.some((column) => column.key === unless.key && column.key !== key)
    if (!known) report(`${path}.${key}`, 'form_condition_unknown', { field: unless.key })
  }
  for (const key of twice((rows ?? []).map((row) => row.key))) report(path, 'form_key_twice', { key })
  for (const total of totals ?? []) {
    const summed = cells.some((cell) => cell.key === total && cell.kind === 'wan')
    if (!summed) report(path, 'form_total_unknown', { column: total })
  }
  if (minRows !== undefined && maxRows !== undefined && minRows > maxRows) report(path, 'form_rows_order')
}

/** Empty when the form can be filled in. */
export function checkForm(definition: FormDefinition): FieldProblem[] {
  const problems: FieldProblem[] = []
  const report: Report = (path, code, params = {}) => problems.push({ path, code, params })
  if (definition.sections.length === 0) report('form', 'form_empty')
  for (const key of twice(definition.sections.map((section) => section.key))) {
    report(`form.${key}`, 'form_key_twice', { key })
  }
  for (const section of definition.sections) checkSection(definition, section, report)
  return problems
}
