/** One expert's sheet, domain B.6. Values are text as typed; scores come out as centi-points. */
import type { ScoreScheme } from '../guideline/score-scheme.ts'
import { decimalFromText, decimalText } from '../kernel/decimal.ts'
import { fenFromWan, wanText } from '../kernel/money.ts'
import { divideHalfUp } from '../kernel/ratio.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'

export const suggestions = ['support', 'support_after_change', 'not_support'] as const
export type Suggestion = (typeof suggestions)[number]

export type TypedSheet = {
  items: Record<string, { score: string; comment: string } | undefined>
  /** the ticked vetoes */
  vetoes: readonly { code: string; text: string }[]
  suggestion: string
  suggestedWan: string
  comment: string
}

/** What was submitted, as one text: the same sheet always gives the same, and any change another. */
export function submittedText(
  sheet: TypedSheet & { totalCenti: number | null; suggestedFen: bigint | null },
): string {
  const items = Object.entries(sheet.items).map(([code, item]) => [
    code,
    item?.score ?? '',
    item?.comment ?? '',
  ])
  return JSON.stringify([
    items.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    sheet.vetoes.map(({ code, text }) => [code, text]),
    sheet.suggestion,
    sheet.suggestedWan,
    sheet.comment,
    sheet.totalCenti,
    sheet.suggestedFen === null ? null : String(sheet.suggestedFen),
  ])
}

export type ReadSheet = {
  problems: FieldProblem[]
  /** null while a mark is missing or wrong */
  totalCenti: number | null
  /** mark per item, only those that could be read */
  marks: Record<string, number>
  suggestion: Suggestion | null
  suggestedFen: bigint | null
}

type Scoring = Pick<ScoreScheme, 'mode' | 'items'>

/** Highest mark of an item, centi-points: its points, or 100 where marks are weighted. */
export function maxCenti(mode: ScoreScheme['mode'], item: { max: number }): number {
  return mode === 'weights' ? 10_000 : item.max * 100
}

/** Σ of the points, or Σ mark × weight rounded half up: 85, 92, 80, 90, 88 by 20, 25, 20, 20, 15 % → 87.20. */
export function totalOf({ mode, items }: Scoring, marks: Record<string, number>): number {
  const share = mode === 'weights' ? (item: { max: number }) => item.max : () => 100
  const sum = items.reduce((total, item) => total + (marks[item.code] ?? 0) * share(item), 0)
  return Number(divideHalfUp(BigInt(sum), 100n))
}

/** Letters and digits of any script; blanks and punctuation do not make an opinion longer. */
export function opinionLength(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

/** Reads the sheet; it may be submitted when there are no problems. Paths: items.S1.score, vetoes.V1.text, comment … */
export function readSheet(
  scheme: ScoreScheme,
  sheet: TypedSheet,
  facts: { requestedFen: bigint },
): ReadSheet {
  const marks: Record<string, number> = {}
  const problems: FieldProblem[] = []
  for (const item of scheme.items) {
    const typed = sheet.items[item.code] ?? { score: '', comment: '' }
    const mark = readMark(scheme, item, typed.score)
    if (typeof mark === 'number') marks[item.code] = mark
    else problems.push(mark)
    const comment = typeof mark === 'number' && missingComment(scheme, item, mark, typed.comment)
    if (comment) problems.push(comment)
  }
  problems.push(...vetoProblems(scheme, sheet))

  const suggestion = suggestions.find((word) => word === sheet.suggestion) ?? null
  if (!suggestion) problems.push({ path: 'suggestion', code: 'suggestion_required', params: {} })
  const amount = readSuggested(suggestion, sheet.suggestedWan, facts.requestedFen)
  if (typeof amount === 'object' && amount) problems.push(amount)

  const length = opinionLength(sheet.comment)
  if (length < scheme.opinionMin) {
    problems.push({ path: 'comment', code: 'opinion_too_short', params: { min: scheme.opinionMin, length } })
  }
  const complete = scheme.items.every((item) => marks[item.code] !== undefined)
  return {
    problems,
    totalCenti: complete ? totalOf(scheme, marks) : null,
    marks,
    suggestion,
    suggestedFen: typeof amount === 'bigint' ? amount : null,
  }
}

type Item = ScoreScheme['items'][number]

function readMark(scheme: ScoreScheme, item: Item, text: string): number | FieldProblem {
  const path = `items.${item.code}.score`
  const read = decimalFromText(text, 2)
  if (!read.ok) return atField(path, read)
  const max = maxCenti(scheme.mode, item)
  if (read.value > BigInt(max)) return { path, code: 'score_above_max', params: { max: max / 100 } }
  const mark = Number(read.value)
  if (mark % scheme.step !== 0) {
    return { path, code: 'score_step', params: { step: decimalText(BigInt(scheme.step), 2) } }
  }
  return mark
}

function missingComment(scheme: ScoreScheme, item: Item, mark: number, comment: string): FieldProblem | null {
  if (comment.trim()) return null
  const path = `items.${item.code}.comment`
  const max = maxCenti(scheme.mode, item)
  if (mark * 100 < max * scheme.commentBelow) {
    return { path, code: 'score_comment_low', params: { percent: scheme.commentBelow } }
  }
  if (mark * 100 >= max * scheme.commentFrom) {
    return { path, code: 'score_comment_high', params: { percent: scheme.commentFrom } }
  }
  return null
}

function vetoProblems(scheme: ScoreScheme, sheet: TypedSheet): FieldProblem[] {
  return sheet.vetoes.flatMap(({ code, text }) => {
    if (!scheme.vetoes.some((veto) => veto.code === code)) {
      return [{ path: `vetoes.${code}`, code: 'veto_unknown', params: { veto: code } }]
    }
    return text.trim()
      ? []
      : [{ path: `vetoes.${code}.text`, code: 'veto_text_required', params: { veto: code } }]
  })
}

/** Who does not support a project need not name an amount. */
function readSuggested(
  suggestion: Suggestion | null,
  text: string,
  requestedFen: bigint,
): bigint | FieldProblem | null {
  if (suggestion === 'not_support' && !text.trim()) return null
  const read = fenFromWan(text)
  if (!read.ok) return atField('suggestedWan', read)
  if (read.value <= requestedFen) return read.value
  return {
    path: 'suggestedWan',
    code: 'suggested_above_requested',
    params: { requested: wanText(requestedFen) },
  }
}
