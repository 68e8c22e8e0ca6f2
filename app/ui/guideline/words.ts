import type { Label } from '#app/domain/application/form.ts'
import { useLocale, useText } from '../page.tsx'

/** A text that is data of a guideline, in the reader's language; the other one where it is empty. */
export function useLabel(): (label: Label | undefined | null) => string {
  const locale = useLocale()
  return (label) => {
    if (!label) return ''
    return locale === 'en' ? label.en || label.zh : label.zh || label.en
  }
}

/** What a value of a closed list is called: `valueOf('supportMode', 'equity')`; the value itself where it has no name. */
export function useValueWord(): (list: string, value: string) => string {
  const text = useText()
  return (list, value) => text([`configuration.value.${list}.${value}`, value])
}

/** Joins in the manner of the language. */
export function useJoin(): (parts: readonly string[]) => string {
  const locale = useLocale()
  return (parts) => parts.filter(Boolean).join(locale === 'en' ? ', ' : '、')
}

/** What a tag of the enterprise library is called. */
export function useTagWord(): (tag: string) => string {
  const text = useText()
  return (tag) => text([`enterprise.tag.${tag}`, `configuration.tag.${tag}`, tag])
}

/** Names of recommending units by code. */
export type UnitNames = Readonly<Record<string, { name: string; nameEn: string }>>
