/** An exact fraction; `den` is positive. */
export type Ratio = { num: bigint; den: bigint }

/** 1 basis point = 0.01 %; 1,000 basis points = 10 %. */
export function basisPoints(points: number): Ratio {
  return { num: BigInt(points), den: 10_000n }
}

/** num ÷ den towards minus infinity. `den` > 0. */
export function divideFloor(num: bigint, den: bigint): bigint {
  const quotient = num / den
  return num % den < 0n ? quotient - 1n : quotient
}

/** num ÷ den to the nearest whole, halves away from zero (四舍五入). `den` > 0. */
export function divideHalfUp(num: bigint, den: bigint): bigint {
  return num < 0n ? -divideHalfUp(-num, den) : (2n * num + den) / (2n * den)
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareRatio(a: Ratio, b: Ratio): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function minRatio(first: Ratio, ...others: Ratio[]): Ratio {
  return others.reduce((least, ratio) => (compareRatio(ratio, least) < 0 ? ratio : least), first)
}

/** The fraction in hundredths of a percent, rounded half up: 0.95 → 9500. For display only, never to compare. */
export function inBasisPoints({ num, den }: Ratio): number {
  return Number(divideHalfUp(num * 10_000n, den))
}
