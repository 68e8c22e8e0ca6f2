import { V7Generator } from 'uuidv7'

const page = new Uint32Array(1024)
let used = page.length

/** Asking the system costs the same for a page as for one number, and an act makes a dozen ids. */
const random = {
  nextUint32(): number {
    if (used === page.length) {
      crypto.getRandomValues(page)
      used = 0
    }
    return page[used++] ?? 0
  },
}

const ids = new V7Generator(random)
const ofInstants = new V7Generator(random)

/** A new identifier: UUID version 7, so that ids made later sort later. */
export function newId(): string {
  return ids.generate().toString()
}

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
