import { narrow } from './decimal.ts'
import { done, refuse, type Result } from './refusal.ts'

/**
 * An industry code of GB/T 4754-2017 as typed: two to four digits, with or without the letter of its section A to T; in
 * capitals. Apart from the names of divisions, so that a form checks a code without them. Refusals: industry_format.
 */
export function checkIndustry(text: string): Result<string> {
  const code = narrow(text).toUpperCase()
  return /^[A-T]?\d{2,4}$/.test(code) ? done(code) : refuse('industry_format')
}
