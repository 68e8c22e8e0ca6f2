import {
  directionPath,
  fieldOf,
  type FormDefinition,
  isAsked,
  isTable,
  type Option,
} from '#app/domain/application/form.ts'
import { ruleOf } from '#app/domain/application/rules-catalogue/catalogue.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import type { RefusalParams } from '#app/domain/kernel/refusal.ts'
import type { GuidelineConfiguration } from './schema.ts'

type Report = (path: string, code: string, params?: RefusalParams) => void

/** What depends on the direction under which an application is made: exemptions, fixed awards, what is asked, which rules judge. */
export function checkDirections(config: GuidelineConfiguration, report: Report): void {
  const directions = fieldOf(config.form, directionPath)?.options ?? []
  for (const { path, named } of namedDirections(config))
    for (const value of named)
      if (!directions.some((option) => option.value === value)) report(path, 'not_an_option', { value })
  checkAwards(config, report)
  checkAsked(config, directions, report)
}

function namedDirections({ perApplicant, awards, rules, form, attachments }: GuidelineConfiguration) {
  return [
    { path: 'perApplicant.exemptDirections', named: perApplicant.exemptDirections },
    ...awards.map(({ direction }, index) => ({ path: `awards[${index}].direction`, named: [direction] })),
    ...rules.map(({ code, exceptDirections }) => ({ path: `rules.${code}`, named: exceptDirections ?? [] })),
    ...form.sections.flatMap((section) => [
      { path: `form.${section.key}`, named: section.directions ?? [] },
      ...(isTable(section) ? [] : section.fields).map(({ key, directions }) => ({
        path: `form.${section.key}.${key}`,
        named: directions ?? [],
      })),
    ]),
    ...attachments.map(({ key, directions }) => ({ path: `attachments.${key}`, named: directions ?? [] })),
  ]
}

function checkAwards({ awards }: GuidelineConfiguration, report: Report): void {
  awards.forEach(({ direction, amountsWan }, index) => {
    const path = `awards[${index}]`
    if (awards.findIndex((other) => other.direction === direction) !== index)
      report(`${path}.direction`, 'award_twice')
    for (const text of amountsWan) {
      const amount = fenFromWan(text)
      if (!amount.ok) report(`${path}.amountsWan`, amount.refusal.code, amount.refusal.params)
      else if (amount.value === 0n) report(`${path}.amountsWan`, 'required')
    }
  })
}

/** What every application names, whatever it is made for. */
const alwaysAsked = [directionPath, 'cover.project_name', 'project.requested_amount']

/** Under every direction, what its rules look at is asked. */
function checkAsked(config: GuidelineConfiguration, directions: readonly Option[], report: Report): void {
  for (const { value, label } of directions) {
    const params = { direction: label.zh }
    for (const path of alwaysAsked)
      if (!asksUnder(config.form, path, value)) report(`form.${path}`, 'asked_of_all', params)
    const award = config.awards.some(({ direction }) => direction === value)
    for (const { code, exceptDirections } of config.rules) {
      const rule = ruleOf(code)
      if (!rule || exceptDirections?.includes(value)) continue
      for (const need of award ? rule.needs : [...rule.needs, ...rule.needsOfShare])
        if (!asksUnder(config.form, need, value))
          report(`rules.${code}`, 'rule_needs_direction', { ...params, code, field: need })
    }
  }
}

/** Is this path asked under the direction? What the form has not at all is for another check. */
function asksUnder({ sections }: FormDefinition, path: string, direction: string): boolean {
  const [sectionKey, key] = path.split('.')
  const section = sections.find((candidate) => candidate.key === sectionKey)
  if (!section) return true
  const field = isTable(section) ? undefined : section.fields.find((candidate) => candidate.key === key)
  return isAsked(section, direction) && (!field || isAsked(field, direction))
}
