import { randomFillSync } from 'node:crypto'

/** Asking the system costs the same for a page as for a key, and an act asks for several keys. */
const page = Buffer.alloc(4096)
let used = page.length

/** Random bytes of the system in hex, for keys and salts. What was given out is wiped from the page. @param size at most 4096 */
export function randomHex(size: number): string {
  if (used + size > page.length) {
    randomFillSync(page)
    used = 0
  }
  const text = page.toString('hex', used, used + size)
  page.fill(0, used, used + size)
  used += size
  return text
}
