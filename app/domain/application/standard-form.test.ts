import { expect, test } from 'vitest'
import { without, withRequired, withSection } from './alter-form.ts'
import { fieldOf, hasPath, isTable } from './form.ts'
import { formDefinition } from './form-schema.ts'
import { standardForm } from './standard-form.ts'

const form = standardForm({ financeYears: [2024, 2023, 2022] })
const cells = form.sections.flatMap((section) => (isTable(section) ? section.table.columns : section.fields))

test('the standard form is a valid definition with the eleven sections of A.2', () => {
  expect(formDefinition.safeParse(form).error).toBeUndefined()
  expect(new Set(form.sections.map((section) => section.number.split('-')[0])).size).toBe(11)
})

test('every label is there in both languages', () => {
  const labels = cells.flatMap((cell) => [cell.label, ...(cell.options ?? []).map((choice) => choice.label)])
  expect(labels.filter((label) => !label.zh || !label.en)).toEqual([])
})

test('every choice has options, every calculation parts, every total its column', () => {
  for (const cell of cells) {
    if (cell.kind === 'choice') expect(cell.options?.length, cell.key).toBeGreaterThan(0)
    expect(cell.kind === 'calculated', cell.key).toBe(cell.calculation !== undefined)
  }
  for (const section of form.sections.filter(isTable)) {
    for (const total of section.table.totals ?? [])
      expect(hasPath(form, `${section.key}.${total}`)).toBe(true)
  }
})

test('a guideline drops, requires and adds by data', () => {
  const altered = withRequired(without(form, 'history', 'project.capacity'), 'project.filing_no')
  expect(hasPath(altered, 'history')).toBe(false)
  expect(hasPath(altered, 'project.capacity')).toBe(false)
  expect(fieldOf(altered, 'project.filing_no')?.required).toBe(true)
  expect(fieldOf(form, 'project.filing_no')?.required).toBeUndefined()
  const extra = { key: 'loan', number: '12', title: { zh: '贷款', en: 'Loan' }, fields: [] }
  expect(
    withSection(form, 'sources', extra)
      .sections.map((s) => s.key)
      .indexOf('loan'),
  ).toBe(7)
})
