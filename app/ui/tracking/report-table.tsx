import type { FormValues } from '#app/domain/application/form.ts'
import type { PageSection } from '#app/domain/application/form-page.ts'
import { FieldError } from '../field.tsx'
import { FormEditor } from '../form/form-editor.tsx'

/** One of the tables of a report for typing, with what is wrong with it as a whole. */
export function ReportTable({
  section,
  problem,
  onChange,
}: {
  section: PageSection | undefined
  /** message of the field at a path */
  problem: (path: string) => string | null
  onChange: (path: string, value: FormValues[string]) => void
}) {
  if (!section) return null
  return (
    <div data-row={section.title}>
      <FormEditor section={section} onText={onChange} onRows={onChange} />
      <FieldError message={problem(section.key)} />
    </div>
  )
}
