/** Rules by which the system warns of a project, domain D.4. Days are YYYY-MM-DD, amounts fen. */
import type { AlertTerms } from '../guideline/alert-terms.ts'
import { wanText } from '../kernel/money.ts'
import { addDays, addMonths, checkDay, daysBetween } from '../kernel/shanghai.ts'
import { type AlertLevel, type JudgedRisk, standing } from './alert.ts'

/** With what a rule was judged, as text: it is shown and kept as it was. */
export type Evidence = Record<string, string>

/** `cause` names the occasion: once it was dealt with, the same occasion warns no more. */
export type Judged = { risk: JudgedRisk; level: AlertLevel; cause: string; evidence: Evidence }

export type RiskFacts = {
  today: string
  status: string
  startOn: string
  endOn: string
  /** every report that was asked, oldest first, with the day until which it was due */
  reports: readonly { period: string; dueOn: string; sent: boolean; late: boolean }[]
  /** the newest report that was sent in, with the last day of its period */
  newest: {
    period: string
    end: string
    cumulativeFen: bigint
    usedFen: bigint
    /** money of city and county that had arrived; null where nobody looked, see `atMidterm` */
    matchingFen: bigint | null
  } | null
  /** matching money of city and county that the application planned */
  plannedMatchingFen: bigint
  totalInvestmentFen: bigint
  /** days of the contract's milestones, as typed */
  milestones: readonly string[]
  /** payments that arrived, oldest first */
  arrived: readonly { number: number; amountFen: bigint; arrivedOn: string }[]
  /** acceptance belongs to this call */
  acceptance: boolean
}

/** A halted project is already with the province, and one whose acceptance was applied for with the city. */
export const watched = ['in_progress', 'midterm', 'change_pending', 'acceptance_due'] as const

/** Everything that warns of a project today, each risk at most once and at its highest level. */
export function judgeRisks(facts: RiskFacts, terms: AlertTerms): Judged[] {
  if (!watched.some((state) => state === facts.status)) return []
  return [reportsLate, progressBehind, moneyUnused, matchingShort, acceptanceOverdue].flatMap(
    (rule) => rule(facts, terms) ?? [],
  )
}

function reportsLate({ reports, today }: RiskFacts, { lateDays, lateReports }: AlertTerms): Judged | null {
  const due = reports.filter(({ sent, dueOn }) => sent || today > dueOn)
  const isLate = ({ late, sent }: RiskFacts['reports'][number]) => late || !sent
  const last = due.slice(-lateReports)
  const newest = last.at(-1)
  if (newest && last.length === lateReports && last.every(isLate)) {
    const evidence = { periods: last.map(({ period }) => period).join(','), dueOn: newest.dueOn }
    return { risk: 'reports_late', level: 2, cause: newest.period, evidence }
  }
  const outstanding = due.findLast(({ sent, dueOn }) => !sent && today > addDays(dueOn, lateDays))
  if (!outstanding) return null
  const { period, dueOn } = outstanding
  const evidence = { periods: period, dueOn, daysLate: String(daysBetween(dueOn, today)) }
  return { risk: 'reports_late', level: 1, cause: period, evidence }
}

/**
 * The plan is the contract's: the share of its milestones that were to be reached by the end of the reported period, or of
 * its time where no milestone has a day. What was reached is the share of the total investment.
 */
function progressBehind(
  { newest, milestones, totalInvestmentFen, startOn, endOn }: RiskFacts,
  { behindPoints, farBehindPoints }: AlertTerms,
): Judged | null {
  if (!newest || totalInvestmentFen <= 0n) return null
  const planned = plannedShare(milestones, { startOn, endOn }, newest.end)
  const actual = share(newest.cumulativeFen, totalInvestmentFen)
  const behind = planned - actual
  if (behind <= behindPoints * 100) return null
  const evidence = {
    period: newest.period,
    cumulativeWan: wanText(newest.cumulativeFen),
    plannedPercent: hundredths(planned),
    actualPercent: hundredths(actual),
    behindPoints: hundredths(behind),
  }
  const level = behind > farBehindPoints * 100 ? 2 : 1
  return { risk: 'progress_behind', level, cause: newest.period, evidence }
}

/** In hundredths of a percent, 0 to 10 000. */
function plannedShare(
  milestones: readonly string[],
  { startOn, endOn }: { startOn: string; endOn: string },
  on: string,
): number {
  const days = milestones.flatMap((text) => {
    const day = checkDay(text)
    return day.ok ? [day.value] : []
  })
  if (days.length > 0) return share(BigInt(days.filter((day) => day <= on).length), BigInt(days.length))
  const [whole, gone] = [daysBetween(startOn, endOn), daysBetween(startOn, on)]
  return whole > 0 && gone > 0 ? share(BigInt(gone), BigInt(whole)) : 0
}

function share(part: bigint, whole: bigint): number {
  return part >= whole ? 10_000 : Number((part * 10_000n) / whole)
}

function hundredths(value: number): string {
  return (value / 100).toFixed(2)
}

/** What arrived first is used first: the oldest payment that is not used up must not be older than the months. */
function moneyUnused({ arrived, newest, today }: RiskFacts, { unusedMonths }: AlertTerms): Judged | null {
  const used = newest?.usedFen ?? 0n
  let sum = 0n
  for (const { number, amountFen, arrivedOn } of arrived) {
    sum += amountFen
    if (sum <= used) continue
    if (addMonths(arrivedOn, unusedMonths) >= today) return null
    const evidence = {
      instalment: String(number),
      arrivedOn,
      arrivedWan: wanText(sum),
      usedWan: wanText(used),
    }
    return { risk: 'money_unused', level: 1, cause: String(number), evidence }
  }
  return null
}

/** D.2: the last day of the first half of a project's months; of an odd number the greater half. */
function midpoint({ startOn, endOn }: { startOn: string; endOn: string }): string {
  const months = monthsSinceZero(endOn) - monthsSinceZero(startOn) + 1
  return addDays(addMonths(startOn, Math.ceil(months / 2)), -1)
}

function monthsSinceZero(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return year * 12 + month
}

/** Matching funds are judged during the mid-term check, and by reports that end in the middle of the project's time or later. */
export function atMidterm(project: { status: string; startOn: string; endOn: string }, end: string): boolean {
  return project.status === 'midterm' || end >= midpoint(project)
}

/** Orange at once: what arrived by the report is below the share of what the application planned. */
function matchingShort(facts: RiskFacts, { matchingPercent }: AlertTerms): Judged | null {
  const { newest, plannedMatchingFen } = facts
  if (!newest || newest.matchingFen === null || plannedMatchingFen <= 0n) return null
  if (!atMidterm(facts, newest.end)) return null
  const { period, matchingFen } = newest
  if (matchingFen * 100n >= plannedMatchingFen * BigInt(matchingPercent)) return null
  const evidence = {
    period,
    midpoint: midpoint(facts),
    matchingWan: wanText(matchingFen),
    plannedMatchingWan: wanText(plannedMatchingFen),
    arrivedPercent: hundredths(share(matchingFen, plannedMatchingFen)),
  }
  return { risk: 'matching_short', level: 2, cause: period, evidence }
}

/** Each further stretch of as many months warns anew. */
function acceptanceOverdue(
  { endOn, today, acceptance }: RiskFacts,
  { overdueMonths }: AlertTerms,
): Judged | null {
  if (!acceptance) return null
  let stretches = 0
  while (addMonths(endOn, (stretches + 1) * overdueMonths) < today) stretches += 1
  if (stretches === 0) return null
  const evidence = { endOn, months: String(stretches * overdueMonths) }
  return { risk: 'acceptance_overdue', level: 3, cause: `${endOn} ${stretches}`, evidence }
}

export type KnownAlert = { id: string; risk: string; level: number; cause: string; status: string }

/**
 * What a judgement asks for, with the alerts that a project has had: a new one, a higher level for the one that stands, or
 * nothing, while it stands at that level or where the same occasion was dealt with before.
 */
export function stepFor(
  judged: Pick<Judged, 'risk' | 'level' | 'cause'>,
  known: readonly KnownAlert[],
): { act: 'raise' } | { act: 'upgrade'; id: string } | null {
  const own = known.filter(({ risk }) => risk === judged.risk)
  const stands = own.find(({ status }) => standing.some((state) => state === status))
  if (stands) return stands.level < judged.level ? { act: 'upgrade', id: stands.id } : null
  const dealtWith = own.some(({ cause, level }) => cause === judged.cause && level >= judged.level)
  return dealtWith ? null : { act: 'raise' }
}
