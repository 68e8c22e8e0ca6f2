/** What the province makes of a self-evaluation row by row when it confirms it (domain E, section 10: C A). */
import { decimalFromText, decimalText } from '../kernel/decimal.ts'
import type { FieldProblem } from '../kernel/refusal.ts'
import { gradeOf, type Grade, type Scored } from './score.ts'

/** Budget execution, or a row of the form by its place from 0. */
export type ReviewedPlace = 'execution' | number

/** A score of the province in place of the formula's, in centi-points, and why. */
export type ReviewedRow = { place: ReviewedPlace; scoreCenti: number; reason: string }

/** Longest reason of one row. */
const longest = 500

type Own = Pick<Scored, 'execution' | 'rows'>

/** Places that have a score to review, in the order of the form: budget execution only where there is a budget. */
export function reviewedPlaces({ execution, rows }: Own): ReviewedPlace[] {
  return [...(execution.scoreCenti === null ? [] : (['execution'] as const)), ...rows.keys()]
}

/** Weight and score of the formula at a place. */
export function scoredAt(scored: Own, place: ReviewedPlace) {
  return place === 'execution' ? scored.execution : scored.rows[place]
}

/** Where score and reason of a place are typed: reviewed[3].score, reviewed[execution].reason. */
export function reviewedField(place: ReviewedPlace, field: 'score' | 'reason'): string {
  return `reviewed[${place}].${field}`
}

/**
 * The province's scores as typed, `field` giving the text by its path. An empty score, and one that is the formula's, leaves the row as it
 * is; a score is 0 to the row's weight with at most two decimals, and wants its reason. What cannot be read is in `problems`.
 */
export function readReviewed(
  scored: Own,
  field: (path: string) => string,
): { reviewed: ReviewedRow[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const reviewed: ReviewedRow[] = []
  for (const place of reviewedPlaces(scored)) {
    const [path, why] = [reviewedField(place, 'score'), reviewedField(place, 'reason')]
    const typed = field(path).trim()
    const reason = field(why).trim()
    const own = scoredAt(scored, place)
    const most = own?.weightCenti ?? 0
    if (typed === '') {
      if (reason !== '') problems.push({ path, code: 'required', params: {} })
      continue
    }
    const read = decimalFromText(typed, 2)
    if (!read.ok) problems.push({ path, code: read.refusal.code, params: read.refusal.params })
    else if (read.value > BigInt(most))
      problems.push({ path, code: 'score_above_max', params: { max: most / 100 } })
    else if (Number(read.value) !== own?.scoreCenti) {
      if (reason === '') problems.push({ path: why, code: 'required', params: {} })
      else if (reason.length > longest)
        problems.push({ path: why, code: 'too_long', params: { max: longest, length: reason.length } })
      reviewed.push({ place, scoreCenti: Number(read.value), reason })
    }
  }
  return { reviewed, problems }
}

/** Total (centi-points) and grade of the rows as reviewed, the others as the formula has them; null while a row has no score. */
export function withReviewed(
  scored: Own,
  reviewed: readonly ReviewedRow[],
): { totalCenti: number | null; grade: Grade | null } {
  const given = new Map(reviewed.map(({ place, scoreCenti }) => [place, scoreCenti]))
  const scores = reviewedPlaces(scored).map(
    (place) => given.get(place) ?? scoredAt(scored, place)?.scoreCenti ?? null,
  )
  const totalCenti = scores.reduce<number | null>(
    (sum, score) => (sum === null || score === null ? null : sum + score),
    0,
  )
  return { totalCenti, grade: totalCenti === null ? null : gradeOf(totalCenti) }
}

/** A place with its weight and the formula's score in centi-points, and the paths of its fields. */
export type ReviewLine = {
  place: ReviewedPlace
  weightCenti: number
  ownCenti: number
  scorePath: string
  reasonPath: string
}

/** What there is to review, in the order of the form. */
export function reviewLines(scored: Own): ReviewLine[] {
  return reviewedPlaces(scored).map((place) => ({
    place,
    weightCenti: scoredAt(scored, place)?.weightCenti ?? 0,
    ownCenti: scoredAt(scored, place)?.scoreCenti ?? 0,
    scorePath: reviewedField(place, 'score'),
    reasonPath: reviewedField(place, 'reason'),
  }))
}

/** What was reviewed before, as it would be typed: texts by the paths of their fields. */
export function typedReview(rows: readonly ReviewedRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap(({ place, scoreCenti, reason }) => [
      [reviewedField(place, 'score'), decimalText(BigInt(scoreCenti), 2, 2)],
      [reviewedField(place, 'reason'), reason],
    ]),
  )
}
