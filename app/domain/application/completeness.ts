import { type FormDefinition, type FormValues, isTable, isVisible } from './form.ts'
import { readForm, rowsOf } from './read-form.ts'

export type SectionState = {
  section: string
  required: number
  filled: number
  missing: number
  wrong: number
}

/** Per section: required cells, those filled, those missing, and cells with another problem. */
export function completeness(definition: FormDefinition, values: FormValues): SectionState[] {
  const { form, problems } = readForm(definition, values)
  return definition.sections.map((section) => {
    const own = problems.filter((p) => p.path.split(/[.[]/)[0] === section.key)
    const missing = own.filter((p) => p.code === 'required' || p.code === 'too_few_rows').length
    const required = isTable(section)
      ? rowsOf(form, section.key).filter((row) => Object.keys(row.cells).length > 0).length *
        section.table.columns.filter((column) => column.required).length
      : section.fields.filter((field) => field.required && isVisible(field, values)).length
    return {
      section: section.key,
      required: Math.max(required, missing),
      filled: Math.max(required, missing) - missing,
      missing,
      wrong: own.length - missing,
    }
  })
}
