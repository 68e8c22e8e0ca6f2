/** Progress reports of a project, domain D.1. Amounts are 万元 as typed. */
import { fenFromWan, sumFen, wanText } from '../kernel/money.ts'
import { atField, refuse, done, type FieldProblem, type Result } from '../kernel/refusal.ts'
import { addDays, endOfDay } from '../kernel/shanghai.ts'

export type TypedProgress = {
  /** investment of this period, and from the beginning to its end */
  periodWan: string
  cumulativeWan: string
  /** provincial money received and used so far; what arrived is typed only where no payment of it is known here */
  arrivedWan: string
  usedWan: string
  /** why the cumulative figure is lower than in the last report */
  correctionNote: string
  /** why the investment goes beyond 120 % of the plan */
  overrunNote: string
}

export type ReadProgress = {
  problems: FieldProblem[]
  /** null while one of them cannot be read */
  amounts: { periodFen: bigint; cumulativeFen: bigint; arrivedFen: bigint; usedFen: bigint } | null
}

export type ProgressFacts = {
  /** of the last report, 0n for the first */
  previousCumulativeFen: bigint
  totalInvestmentFen: bigint
  /** what arrived by the confirmed payments; null where there are none and it is typed */
  arrivedFen: bigint | null
}

/** Payments that the province has only proposed, or did not go on with. */
const unissued = ['listed', 'dropped']

/**
 * Provincial money that has arrived: what the undertaker confirmed of the payments to a project, in fen. Null where none
 * was issued in the system.
 */
export function arrivedOf(payments: readonly { status: string; amountFen: bigint }[]): bigint | null {
  const issued = payments.filter(({ status }) => !unissued.includes(status))
  if (issued.length === 0) return null
  return sumFen(issued.filter(({ status }) => status === 'confirmed').map(({ amountFen }) => amountFen))
}

/** Reads a report against the last one, the planned total investment and the payments. */
export function readProgress(report: TypedProgress, facts: ProgressFacts): ReadProgress {
  const period = fenFromWan(report.periodWan, { negative: report.correctionNote.trim() !== '' })
  const cumulative = fenFromWan(report.cumulativeWan)
  const arrived = facts.arrivedFen === null ? fenFromWan(report.arrivedWan) : done(facts.arrivedFen)
  const used = fenFromWan(report.usedWan)
  if (!period.ok || !cumulative.ok || !arrived.ok || !used.ok) {
    const read = { periodWan: period, cumulativeWan: cumulative, arrivedWan: arrived, usedWan: used }
    return {
      problems: Object.entries(read).flatMap(([path, result]) => (result.ok ? [] : [atField(path, result)])),
      amounts: null,
    }
  }
  const amounts = {
    periodFen: period.value,
    cumulativeFen: cumulative.value,
    arrivedFen: arrived.value,
    usedFen: used.value,
  }
  return { problems: checkAmounts(amounts, report, facts), amounts }
}

function checkAmounts(
  { periodFen, cumulativeFen, arrivedFen, usedFen }: NonNullable<ReadProgress['amounts']>,
  report: TypedProgress,
  { previousCumulativeFen, totalInvestmentFen }: ProgressFacts,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  const expected = previousCumulativeFen + periodFen
  if (cumulativeFen !== expected) {
    const params = {
      previous: wanText(previousCumulativeFen),
      period: wanText(periodFen),
      cumulative: wanText(cumulativeFen),
      difference: wanText(cumulativeFen > expected ? cumulativeFen - expected : expected - cumulativeFen),
    }
    problems.push({ path: 'cumulativeWan', code: 'cumulative_mismatch', params })
  }
  if (cumulativeFen < previousCumulativeFen && !report.correctionNote.trim()) {
    const params = { previous: wanText(previousCumulativeFen), cumulative: wanText(cumulativeFen) }
    problems.push({ path: 'correctionNote', code: 'cumulative_fell', params })
  }
  if (usedFen > arrivedFen) {
    const params = {
      used: wanText(usedFen),
      arrived: wanText(arrivedFen),
      difference: wanText(usedFen - arrivedFen),
    }
    problems.push({ path: 'usedWan', code: 'used_above_arrived', params })
  }
  if (cumulativeFen * 100n > totalInvestmentFen * 120n && !report.overrunNote.trim()) {
    const params = { percent: 120, total: wanText(totalInvestmentFen), cumulative: wanText(cumulativeFen) }
    problems.push({ path: 'overrunNote', code: 'overrun_unexplained', params })
  }
  return problems
}

const lastDays: Record<string, string> = {
  Q1: '-03-31',
  Q2: '-06-30',
  Q3: '-09-30',
  Q4: '-12-31',
  H1: '-06-30',
  H2: '-12-31',
}

/** Last day of a period such as 2026Q1 or 2026H2. Refusal: period_format. */
export function periodEnd(period: string): Result<string> {
  const [, year, part = ''] = /^(\d{4})(Q[1-4]|H[12])$/.exec(period) ?? []
  const last = lastDays[part]
  return year && last ? done(year + last) : refuse('period_format')
}

/** A report is due 24:00 so many calendar days after its period. Refusal: period_format. */
export function reportDue(period: string, withinDays: number): Result<Date> {
  const end = periodEnd(period)
  return end.ok ? done(endOfDay(addDays(end.value, withinDays))) : end
}
