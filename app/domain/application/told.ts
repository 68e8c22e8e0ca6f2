/** Where an application stands, with the year until which it lies in reserve or lay when it was proposed. */
export type Standing = { status: string; reservedUntil: number | null }

/** Between the experts and the public: what the province proposes there, and takes back, is its own (T15). */
const unsaid: readonly string[] = ['reviewed', 'proposed']

/**
 * What an applicant is told of where its application stands. Until it is public, a proposed application is told as what it
 * was before: reviewed, or in reserve.
 */
export function toldStatus({ status, reservedUntil }: Standing): string {
  if (!unsaid.includes(status)) return status
  return reservedUntil === null ? 'reviewed' : 'reserved'
}

/** States whose term is the office's own: an applicant is told of none. */
export const termUntold: readonly string[] = [...unsaid, 'reserved']

/** Which applications an applicant is told of as `status`: conditions on its columns, one of which holds; none for a state it never hears of. */
export function standingsTold(status: string): Record<string, unknown>[] {
  const between = { status: { in: [...unsaid] } }
  if (status === 'reviewed') return [{ ...between, reservedUntil: null }]
  if (status === 'reserved') return [{ status }, { ...between, reservedUntil: { not: null } }]
  return unsaid.includes(status) ? [] : [{ status }]
}
