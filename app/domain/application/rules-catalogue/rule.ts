import type { z } from 'zod'
import type { GuidelineConfiguration, Severity } from '#app/domain/guideline/schema.ts'
import { decimalText } from '#app/domain/kernel/decimal.ts'
import type { CheckFacts } from '../facts.ts'
import { type Label, labelAt } from '../form.ts'

export type RuleOutcome = 'pass' | 'warn' | 'fail' | 'manual' | 'not_applicable' | 'error'

/** `key` is below `rules.` in i18n; a label says the same in both languages. */
export type RuleMessage = { key: string; params: Readonly<Record<string, string | number | Label>> }

export type Evidence = Readonly<Record<string, string | number>>

export type Verdict = { result: RuleOutcome; evidence: Evidence; messages: readonly RuleMessage[] }

/** What a rule judges: the facts, under the configuration of the guideline. */
export type Case = CheckFacts & { configuration: GuidelineConfiguration }

export type RuleEntry = {
  code: string
  version: number
  severity: Severity
  /** paths that the guideline's form must have: `section`, `section.field`, `table.column` */
  needs: readonly string[]
  /** and these under directions that pay no fixed award */
  needsOfShare: readonly string[]
  params: z.ZodType
  /** verdict under parameters as configured; parameters that do not fit give `error` */
  judge: (facts: Case, params: unknown) => Verdict
}

/** One rule of A.6. Its parameters have defaults, so that `{}` is a valid choice. */
export function defineRule<P extends z.ZodType>(rule: {
  code: string
  version: number
  severity: Severity
  needs?: readonly string[]
  needsOfShare?: readonly string[]
  params: P
  judge: (facts: Case, params: z.output<P>) => Verdict
}): RuleEntry {
  return {
    ...rule,
    needs: rule.needs ?? [],
    needsOfShare: rule.needsOfShare ?? [],
    judge: (facts, params) => {
      const parsed = rule.params.safeParse(params)
      return parsed.success ? rule.judge(facts, parsed.data) : verdict('error', { key: 'wrong_params' })
    },
  }
}

type Said = { key: string; params?: RuleMessage['params'] }

function verdict(result: RuleOutcome, said: Said | readonly Said[], evidence: Evidence = {}): Verdict {
  const messages = 'key' in said ? [said] : said
  return { result, evidence, messages: messages.map(({ key, params = {} }) => ({ key, params })) }
}

export function pass(evidence: Evidence = {}): Verdict {
  return verdict('pass', { key: 'pass' }, evidence)
}

export function fail(said: Said | readonly Said[], evidence: Evidence = {}): Verdict {
  return verdict('fail', said, evidence)
}

export function warn(said: Said | readonly Said[], evidence: Evidence = {}): Verdict {
  return verdict('warn', said, evidence)
}

/** A human has to look and tick. */
export function manual(said: Said | readonly Said[], evidence: Evidence = {}): Verdict {
  return verdict('manual', said, evidence)
}

export function notApplicable(evidence: Evidence = {}): Verdict {
  return verdict('not_applicable', { key: 'not_applicable' }, evidence)
}

/** What the rule compares has not been typed, or cannot be read. */
export function missing(facts: Case, ...paths: string[]): Verdict {
  const labels = paths.map((path) => labelAt(facts.configuration.form, path)?.label ?? { zh: path, en: path })
  return verdict('error', { key: 'missing', params: { fields: listed(labels) } })
}

/** What the rule compares is kept in the profile of the enterprise, and is empty there. */
export function missingInProfile(facts: Case, path: string): Verdict {
  const label = labelAt(facts.configuration.form, path)?.label ?? { zh: path, en: path }
  return verdict('error', { key: 'missing_in_profile', params: { field: label } })
}

/** The names of a list in both languages, the first twenty. */
export function listed(items: readonly (string | number | Label)[]): Label {
  const shown = items
    .slice(0, 20)
    .map((item) => (typeof item === 'object' ? item : { zh: `${item}`, en: `${item}` }))
  const more = items.length > shown.length ? '…' : ''
  return {
    zh: shown.map((label) => label.zh).join('、') + more,
    en: shown.map((label) => label.en).join(', ') + more,
  }
}

/** 万元 with separators and only the decimals it has: '9,800', '0.5'. */
export function wan(fen: bigint): string {
  return decimalText(fen, 6)
}

export function numberOf(facts: Case, table: string): string {
  return labelAt(facts.configuration.form, table)?.number ?? ''
}

/** Parameters of a message in one language, ready for `textOf`. */
export function messageParams(message: RuleMessage, language: 'zh' | 'en'): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(message.params).map(([key, value]) => [
      key,
      typeof value === 'object' ? value[language] : value,
    ]),
  )
}
