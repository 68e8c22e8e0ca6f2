/** What offices beside the chain say of a self-evaluation (domain E, section 10): the city, finance, a third party. */
import { decimalFromText } from '../kernel/decimal.ts'
import type { Doing } from '../kernel/decide.ts'
import type { FieldProblem } from '../kernel/refusal.ts'
import { gradeOf } from './score.ts'

export const opinionOffices = ['city', 'finance', 'third_party'] as const
export type OpinionOffice = (typeof opinionOffices)[number]

/** Those whose grade the province has to answer with a reason when it confirms another. */
const weighty: readonly string[] = ['finance', 'third_party']

/** For which office this person gives an opinion; null: for none. */
export function opinionOfficeOf({ roles, level }: Pick<Doing, 'roles' | 'level'>): OpinionOffice | null {
  if (roles.includes('auditor')) return 'third_party'
  if (roles.includes('finance') && level === 'province') return 'finance'
  return roles.includes('handler') && level === 'city' ? 'city' : null
}

/** The proposed score as typed, 0 to 100 with at most two decimals, in centi-points; with the words, or what is wrong. */
export function readOpinion(typed: { score: string; text: string }): {
  scoreCenti: number
  problems: FieldProblem[]
} {
  const problems: FieldProblem[] = []
  const score = decimalFromText(typed.score, 2)
  if (!score.ok) problems.push({ path: 'score', code: score.refusal.code, params: score.refusal.params })
  else if (score.value > 10_000n) problems.push({ path: 'score', code: 'score_above_hundred', params: {} })
  if (typed.text.trim() === '') problems.push({ path: 'text', code: 'required', params: {} })
  return { scoreCenti: score.ok ? Number(score.value) : 0, problems }
}

/** Offices whose proposed grade is not the one that the province confirms, each once. */
export function differing(
  grade: string | null,
  opinions: readonly { office: string; scoreCenti: number }[],
): string[] {
  const other = opinions.filter(
    ({ office, scoreCenti }) => weighty.includes(office) && gradeOf(scoreCenti) !== grade,
  )
  return [...new Set(other.map(({ office }) => office))]
}
