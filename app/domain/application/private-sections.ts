import { type FormDefinition, type FormValues, rowsAt } from './form.ts'

/** The table in which an applicant names experts to be avoided (B.3, C10): columns name, employer and reason. */
export const avoidanceSection = 'avoidance'

/** Sections that the applicant and whoever keeps experts apart may read, and nobody else; editions leave them out. */
const privateSections: readonly string[] = [avoidanceSection]

/** The form as everybody else sees it. */
export function openForm(definition: FormDefinition): FormDefinition {
  return { sections: definition.sections.filter(({ key }) => !privateSections.includes(key)) }
}

/** What was typed, as everybody else sees it. */
export function openValues(values: FormValues): FormValues {
  if (!privateSections.some((path) => Object.hasOwn(values, path))) return values
  return Object.fromEntries(Object.entries(values).filter(([path]) => !privateSections.includes(path)))
}

/** Experts whom the applicant asks to be avoided, as typed. */
export function askedToAvoid(values: FormValues): { name: string; employer: string; reason: string }[] {
  return rowsAt(values, avoidanceSection)
    .map(({ name = '', employer = '', reason = '' }) => ({ name, employer, reason }))
    .filter(({ name }) => name.trim() !== '')
}

/** The same as an event commits to it, one expert a line; null where nobody is named. */
export function avoidanceText(values: FormValues): string | null {
  const lines = askedToAvoid(values).map(({ name, employer, reason }) => [name, employer, reason].join('\t'))
  return lines.length === 0 ? null : lines.join('\n')
}
