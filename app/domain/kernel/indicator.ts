/** Comparing an indicator with its target, domain E.1. Values are scaled alike. */
import type { Ratio } from './ratio.ts'

export const directions = ['ge', 'le', 'eq'] as const
export type Direction = (typeof directions)[number]
/** What a target may be: compared with a number, or described in words and judged by tiers. */
export const targetKinds = [...directions, 'qualitative'] as const
export type TargetKind = (typeof targetKinds)[number]

export type Measure = { direction: Direction; target: bigint; actual: bigint }

const full: Ratio = { num: 1n, den: 1n }
const none: Ratio = { num: 0n, den: 1n }

export function isMet({ direction, target, actual }: Measure): boolean {
  return direction === 'ge' ? actual >= target : direction === 'le' ? actual <= target : actual === target
}

/** How much of the target was reached, from 0 to 1: actual/target, target/actual, or 1 − |actual − target|/target. */
export function achievement(measure: Measure): Ratio {
  const { direction, target, actual } = measure
  if (isMet(measure)) return full
  if (target <= 0n || (direction !== 'le' && actual <= 0n)) return none
  if (direction === 'ge') return { num: actual, den: target }
  if (direction === 'le') return { num: target, den: actual }
  const missed = actual > target ? actual - target : target - actual
  return missed >= target ? none : { num: target - missed, den: target }
}

/** More than 130 % of a target that was to be reached: the target may have been too low. */
export function isOverfulfilled({ direction, target, actual }: Measure): boolean {
  return direction === 'ge' && target > 0n && actual * 100n > target * 130n
}
