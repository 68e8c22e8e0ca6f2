/** A progress report as typed (D.1): every value is text, so that nothing typed is lost. */
import { targetText } from '#app/i18n/format.ts'
import { decimalFromText } from '../kernel/decimal.ts'
import { fenFromWan, wanText } from '../kernel/money.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'
import { checkDay, daysBetween } from '../kernel/shanghai.ts'
import type { ContractContent } from './contract.ts'
import { periodEnd, type ProgressFacts, readProgress, type ReadProgress } from './progress.ts'
import { readDetails, type ReportItem, withSums } from './report-details.ts'
import type { TypedReport } from './typed-report.ts'

export type { TypedReport } from './typed-report.ts'

/** An empty report with the milestones and indicators of the contract, and the items of the planned investment. */
export function blankReport(content: ContractContent | null, items: ReportItem[] = []): TypedReport {
  return {
    stage: '',
    separateLedger: '',
    milestones: (content?.schedule ?? []).map(({ milestone, dueOn }) => ({
      name: milestone,
      plannedOn: dueOn,
      actualOn: '',
      reason: '',
    })),
    items,
    details: {},
    periodWan: '',
    cumulativeWan: '',
    correctionNote: '',
    overrunNote: '',
    arrivedWan: '',
    usedWan: '',
    matchingArrivedWan: '',
    matchingUsedWan: '',
    selfArrivedWan: '',
    selfUsedWan: '',
    indicators: (content?.indicators ?? []).map(({ name, direction, target, unit }) => ({
      name,
      direction,
      target: targetText({ direction, target }),
      unit,
      actual: '',
    })),
    problems: '',
    requests: '',
    nextPlan: '',
    fillerName: '',
    fillerPhone: '',
  }
}

/** The typed report with names, plans and targets as they were stored: those are the contract's, not the reporter's; what adds up is added up. */
export function keepContracted(stored: TypedReport, typed: TypedReport): TypedReport {
  return withSums({
    ...typed,
    items: stored.items,
    milestones: stored.milestones.map((row, i) => ({
      ...row,
      actualOn: typed.milestones[i]?.actualOn ?? row.actualOn,
      reason: typed.milestones[i]?.reason ?? row.reason,
    })),
    indicators: stored.indicators.map((row, i) => ({
      ...row,
      actual: typed.indicators[i]?.actual ?? row.actual,
    })),
  })
}

/** The report with the money that arrived by the payments in the place of what was typed; as typed where none is known. */
export function withArrived(typed: TypedReport, arrivedFen: bigint | null): TypedReport {
  return arrivedFen === null ? typed : { ...typed, arrivedWan: wanText(arrivedFen) }
}

/** Matching money of city and county that had arrived, in fen; a report that names none says that none had. */
export function reportedMatching({ matchingArrivedWan }: TypedReport): bigint {
  const read = fenFromWan(matchingArrivedWan)
  return read.ok ? read.value : 0n
}

/** Days a milestone was reached after its plan, negative before; null while one of them is no day. */
export function deviationDays({
  plannedOn,
  actualOn,
}: {
  plannedOn: string
  actualOn: string
}): number | null {
  const [planned, actual] = [checkDay(plannedOn), checkDay(actualOn)]
  return planned.ok && actual.ok ? daysBetween(planned.value, actual.value) : null
}

const needed = ['stage', 'separateLedger', 'fillerName', 'fillerPhone'] as const
const otherFunds = ['matchingArrivedWan', 'matchingUsedWan', 'selfArrivedWan', 'selfUsedWan'] as const

/** Everything that is wrong with a report; amounts are null while one of the four cannot be read. */
export function checkReport(report: TypedReport, facts: ProgressFacts): ReadProgress {
  const { problems, amounts } = readProgress(report, facts)
  const missing = needed
    .filter((path) => !report[path].trim())
    .map((path): FieldProblem => ({ path, code: 'required', params: {} }))
  const funds = otherFunds.flatMap((path): FieldProblem[] => {
    const read = report[path].trim() ? fenFromWan(report[path]) : null
    return read && !read.ok ? [atField(path, read)] : []
  })
  const milestones = report.milestones.flatMap((row, i): FieldProblem[] => {
    if (!row.actualOn.trim()) return []
    const day = checkDay(row.actualOn)
    if (!day.ok) return [atField(`milestones[${i}].actualOn`, day)]
    const late = (deviationDays(row) ?? 0) > 0 && !row.reason.trim()
    return late ? [{ path: `milestones[${i}].reason`, code: 'milestone_late', params: {} }] : []
  })
  const indicators = report.indicators.flatMap(({ direction, actual }, i): FieldProblem[] => {
    const path = `indicators[${i}].actual`
    if (direction === 'qualitative') return actual.trim() ? [] : [{ path, code: 'required', params: {} }]
    const read = decimalFromText(actual, 6, { negative: true })
    return read.ok ? [] : [atField(path, read)]
  })
  const details = readDetails(report).problems
  return { problems: [...missing, ...milestones, ...details, ...problems, ...funds, ...indicators], amounts }
}

/** Is the first period's end before the second's? Periods that cannot be read are not. */
export function isEarlier(period: string, other: string): boolean {
  const [a, b] = [periodEnd(period), periodEnd(other)]
  return a.ok && b.ok && a.value < b.value
}

/** What county and city may do with a report. */
export const reportReviews = ['pass', 'accept', 'return'] as const
export type ReportReview = (typeof reportReviews)[number]
