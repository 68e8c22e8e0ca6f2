/** A telephone or identity number with its middle hidden: 138****1234; an address of mail keeps its first letter and its host. */
export function mask(text: string): string {
  const at = text.lastIndexOf('@')
  if (at > 0) return `${text.slice(0, 1)}****${text.slice(at)}`
  if (text.length > 14) return `${text.slice(0, 3)}****${text.slice(-2)}`
  if (text.length > 8) return `${text.slice(0, 3)}****${text.slice(-4)}`
  return text === '' ? '' : '****'
}

/** Who left a value masked, as the page showed it, means the value behind it. */
export function unmasked(typed: string, known: string): string {
  return typed === mask(known) ? known : typed
}
