/** A self-evaluation as typed (domain E): the application's targets, asked again with what was reached. */
import type { FieldProblem } from '../kernel/refusal.ts'
import type { Indicator } from '../tracking/contract.ts'
import { scoreEvaluation, type Scored } from './score.ts'
import { rowWeights } from './weights.ts'
import type { TypedEvaluation } from './typed-evaluation.ts'

export type { TypedEvaluation, TypedEvaluationRow } from './typed-evaluation.ts'

export const evaluationLevels = ['output', 'benefit', 'satisfaction'] as const
export type EvaluationLevel = (typeof evaluationLevels)[number]

/** What the page needs besides the form to score it while it is typed. */
export type EvaluationTerms = {
  executionWeightCenti: number
  budgetFen: bigint
  /** what has arrived on the undertaker's account (C.5) */
  spentFen: bigint
}

/** Rows of the targets, weighted by first level (percent) and equally inside it. */
export function blankEvaluation(
  targets: readonly Indicator[],
  weights: Record<EvaluationLevel | 'execution', number>,
): TypedEvaluation {
  const rows = targets.map((target) => ({
    ...target,
    level1: evaluationLevels.find((level) => level === target.level1) ?? 'output',
  }))
  const parts = rowWeights(weights, rows)
  return {
    rows: rows.map((row, i) => ({
      ...row,
      weightCenti: parts[i] ?? 0,
      actual: '',
      tier: '',
      reason: '',
      improvement: '',
    })),
    executionReason: '',
    summary: '',
  }
}

/** The typed form with indicators, targets and weights as they were stored. */
export function keepTargets(stored: TypedEvaluation, typed: TypedEvaluation): TypedEvaluation {
  return {
    ...typed,
    rows: stored.rows.map((row, i) => {
      const { actual, tier, reason, improvement } = typed.rows[i] ?? row
      return { ...row, actual, tier, reason, improvement }
    }),
  }
}

/** Scores what stands there now (E.1). */
export function readEvaluation(
  typed: TypedEvaluation,
  { executionWeightCenti, budgetFen, spentFen }: EvaluationTerms,
): Scored & { spentFen: bigint } {
  const scored = scoreEvaluation({
    rows: typed.rows,
    executionWeightCenti,
    budgetFen,
    spentFen,
    executionReason: typed.executionReason,
  })
  const own: FieldProblem[] = typed.summary.trim() ? [] : [{ path: 'summary', code: 'required', params: {} }]
  return { ...scored, problems: [...own, ...scored.problems], spentFen }
}
