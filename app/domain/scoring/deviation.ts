/** Flags on sheets, applications and experts, domain B.10. They start a discussion and never change a score. */
import { divideHalfUp } from '../kernel/ratio.ts'

/**
 * Each total minus the mean of the others, in centi-points rounded half up, and whether it is beyond `limitCenti`,
 * compared before rounding. Empty for fewer than two sheets: there are no others.
 */
export function sheetDeviations(
  totalsCenti: readonly number[],
  limitCenti: number,
): { deviationCenti: number; flagged: boolean }[] {
  const others = totalsCenti.length - 1
  if (others < 1) return []
  const sum = totalsCenti.reduce((total, value) => total + value, 0)
  return totalsCenti.map((value) => {
    const scaled = value * (others + 1) - sum
    return {
      deviationCenti: Number(divideHalfUp(BigInt(scaled), BigInt(others))),
      flagged: Math.abs(scaled) > limitCenti * others,
    }
  })
}

/** Is the range of an application's totals wide enough for a discussion? 20 points unless told. */
export function isDisputed(totalsCenti: readonly number[], limitCenti = 2000): boolean {
  return totalsCenti.length > 1 && Math.max(...totalsCenti) - Math.min(...totalsCenti) > limitCenti
}

export type ExpertSheet = {
  totalCenti: number
  /** from sheetDeviations */
  deviationCenti: number
  /** marks of the items as shares of their maximum, basis points */
  sharesBp: readonly number[]
  /** seconds with the application open */
  seconds: number
  comment: string
}

export type ExpertFlag =
  'lenient' | 'severe' | 'no_discrimination' | 'equal_items' | 'hasty' | 'copied_comments'

const enoughSheets = 10

/** Habits of one expert over a round: mean deviation and spread from ten sheets on, the others from the first. */
export function expertFlags(sheets: readonly ExpertSheet[]): ExpertFlag[] {
  const count = sheets.length
  const flags: ExpertFlag[] = []
  if (count >= enoughSheets) {
    const deviation = sheets.reduce((total, sheet) => total + sheet.deviationCenti, 0)
    if (deviation > 800 * count) flags.push('lenient')
    if (deviation < -800 * count) flags.push('severe')
    const sum = sheets.reduce((total, sheet) => total + sheet.totalCenti, 0)
    const squares = sheets.reduce((total, sheet) => total + sheet.totalCenti ** 2, 0)
    if (count * squares - sum ** 2 < (200 * count) ** 2) flags.push('no_discrimination')
  }
  if (sheets.some(({ sharesBp }) => sharesBp.length > 1 && new Set(sharesBp).size === 1))
    flags.push('equal_items')
  if (sheets.some(({ seconds }) => seconds < 180)) flags.push('hasty')
  const comments = sheets.map(({ comment }) => comment.replace(/\s/g, ''))
  if (new Set(comments).size < count) flags.push('copied_comments')
  return flags
}
