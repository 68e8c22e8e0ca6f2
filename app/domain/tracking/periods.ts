import { addDays } from '../kernel/shanghai.ts'
import { periodEnd } from './progress.ts'

const parts = { quarter: ['Q1', 'Q2', 'Q3', 'Q4'], half_year: ['H1', 'H2'] } as const
type Kind = keyof typeof parts

/** Periods of a kind that end between two days or later in the last one's period, with their last days, oldest first. */
function periodsOf(kind: Kind, from: string, until: string): { period: string; end: string }[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))]
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).flatMap((year) =>
    parts[kind].flatMap((part) => {
      const end = periodEnd(`${year}${part}`)
      return end.ok ? [{ period: `${year}${part}`, end: end.value }] : []
    }),
  )
  return all.filter(({ end }, at) => {
    const before = all[at - 1]
    return end >= from && (!before || before.end < until)
  })
}

/** Periods of a kind that ended between two days, both included, to that in which the project ends; oldest first. */
export function endedPeriods(kind: Kind, from: string, today: string, endOn: string): string[] {
  return periodsOf(kind, from, today < endOn ? today : endOn)
    .filter(({ end }) => addDays(end, 1) <= today)
    .map(({ period }) => period)
}

/**
 * Periods of which a project may be asked to report, from the day its contract was signed to its end, oldest first: of
 * the kind that its guideline names, or quarters and half-years where it names none (D.1).
 */
export function periodsToReport(kind: Kind | 'none', from: string, until: string): string[] {
  const kinds = kind === 'none' ? (['quarter', 'half_year'] as const) : [kind]
  return kinds
    .flatMap((one) => periodsOf(one, from, until))
    .toSorted((a, b) => (a.end === b.end ? 0 : a.end < b.end ? -1 : 1))
    .map(({ period }) => period)
}
