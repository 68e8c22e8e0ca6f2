/** Everything that made the scores and ranks of a panel, so that anyone can compute them again (B.8). */
import type { ScoreScheme } from '../guideline/score-scheme.ts'
import { aggregate, type Aggregate } from './aggregate.ts'
import { type DecidedBy, rank } from './rank.ts'

export type BundleSheet = {
  /** pseudonym: E1, E2 … in the order of the panel */
  expert: string
  status: string
  totalCenti: number | null
  marks: Record<string, number>
  vetoes: string[]
}

export type BundleApplication = {
  id: string
  receiptNo: string
  /** the applicant's tags among the scheme's priority tags */
  priorityTags: string[]
  /** place among its equals by collective decision, null before one */
  collectiveOrder: number | null
  sheets: BundleSheet[]
}

export type RankedApplication = BundleApplication & {
  outcome: Aggregate['outcome']
  count: number
  vetoCount: number
  dropped: 0 | 1
  meanCenti: number | null
  scoreCenti: number | null
  rank: number | null
  decidedBy: DecidedBy | null
}

export type RankingBundle = {
  version: 1
  panels: string[]
  scheme: Pick<
    ScoreScheme,
    'mode' | 'items' | 'vetoPolicy' | 'minValid' | 'aggregation' | 'trimFrom' | 'passLine' | 'tieBreak'
  >
  applications: RankedApplication[]
}

/** Sheets that count are locked ones. Vetoed and insufficient applications have no rank and stand at the end. */
export function rankBundle(
  panels: readonly string[],
  scheme: ScoreScheme,
  applications: readonly BundleApplication[],
): RankingBundle {
  const made = applications.map((application) => ({
    application,
    result: aggregate(
      application.sheets.map(({ status, totalCenti, marks, vetoes }) => ({
        totalCenti: totalCenti ?? 0,
        marks,
        vetoed: vetoes.length > 0,
        valid: status === 'locked' && totalCenti !== null,
      })),
      scheme,
    ),
  }))
  const entries = made.flatMap(({ application, result }) => {
    const { outcome, scoreCenti, heaviest, twiceMedianCenti } = result
    if (outcome === 'vetoed' || scoreCenti === null || heaviest === null || twiceMedianCenti === null)
      return []
    const { id, collectiveOrder, priorityTags } = application
    return [
      { id, scoreCenti, heaviest, twiceMedianCenti, priorityTags: priorityTags.length, collectiveOrder },
    ]
  })
  const ranked = new Map(rank(entries, scheme.tieBreak).map((row, place) => [row.id, { ...row, place }]))
  const { mode, items, vetoPolicy, minValid, aggregation, trimFrom, passLine, tieBreak } = scheme
  return {
    version: 1,
    panels: [...panels],
    scheme: { mode, items, vetoPolicy, minValid, aggregation, trimFrom, passLine, tieBreak },
    applications: made
      .map(({ application, result }) => ({
        ...application,
        outcome: result.outcome,
        count: result.count,
        vetoCount: result.vetoes,
        dropped: result.dropped,
        meanCenti: result.meanCenti,
        scoreCenti: result.scoreCenti,
        rank: ranked.get(application.id)?.rank ?? null,
        decidedBy: ranked.get(application.id)?.decidedBy ?? null,
      }))
      .sort((a, b) => placeOf(ranked, a) - placeOf(ranked, b) || (a.id < b.id ? -1 : 1)),
  }
}

function placeOf(ranked: ReadonlyMap<string, { place: number }>, { id }: { id: string }): number {
  return ranked.get(id)?.place ?? Number.MAX_SAFE_INTEGER
}
