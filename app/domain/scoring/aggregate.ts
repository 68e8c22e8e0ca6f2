/** From sheets to one score, domain B.8, exactly: whole numbers until the one rounding at the end. */
import type { ScoreScheme } from '../guideline/score-scheme.ts'
import { divideHalfUp, type Ratio } from '../kernel/ratio.ts'

export type CountedSheet = {
  totalCenti: number
  /** mark per item, centi-points */
  marks: Record<string, number>
  vetoed: boolean
  /** submitted, neither recused nor void */
  valid: boolean
}

export type AggregationScheme = Pick<
  ScoreScheme,
  'items' | 'vetoPolicy' | 'minValid' | 'aggregation' | 'trimFrom' | 'passLine'
>

/** insufficient: an expert is to be added · vetoed: not ranked, needs the panel's opinion · failed: below the pass line */
export type Outcome = 'insufficient' | 'vetoed' | 'failed' | 'passed'

export type Aggregate = {
  outcome: Outcome
  /** valid sheets */
  count: number
  vetoes: number
  /** totals of valid sheets, highest first, centi-points */
  totalsCenti: number[]
  /** how many of them were dropped at each end: 0 or 1 */
  dropped: 0 | 1
  /** plain mean of all valid sheets, null without any */
  meanCenti: number | null
  /** the score that counts, rounded half up; null when insufficient */
  scoreCenti: number | null
  /** exact values for ties: mean mark of the heaviest item over all valid sheets, and twice the median */
  heaviest: Ratio | null
  twiceMedianCenti: number | null
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Mean of whole numbers, rounded half up once. */
function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Number(divideHalfUp(BigInt(sum(values)), BigInt(values.length)))
}

function vetoHolds(policy: ScoreScheme['vetoPolicy'], vetoes: number, count: number): boolean {
  switch (policy) {
    case 'any':
      return vetoes >= 1
    case 'majority':
      return vetoes * 2 > count
    case 'two':
      return vetoes >= 2
  }
}

/** The item with the greatest weight; the first of them where several are equal. */
export function heaviestItem(items: ScoreScheme['items']): string | null {
  const [first, ...rest] = items
  return first
    ? rest.reduce((heaviest, item) => (item.max > heaviest.max ? item : heaviest), first).code
    : null
}

/** Vectors: [88,92,79,85,90] → 87.67, [76.5,81,95,80,78] → 79.67, [80,80,80] → 80.00. */
export function aggregate(sheets: readonly CountedSheet[], scheme: AggregationScheme): Aggregate {
  const valid = sheets.filter((sheet) => sheet.valid)
  const totals = valid.map((sheet) => sheet.totalCenti).sort((a, b) => b - a)
  const count = totals.length
  const vetoes = valid.filter((sheet) => sheet.vetoed).length
  const dropped = scheme.aggregation === 'trimmed' && count >= scheme.trimFrom ? 1 : 0
  const enough = count > 0 && count >= scheme.minValid
  const scoreCenti = enough ? meanOf(totals.slice(dropped, count - dropped)) : null

  const heaviest = heaviestItem(scheme.items)
  const marks = heaviest === null ? [] : valid.map((sheet) => sheet.marks[heaviest] ?? 0)
  const upper = totals[Math.floor((count - 1) / 2)]
  const lower = totals[Math.floor(count / 2)]
  return {
    outcome: outcomeOf(scoreCenti, vetoHolds(scheme.vetoPolicy, vetoes, count), scheme.passLine),
    count,
    vetoes,
    totalsCenti: totals,
    dropped,
    meanCenti: meanOf(totals),
    scoreCenti,
    heaviest: marks.length > 0 ? { num: BigInt(sum(marks)), den: BigInt(marks.length) } : null,
    twiceMedianCenti: upper === undefined || lower === undefined ? null : upper + lower,
  }
}

function outcomeOf(scoreCenti: number | null, vetoed: boolean, passLine: number): Outcome {
  if (scoreCenti === null) return 'insufficient'
  if (vetoed) return 'vetoed'
  return scoreCenti < passLine ? 'failed' : 'passed'
}
