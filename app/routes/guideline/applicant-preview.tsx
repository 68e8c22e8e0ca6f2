import { lazy } from 'react'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { UnitNames } from '#app/ui/guideline/words.ts'

/** Of the two the browser loads the one that is shown. */
const FormTrial = lazy(async () => ({ default: (await import('./form-trial.tsx')).FormTrial }))
const CallContent = lazy(async () => ({
  default: (await import('#app/ui/guideline/content.tsx')).CallContent,
}))

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
