import type { Severity } from '#app/domain/guideline/schema.ts'

/** One parameter of a rule, as a field. `digits`: decimals as typed of a number that is kept whole. */
export type ParamField =
  | { kind: 'tick'; default: boolean }
  | { kind: 'integer' | 'share' | 'decimal'; min: number; max: number; digits: number; default: number }
  | { kind: 'choices'; options: readonly string[]; default: readonly string[] }
  | { kind: 'list'; default: readonly string[] }
  | { kind: 'choice'; options: readonly string[]; default: string }
  | { kind: 'wan' | 'text'; default: string }
export type RuleParam = { name: string } & ParamField

/** A rule of the catalogue as the Studio offers it. */
export type RuleCard = {
  code: string
  version: number
  severity: Severity
  params: readonly RuleParam[]
}
