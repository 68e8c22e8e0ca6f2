import type { Label, Option } from '#app/domain/application/form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { useLocale } from '../page.tsx'

/** A text that is data of a guideline, in the reader's language; the other one where it is empty. */
export function useLabel(): (label: Label | undefined | null) => string {
  const locale = useLocale()
  return (label) => {
    if (!label) return ''
    return locale === 'en' ? label.en || label.zh : label.zh || label.en
  }
}

/** Joins in the manner of the language. */
export function useJoin(): (parts: readonly string[]) => string {
  const locale = useLocale()
  return (parts) => parts.filter(Boolean).join(locale === 'en' ? ', ' : '、')
}

/** Names of recommending units by code. */
export type UnitNames = Readonly<Record<string, { name: string; nameEn: string }>>

/** Choices of the field `cover.direction`, if the form has it. */
export function directionsOf({ form }: GuidelineConfiguration): readonly Option[] {
  const cover = form.sections.find(({ key }) => key === 'cover')
  const fields = cover && 'fields' in cover ? cover.fields : []
  return fields.find(({ key }) => key === 'direction')?.options ?? []
}
