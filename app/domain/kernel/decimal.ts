import { done, refuse, type Result } from './refusal.ts'

/** At most twelve digits before the point: everything stays inside a 64-bit column. */
const wholeDigits = 12

const wide = /[！-～]/
const everyWide = /[！-～]/g
const asNarrow = (c: string) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)

/** Full-width digits and signs to their plain forms, outer blanks removed. Nothing else is guessed. */
export function narrow(text: string): string {
  const plain = wide.test(text) ? text.replaceAll(everyWide, asNarrow) : text
  return plain.trim()
}

/**
 * A number as typed, scaled to a whole: ('1,250.5', 2) → 125050n. Thousands separators must stand where they belong.
 * Refusals: number_required, number_format, number_negative, number_too_fine {decimals}, number_too_large {digits}.
 */
export function decimalFromText(
  text: string,
  decimals: number,
  { negative = false }: { negative?: boolean } = {},
): Result<bigint> {
  const plain = narrow(text)
  if (plain === '') return refuse('number_required')
  const parts = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(plain)
  if (!parts) return refuse('number_format')
  const [, sign = '', whole = '', fraction = ''] = parts
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  const fine = fraction.replace(/0+$/, '')
  if (digits.length > wholeDigits) return refuse('number_too_large', { digits: wholeDigits })
  if (fine.length > decimals) return refuse('number_too_fine', { decimals })
  const size = BigInt(digits + fine.padEnd(decimals, '0'))
  if (sign === '-' && size > 0n && !negative) return refuse('number_negative')
  return done(sign === '-' ? -size : size)
}

/** Inverse of decimalFromText: thousands separators, at least `shown` decimals and as many more as are not zero. */
export function decimalText(value: bigint, decimals: number, shown = 0): string {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = digits.slice(digits.length - decimals)
  const kept = fraction.slice(0, shown) + fraction.slice(shown).replace(/0+$/, '')
  return (value < 0n ? '-' : '') + whole + (kept && `.${kept}`)
}
