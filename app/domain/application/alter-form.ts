import { type Column, type Field, type FormDefinition, isTable, type Section } from './form.ts'

/** How a guideline alters the standard form. Each returns a new definition; a path that the form has not changes nothing. */

/** The form without these sections (`equipment`), fields (`project.capacity`) or columns (`equipment.model`). */
export function without(form: FormDefinition, ...paths: string[]): FormDefinition {
  const gone = new Set(paths)
  const kept = form.sections.filter((section) => !gone.has(section.key))
  return {
    sections: kept.map((section): Section =>
      isTable(section)
        ? {
            ...section,
            table: { ...section.table, columns: remaining(section.table.columns, section.key, gone) },
          }
        : { ...section, fields: remaining(section.fields, section.key, gone) },
    ),
  }
}

function remaining<C extends Column>(cells: readonly C[], section: string, gone: ReadonlySet<string>): C[] {
  return cells.filter((cell) => !gone.has(`${section}.${cell.key}`))
}

/** The form with one field or column changed, e.g. required or with other choices. */
export function withCell(form: FormDefinition, path: string, change: Partial<Column>): FormDefinition {
  const [sectionKey, key] = path.split('.')
  const altered = <C extends Column>(cell: C): C => (cell.key === key ? { ...cell, ...change } : cell)
  return {
    sections: form.sections.map((section): Section => {
      if (section.key !== sectionKey) return section
      return isTable(section)
        ? { ...section, table: { ...section.table, columns: section.table.columns.map(altered) } }
        : { ...section, fields: section.fields.map(altered) }
    }),
  }
}

/** The form with these fields or columns required. */
export function withRequired(form: FormDefinition, ...paths: string[]): FormDefinition {
  return paths.reduce((altered, path) => withCell(altered, path, { required: true }), form)
}

/** The form with a further section after the named one. */
export function withSection(form: FormDefinition, after: string, section: Section): FormDefinition {
  return { sections: form.sections.flatMap((old) => (old.key === after ? [old, section] : [old])) }
}

/** The form that asks these sections and fields under these directions only. */
export function askedOf(
  form: FormDefinition,
  paths: readonly string[],
  directions: readonly string[],
): FormDefinition {
  const limited = <Part extends Section | Field>(part: Part, path: string): Part =>
    paths.includes(path) ? { ...part, directions: [...directions] } : part
  return {
    sections: form.sections.map((section): Section => {
      const { key } = section
      if (isTable(section)) return limited(section, key)
      const fields = section.fields.map((field) => limited(field, `${key}.${field.key}`))
      return limited({ ...section, fields }, key)
    }),
  }
}
