import type { GuidelineConfiguration, Severity } from '#app/domain/guideline/schema.ts'
import type { CheckFacts } from '../facts.ts'
import { directionOf } from '../read-form.ts'
import { ruleOf } from './catalogue.ts'
import { type Evidence, notApplicable, type RuleMessage, type RuleOutcome, type Verdict } from './rule.ts'

export type RuleResult = {
  code: string
  version: number
  severity: Severity
  result: RuleOutcome
  evidence: Evidence
  /** at least one, texts under `rules.` */
  messages: readonly RuleMessage[]
}

/** A failure weighs what the guideline says: `block` stays a failure, `warn` warns, `manual` asks a person. */
function weighed(verdict: Verdict, severity: Severity): RuleOutcome {
  if (verdict.result !== 'fail' || severity === 'block') return verdict.result
  return severity
}

/** Runs every rule that the guideline chose, in its order. A code that the catalogue has not gives `error`. */
export function runRules(configuration: GuidelineConfiguration, facts: CheckFacts): RuleResult[] {
  const direction = directionOf(facts.form)
  return configuration.rules.map(({ code, severity, params, exceptDirections }) => {
    const rule = ruleOf(code)
    if (!rule) {
      const messages = [{ key: 'unknown_rule', params: { code } }]
      return { code, version: 0, severity, result: 'error', evidence: {}, messages }
    }
    const verdict = exceptDirections?.includes(direction)
      ? notApplicable({ direction })
      : rule.judge({ ...facts, configuration }, params)
    const { evidence, messages } = verdict
    return { code, version: rule.version, severity, result: weighed(verdict, severity), evidence, messages }
  })
}

/** The results that stop a submission: failures, and blocking rules that could not be judged. */
export function blocking(results: readonly RuleResult[]): RuleResult[] {
  return results.filter(
    ({ result, severity }) => result === 'fail' || (result === 'error' && severity === 'block'),
  )
}
