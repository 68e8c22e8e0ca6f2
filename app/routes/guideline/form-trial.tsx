import { useDeferredValue, useMemo, useState } from 'react'
import { formPage, type PageColumn, type PageSection } from '#app/domain/application/form-page.ts'
import { prefill } from '#app/domain/application/form-changes.ts'
import type { FormValues } from '#app/domain/application/form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { FormEditor } from '#app/ui/form/form-editor.tsx'
import { useSection } from '#app/ui/guideline/studio/form-part.tsx'
import { useLocale, useT } from '#app/ui/page.tsx'

/** The form that is being made, ready to be tried. Nothing typed is kept. */
export function FormTrial({ configuration }: { configuration: GuidelineConfiguration }) {
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  const current = useSection()
  const definition = useDeferredValue(configuration.form)
  const [typed, setTyped] = useState<FormValues>({})
  const [yes, no] = [t('common.yes'), t('common.no')]
  const sections = useMemo(
    () => formPage(definition, { ...prefill(definition, {}), ...typed }, { language, yes, no }),
    [definition, typed, language, yes, no],
  )
  const section = sections.find(({ key }) => key === current?.key)
  const nth = (index: number) => t('configuration.nth', { number: index + 1 })
  if (!section) return <p className="qx-soft">{t('configuration.empty')}</p>
  return (
    <FormEditor
      section={named(section, nth)}
      onText={(path, value) => setTyped((kept) => ({ ...kept, [path]: value }))}
      onRows={(table, rows) => setTyped((kept) => ({ ...kept, [table]: rows }))}
    />
  )
}

/** The section with what has no name yet called by its place, so that it can be told and reached. */
function named(section: PageSection, nth: (index: number) => string): PageSection {
  const call = <C extends PageColumn>(column: C, at: number): C => ({
    ...column,
    label: column.label || nth(at),
    options: column.options.map((option, place) => ({ ...option, label: option.label || nth(place) })),
  })
  return {
    ...section,
    fields: section.fields && section.fields.map(call),
    table: section.table && { ...section.table, columns: section.table.columns.map(call) },
  }
}
