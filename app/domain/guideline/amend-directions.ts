import {
  directionPath,
  fieldOf,
  type FormDefinition,
  isAsked,
  isTable,
} from '#app/domain/application/form.ts'
import type { RefusalParams } from '#app/domain/kernel/refusal.ts'
import type { GuidelineConfiguration } from './schema.ts'

type Report = (path: string, code: string, params?: RefusalParams) => void

/** What a correction may not do to a direction: take an award back or bring one in, ask more, judge by more rules. */
export function amendedDirections(
  published: GuidelineConfiguration,
  next: GuidelineConfiguration,
  report: Report,
): void {
  for (const { value: direction } of fieldOf(published.form, directionPath)?.options ?? []) {
    const [old, now] = [published, next].map(({ awards }) =>
      awards.find((one) => one.direction === direction),
    )
    if (
      (old === undefined) !== (now === undefined) ||
      old?.amountsWan.some((wan) => !now?.amountsWan.includes(wan))
    )
      report('awards', 'amendment_fixed')
    const before = new Set(askedPaths(published, direction))
    for (const path of askedPaths(next, direction).filter((one) => !before.has(one)))
      if (existed(published, path)) report(path, 'amendment_asks_more')
    for (const { code, exceptDirections } of published.rules) {
      const kept = next.rules.find((rule) => rule.code === code)
      if (exceptDirections?.includes(direction) && kept && !kept.exceptDirections?.includes(direction))
        report(`rules.${code}`, 'amendment_asks_more')
    }
  }
}

/** Sections with `directions`, required fields and required files that are asked under a direction. */
function askedPaths({ form, attachments }: GuidelineConfiguration, direction: string): string[] {
  return [
    ...requiredOf(form, direction),
    ...attachments
      .filter((slot) => slot.required && isAsked(slot, direction))
      .map(({ key }) => `attachments.${key}`),
  ]
}

function requiredOf({ sections }: FormDefinition, direction: string): string[] {
  return sections
    .filter((section) => isAsked(section, direction))
    .flatMap((section) => [
      `form.${section.key}`,
      ...(isTable(section) ? [] : section.fields)
        .filter((field) => field.required && isAsked(field, direction))
        .map(({ key }) => `form.${section.key}.${key}`),
    ])
}

/** What is new or newly required altogether is told by other checks. */
function existed({ form, attachments }: GuidelineConfiguration, path: string): boolean {
  const [, ...rest] = path.split('.')
  if (path.startsWith('attachments.'))
    return attachments.some(({ key, required }) => key === rest[0] && required)
  const section = form.sections.find(({ key }) => key === rest[0])
  if (!section || rest.length === 1) return section !== undefined
  return fieldOf(form, rest.join('.'))?.required === true
}
