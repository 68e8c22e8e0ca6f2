/** Telephone numbers and addresses of mail, as people type them. */
import type { FieldProblem } from './refusal.ts'

/** A mobile or a fixed line with its area code, of the country. */
export const phonePattern = /^(?:\+?86-?)?(?:1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?)$/
export const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** characters */
const longestEmail = 200

/** What is wrong with a telephone and an address of mail; either may be empty. */
export function contactProblems({ phone, email }: { phone: string; email: string }): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (phone && !phonePattern.test(phone)) problems.push({ path: 'phone', code: 'not_a_phone', params: {} })
  if (email && (email.length > longestEmail || !emailPattern.test(email)))
    problems.push({ path: 'email', code: 'not_an_email', params: {} })
  return problems
}
