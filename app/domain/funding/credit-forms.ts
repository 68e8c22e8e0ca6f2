/** What people type about a credit record; every problem names its field. */
import { checkDocumentNumber } from '../kernel/document-number.ts'
import { atField, done, type FieldProblem, type Result } from '../kernel/refusal.ts'
import { type CreditEvent, type CreditLevel, creditLevels, handEvents } from './credit.ts'
import { failed } from './forms.ts'

/** characters */
const longest = 1000

export type TypedCredit = { level: string; basisNo: string; basis: string }
export type CreditDraft = { level: CreditLevel; basisNo: string; basis: string }

/** Level, number of the decision or finding, and what it found. Refusal: form_has_problems (level, basisNo, basis). */
export function readCredit(typed: TypedCredit): Result<CreditDraft> {
  const problems: FieldProblem[] = []
  const level = creditLevels.find((one) => one === typed.level)
  if (!level) problems.push({ path: 'level', code: 'required', params: {} })
  const number = checkDocumentNumber(typed.basisNo)
  if (!number.ok) problems.push(atField('basisNo', number))
  const basis = typed.basis.trim()
  if (basis === '') problems.push({ path: 'basis', code: 'required', params: {} })
  if (basis.length > longest)
    problems.push({ path: 'basis', code: 'too_long', params: { max: longest, length: basis.length } })
  return problems.length > 0 || !level || !number.ok
    ? failed(problems)
    : done({ level, basisNo: number.value, basis })
}

/** The event of a record that is begun by hand; one whose act opens it is none. Refusal: form_has_problems (event). */
export function readCreditEvent(text: string): Result<CreditEvent> {
  const event = handEvents.find((one) => one === text)
  return event ? done(event) : failed([{ path: 'event', code: 'required', params: {} }])
}
