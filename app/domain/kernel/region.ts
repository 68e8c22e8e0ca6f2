/** A GB/T 2260 code (or pseudo code of a zone) without its empty tail: 320000 → 32, 321000 → 3210, 320583000 → 320583. */
export function regionPrefix(code: string): string {
  const six = code.length === 9 && code.endsWith('000') ? code.slice(0, 6) : code
  return six.length === 6 ? six.replace(/^(\d\d)(?:0000|(\d\d)00)$/, '$1$2') : six
}

/** Does the unit's area contain the other code? A unit contains itself. */
export function regionContains(outer: string, inner: string): boolean {
  return inner.startsWith(regionPrefix(outer))
}

/** The six-digit code of the city that a county, town or zone lies in; the code itself for a city. */
export function cityOf(code: string): string {
  return `${code.slice(0, 4)}00`
}
