/** Divides whole weights so that they add up exactly: shares rounded down, the rest by largest remainder, then order. */
export function divideWeight(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const shares = weights.map((weight, i) => ({
    i,
    whole: Math.floor((weight * total) / sum),
    remainder: (weight * total) % sum,
  }))
  const spare = total - shares.reduce((all, { whole }) => all + whole, 0)
  const extra = new Set(
    shares
      .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i)
      .slice(0, spare)
      .map(({ i }) => i),
  )
  return shares.map(({ i, whole }) => whole + (extra.has(i) ? 1 : 0))
}

/**
 * Weight of each row in centi-points when the weights of first-level indicators (percent) are shared equally among
 * their rows. The weight of a level without rows goes to the others in proportion.
 */
export function rowWeights<L extends string>(
  levels: Record<L | 'execution', number>,
  rows: readonly { level1: L }[],
): number[] {
  const names = [...new Set(rows.map(({ level1 }) => level1))]
  const perLevel = divideWeight(
    10_000 - levels.execution * 100,
    names.map((name) => levels[name] * 100),
  )
  const perRow = new Map(
    names.map((name, i) => {
      const count = rows.filter(({ level1 }) => level1 === name).length
      return [
        name,
        divideWeight(
          perLevel[i] ?? 0,
          Array.from({ length: count }, () => 1),
        ),
      ]
    }),
  )
  return rows.map(({ level1 }) => perRow.get(level1)?.shift() ?? 0)
}
