/** Standard competition ranking (1, 2, 2, 4) with the tie-breaks of the scheme, domain B.8. */
import type { ScoreScheme } from '../guideline/score-scheme.ts'
import { compareRatio, type Ratio } from '../kernel/ratio.ts'

export type RankEntry = {
  id: string
  /** the published score: what is equal on paper is a tie */
  scoreCenti: number
  heaviest: Ratio
  twiceMedianCenti: number
  /** how many of the scheme's priority tags the applicant carries */
  priorityTags: number
  /** place that a collective decision gave among equals, null before it */
  collectiveOrder: number | null
}

/** What put an entry below the one before it; `equal` means they share a rank and wait for a collective decision. */
export type DecidedBy = 'score' | ScoreScheme['tieBreak'][number] | 'collective_decision' | 'equal'

export type Ranked = { id: string; rank: number; decidedBy: DecidedBy }

/** Positive when b is better. */
type Criterion = { name: DecidedBy; compare: (a: RankEntry, b: RankEntry) => number }

const breaks: Record<ScoreScheme['tieBreak'][number], Criterion['compare']> = {
  heaviest_item: (a, b) => compareRatio(b.heaviest, a.heaviest),
  median: (a, b) => b.twiceMedianCenti - a.twiceMedianCenti,
  priority_tags: (a, b) => b.priorityTags - a.priorityTags,
}

function collective(a: RankEntry, b: RankEntry): number {
  return a.collectiveOrder === null || b.collectiveOrder === null ? 0 : a.collectiveOrder - b.collectiveOrder
}

/**
 * Ranks inside one category or panel, best first. Equals stand in the order of their ids so that the list can be
 * repeated. A collective order holds only when every one of the equals has a place.
 */
export function rank(entries: readonly RankEntry[], tieBreak: ScoreScheme['tieBreak']): Ranked[] {
  const criteria: Criterion[] = [
    { name: 'score', compare: (a, b) => b.scoreCenti - a.scoreCenti },
    ...tieBreak.map((name) => ({ name, compare: breaks[name] })),
  ]
  const byMerit = (a: RankEntry, b: RankEntry) => difference(criteria, a, b)?.value ?? 0
  const decided = entries.map((entry) =>
    entries.some((other) => other.collectiveOrder === null && byMerit(entry, other) === 0)
      ? { ...entry, collectiveOrder: null }
      : entry,
  )
  criteria.push({ name: 'collective_decision', compare: collective })

  const sorted = decided.toSorted((a, b) => difference(criteria, a, b)?.value ?? (a.id < b.id ? -1 : 1))
  const ranked: Ranked[] = []
  sorted.forEach((entry, i) => {
    const above = sorted[i - 1]
    const by = above ? difference(criteria, above, entry)?.name : 'score'
    ranked.push({ id: entry.id, rank: by ? i + 1 : (ranked[i - 1]?.rank ?? 1), decidedBy: by ?? 'equal' })
  })
  return ranked
}

function difference(
  criteria: readonly Criterion[],
  a: RankEntry,
  b: RankEntry,
): { name: DecidedBy; value: number } | null {
  for (const { name, compare } of criteria) {
    const value = compare(a, b)
    if (value !== 0) return { name, value }
  }
  return null
}
