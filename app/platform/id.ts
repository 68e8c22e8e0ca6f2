import { uuidv7, V7Generator } from 'uuidv7'

/** A new identifier: UUID version 7, so that ids made later sort later. */
export function newId(): string {
  return uuidv7()
}

const ofInstants = new V7Generator()

/** How far an id may run ahead of its instant, in milliseconds: a process never gives a smaller one than before. */
export const idsRunAhead = 10_000

/** A new identifier that sorts by an instant: an index on it needs none on the instant. */
export function newIdAt(instant: Date): string {
  return ofInstants.generateOrResetWithTs(instant.getTime()).toString()
}

/** Smaller than every id of this instant and of later ones. */
export function firstIdAt(instant: Date): string {
  const digits = instant.getTime().toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000000`
}
