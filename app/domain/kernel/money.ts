import { decimalFromText, decimalText } from './decimal.ts'
import { divideFloor, type Ratio } from './ratio.ts'
import type { Result } from './refusal.ts'

/** Money is whole fen. 1 万元 = 10,000 元 = 1,000,000 fen. */
export const fenPerWan = 1_000_000n

/**
 * An amount in 万元 as typed, up to six decimals, full-width digits and thousands separators allowed.
 * Profit and the like may be `negative`. Refusals: those of decimalFromText.
 */
export function fenFromWan(text: string, options: { negative?: boolean } = {}): Result<bigint> {
  return decimalFromText(text, 6, options)
}

/** 万元, exact: two decimals, more only where they are not zero. 12.5 million 元 → '1,250.00'. */
export function wanText(fen: bigint): string {
  return decimalText(fen, 6, 2)
}

/** 元 with two decimals: '12,500,000.00'. */
export function yuanText(fen: bigint): string {
  return decimalText(fen, 2, 2)
}

export function sumFen(amounts: Iterable<bigint>): bigint {
  let sum = 0n
  for (const fen of amounts) sum += fen
  return sum
}

/** Down to a whole multiple of `step` fen, whole 万元 unless told (domain C.2). */
export function floorFen(fen: bigint, step: bigint = fenPerWan): bigint {
  return divideFloor(fen, step) * step
}

/** The share of an amount, rounded down to a whole multiple of `step` fen, whole 万元 unless told. */
export function shareFen(fen: bigint, ratio: Ratio, step: bigint = fenPerWan): bigint {
  return divideFloor(fen * ratio.num, ratio.den * step) * step
}

export function minFen(first: bigint, ...others: bigint[]): bigint {
  return others.reduce((least, fen) => (fen < least ? fen : least), first)
}
