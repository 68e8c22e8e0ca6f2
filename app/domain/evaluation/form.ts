/** A self-evaluation as typed (domain E): the application's targets, asked again with what was reached. */
import { z } from 'zod'
import { directions } from '../kernel/indicator.ts'
import type { FieldProblem } from '../kernel/refusal.ts'
import type { Indicator } from '../tracking/contract.ts'
import { scoreEvaluation, type Scored } from './score.ts'
import { rowWeights } from './weights.ts'

const line = z.string().max(500)
const text = z.string().max(5000)

export const evaluationLevels = ['output', 'benefit', 'satisfaction'] as const
export type EvaluationLevel = (typeof evaluationLevels)[number]

const rowSchema = z.strictObject({
  level1: z.enum(evaluationLevels),
  level2: line,
  name: line,
  unit: line,
  direction: z.enum([...directions, 'qualitative']),
  weightCenti: z.number().int().min(0).max(10_000),
  target: line,
  actual: line,
  tier: line,
  reason: text,
  improvement: text,
})
export type TypedEvaluationRow = z.infer<typeof rowSchema>

export const typedEvaluation = z.strictObject({
  rows: z.array(rowSchema).max(100),
  executionReason: text,
  summary: text,
})
export type TypedEvaluation = z.infer<typeof typedEvaluation>

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
