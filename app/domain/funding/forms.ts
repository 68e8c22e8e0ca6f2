/** What finance types about an issue and a payment; every problem names its field. */
import { narrow } from '../kernel/decimal.ts'
import { checkDocumentNumber } from '../kernel/document-number.ts'
import { atField, done, type FieldProblem, refuse, type Result } from '../kernel/refusal.ts'
import { checkDay } from '../kernel/shanghai.ts'

export type TypedIssue = { documentNo: string; issuedOn: string; subjectCode: string }
export type TypedVoucher = { paidOn: string; voucherNo: string; bank: string; account: string }
export type Voucher = { paidOn: string; voucherNo: string; bank: string; account: string }

/** 支出功能分类科目: class, section and item, e.g. 2150517. */
const subject = /^2\d{4}(\d{2})?$/
const longest = 60

/** Refusal: form_has_problems with what is wrong at documentNo, issuedOn, subjectCode. */
export function readIssue(typed: TypedIssue, { today }: { today: string }): Result<TypedIssue> {
  const problems: FieldProblem[] = []
  const documentNo = checkDocumentNumber(typed.documentNo)
  if (!documentNo.ok) problems.push(atField('documentNo', documentNo))
  const issuedOn = readDay('issuedOn', typed.issuedOn, { until: today }, problems)
  const subjectCode = narrow(typed.subjectCode)
  if (!subject.test(subjectCode)) problems.push({ path: 'subjectCode', code: 'subject_code', params: {} })
  return problems.length > 0 || !documentNo.ok
    ? failed(problems)
    : done({ documentNo: documentNo.value, issuedOn, subjectCode })
}

/** The day on which money arrived, between two days. Refusal: form_has_problems at `path`. */
export function readArrival(
  path: string,
  text: string,
  between: { from: string; until: string },
): Result<string> {
  const problems: FieldProblem[] = []
  const day = readDay(path, text, between, problems)
  return problems.length > 0 ? failed(problems) : done(day)
}

/**
 * A payment order; of the account only its last four digits are kept. Refusal: form_has_problems with what is wrong at
 * paidOn, voucherNo, bank, account.
 */
export function readVoucher(typed: TypedVoucher, between: { from: string; until: string }): Result<Voucher> {
  const problems: FieldProblem[] = []
  const paidOn = readDay('paidOn', typed.paidOn, between, problems)
  const voucherNo = line('voucherNo', typed.voucherNo, problems)
  const bank = line('bank', typed.bank, problems)
  const account = narrow(typed.account).replace(/[\s-]/g, '')
  if (!/^\d{8,30}$/.test(account)) problems.push({ path: 'account', code: 'bank_account', params: {} })
  return problems.length > 0
    ? failed(problems)
    : done({ paidOn, voucherNo, bank, account: maskAccount(account) })
}

/** **** 1234 */
export function maskAccount(account: string): string {
  return `**** ${account.slice(-4)}`
}

export function readDay(
  path: string,
  text: string,
  { from, until }: { from?: string; until: string },
  problems: FieldProblem[],
): string {
  const day = checkDay(text)
  if (!day.ok) {
    problems.push(atField(path, day))
    return ''
  }
  if (day.value > until) problems.push({ path, code: 'day_after', params: { day: until } })
  if (from && day.value < from) problems.push({ path, code: 'day_before', params: { day: from } })
  return day.value
}

export function line(path: string, text: string, problems: FieldProblem[]): string {
  const { length } = text.trim()
  if (length === 0) problems.push({ path, code: 'required', params: {} })
  if (length > longest) problems.push({ path, code: 'too_long', params: { max: longest, length } })
  return text.trim()
}

export function failed(problems: FieldProblem[]) {
  return refuse('form_has_problems', { count: problems.length }, { fields: problems })
}
