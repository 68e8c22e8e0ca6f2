/** Self-evaluation of performance, domain E.1 and E.2 (财预〔2020〕10号). Scores and weights are centi-points. */
import { decimalFromText } from '../kernel/decimal.ts'
import { achievement, isOverfulfilled, type TargetKind } from '../kernel/indicator.ts'
import { divideHalfUp, inBasisPoints, type Ratio } from '../kernel/ratio.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'
import { divideWeight } from './weights.ts'

export const grades = ['excellent', 'good', 'medium', 'poor'] as const
export type Grade = (typeof grades)[number]

/** Percent within which an evaluator chooses, from and to. */
export const tiers = { achieved: [80, 100], partly: [60, 80], missed: [0, 60] } as const
export type Tier = keyof typeof tiers

/** Texts are as typed. A qualitative row has its tier in `tier` and the percent inside it in `actual`. */
export type EvaluationRow = {
  weightCenti: number
  direction: TargetKind
  target: string
  actual: string
  tier?: string
  /** 偏差原因分析 and 改进措施 */
  reason: string
  improvement: string
}

export type EvaluationFacts = {
  rows: readonly EvaluationRow[]
  /** weight of budget execution, 1000 = 10 points */
  executionWeightCenti: number
  /** the year's budget after adjustment, and what was spent of it */
  budgetFen: bigint
  spentFen: bigint
  /** why less than 90 % was spent */
  executionReason: string
}

export type Scored = {
  problems: FieldProblem[]
  /** scoreCenti and rateBp are null without a budget; the weight then goes to the rows */
  execution: { weightCenti: number; scoreCenti: number | null; rateBp: number | null }
  /** scoreCenti is null while a row cannot be read */
  rows: { weightCenti: number; scoreCenti: number | null }[]
  totalCenti: number | null
  grade: Grade | null
}

/** 优 from 90, 良 from 80, 中 from 60, else 差; the score is already rounded to two decimals. */
export function gradeOf(scoreCenti: number): Grade {
  return scoreCenti >= 9000
    ? 'excellent'
    : scoreCenti >= 8000
      ? 'good'
      : scoreCenti >= 6000
        ? 'medium'
        : 'poor'
}

/** Of several projects: Σ numerators / Σ denominators, never the mean of rates (E.3). Null when nothing was planned. */
export function aggregateRate(rates: readonly Ratio[]): Ratio | null {
  const num = rates.reduce((sum, rate) => sum + rate.num, 0n)
  const den = rates.reduce((sum, rate) => sum + rate.den, 0n)
  return den > 0n ? { num, den } : null
}

/** Each row rounded half up to two decimals, then summed. Paths: rows[3].actual, rows[3].reason, executionReason. */
export function scoreEvaluation(facts: EvaluationFacts): Scored {
  const { budgetFen, spentFen, executionWeightCenti } = facts
  const problems: FieldProblem[] = []
  const executed = budgetFen > 0n ? { num: spentFen, den: budgetFen } : null
  const weights = facts.rows.map(({ weightCenti }) => weightCenti)
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  if (weightSum + executionWeightCenti !== 10_000) {
    problems.push({
      path: 'rows',
      code: 'weights_not_hundred',
      params: { sum: (weightSum + executionWeightCenti) / 100 },
    })
  }
  if (executed && executed.num * 10n < executed.den * 9n && !facts.executionReason.trim()) {
    problems.push({ path: 'executionReason', code: 'execution_reason_required', params: { percent: 90 } })
  }

  const rowWeights = executed ? weights : divideWeight(weightSum + executionWeightCenti, weights)
  const rows = facts.rows.map((row, i) => {
    const weightCenti = rowWeights[i] ?? 0
    const read = readRow(row, `rows[${i}]`)
    if ('problem' in read) {
      problems.push(read.problem)
      return { weightCenti, scoreCenti: null }
    }
    problems.push(...missingReasons(row, `rows[${i}]`, read))
    return { weightCenti, scoreCenti: part(weightCenti, read.achieved) }
  })

  const execution = {
    weightCenti: executed ? executionWeightCenti : 0,
    scoreCenti: executed && part(executionWeightCenti, executed),
    rateBp: executed && inBasisPoints(executed),
  }
  const totalCenti = rows.reduce<number | null>(
    (sum, row) => (sum === null || row.scoreCenti === null ? null : sum + row.scoreCenti),
    execution.scoreCenti ?? 0,
  )
  return { problems, execution, rows, totalCenti, grade: totalCenti === null ? null : gradeOf(totalCenti) }
}

/** weight × min(rate, 1), rounded half up; nothing below zero. */
function part(weightCenti: number, { num, den }: Ratio): number {
  const capped = num > den ? den : num < 0n ? 0n : num
  return Number(divideHalfUp(BigInt(weightCenti) * capped, den))
}

type Read = { achieved: Ratio; overfulfilled: boolean } | { problem: FieldProblem }

function readRow(row: EvaluationRow, path: string): Read {
  if (row.direction === 'qualitative') return readTier(row, path)
  const target = decimalFromText(row.target, 6, { negative: true })
  if (!target.ok) return { problem: atField(`${path}.target`, target) }
  const actual = decimalFromText(row.actual, 6, { negative: true })
  if (!actual.ok) return { problem: atField(`${path}.actual`, actual) }
  const measure = { direction: row.direction, target: target.value, actual: actual.value }
  return { achieved: achievement(measure), overfulfilled: isOverfulfilled(measure) }
}

function isTier(text: string | undefined): text is Tier {
  return text !== undefined && Object.hasOwn(tiers, text)
}

function readTier({ tier, actual }: EvaluationRow, path: string): Read {
  if (!isTier(tier)) return { problem: { path: `${path}.tier`, code: 'tier_required', params: {} } }
  const percent = decimalFromText(actual, 2)
  if (!percent.ok) return { problem: atField(`${path}.actual`, percent) }
  const [from, to] = tiers[tier]
  if (percent.value < BigInt(from * 100) || percent.value > BigInt(to * 100)) {
    return { problem: { path: `${path}.actual`, code: 'percent_outside_tier', params: { from, to } } }
  }
  return { achieved: { num: percent.value, den: 10_000n }, overfulfilled: false }
}

/** Below 100 % the reason and the mend, above 130 % the reason. */
function missingReasons(
  row: EvaluationRow,
  path: string,
  { achieved, overfulfilled }: { achieved: Ratio; overfulfilled: boolean },
): FieldProblem[] {
  const short = achieved.num < achieved.den
  const problems: FieldProblem[] = []
  if (short && !row.reason.trim())
    problems.push({ path: `${path}.reason`, code: 'deviation_reason_required', params: {} })
  if (short && !row.improvement.trim()) {
    problems.push({ path: `${path}.improvement`, code: 'improvement_required', params: {} })
  }
  if (overfulfilled && !row.reason.trim()) {
    problems.push({
      path: `${path}.reason`,
      code: 'overfulfilment_reason_required',
      params: { percent: 130 },
    })
  }
  return problems
}
