/** Places that a call gives to a unit, domain A.5. */
import type { GuidelineConfiguration, QuotaRow } from './schema.ts'

/** Places of one unit at a level; null where the call sets none. */
export function placesGiven(
  { quotas }: Pick<GuidelineConfiguration, 'quotas'>,
  level: string,
  unitCode: string,
): number | null {
  const row = quotas.find((quota) => quota.level === level)
  return row ? (row.units?.[unitCode] ?? row.limit) : null
}

/** A county is held by the fewer of what the call and what its city give; null: by neither. */
export function limitOf(given: number | null, share: number | null): number | null {
  if (given === null || share === null) return given ?? share
  return Math.min(given, share)
}

type Taken = { index: number; unit: string | null; before: number | null }

/**
 * What an amendment would take away: a level that had no places set gets them, or somebody gets fewer. `before` null: as
 * many as they wanted.
 */
export function placesTaken(published: readonly QuotaRow[], next: readonly QuotaRow[]): Taken[] {
  return next.flatMap((row, index): Taken[] => {
    const old = published.find(({ level }) => level === row.level)
    if (!old) return [{ index, unit: null, before: null }]
    const named = [...new Set([...Object.keys(old.units ?? {}), ...Object.keys(row.units ?? {})])].toSorted()
    const places = ({ units, limit }: QuotaRow, unit: string) => units?.[unit] ?? limit
    const fewer = named
      .filter((unit) => places(row, unit) < places(old, unit))
      .map((unit) => ({ index, unit, before: places(old, unit) }))
    return row.limit < old.limit ? [{ index, unit: null, before: old.limit }, ...fewer] : fewer
  })
}
