/** `aim`: `>=0.5` or `<=1.3`, compared with the measured value. */
export type Figure = { unit: string; aim: `${'>=' | '<='}${number}` }

/**
 * What each file of bench/ exports as `benchmark`: its figures by name, and one run that measures those wanted
 * (and may measure others on the way, which are then not printed).
 */
export type Benchmark = {
  figures: Record<string, Figure>
  measure(wanted: string[]): Promise<Record<string, number>>
}

/** Middle value. @param values at least one number */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
