import { useDeferredValue, useMemo, useState } from 'react'
import { formPage } from '#app/domain/application/form-page.ts'
import { prefill } from '#app/domain/application/form-changes.ts'
import type { FormValues } from '#app/domain/application/form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { FormEditor } from '#app/ui/form/form-editor.tsx'
import { CallContent } from '#app/ui/guideline/content.tsx'
import { useSection } from '#app/ui/guideline/studio/form-part.tsx'
import type { UnitNames } from '#app/ui/guideline/words.ts'
import { useLocale, useT } from '#app/ui/page.tsx'

/** What an applicant sees: the call, and while the form is edited the very form, ready to be tried. Nothing typed is kept. */
export function ApplicantPreview({
  configuration,
  units,
  form,
}: {
  configuration: GuidelineConfiguration
  units: UnitNames
  form: boolean
}) {
  return form ? (
    <FormTrial configuration={configuration} />
  ) : (
    <CallContent configuration={configuration} units={units} anchors={false} />
  )
}

function FormTrial({ configuration }: { configuration: GuidelineConfiguration }) {
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
  if (!section) return <p className="qx-soft">{t('guideline.item.empty')}</p>
  return (
    <FormEditor
      section={section}
      onText={(path, value) => setTyped((kept) => ({ ...kept, [path]: value }))}
      onRows={(table, rows) => setTyped((kept) => ({ ...kept, [table]: rows }))}
    />
  )
}
