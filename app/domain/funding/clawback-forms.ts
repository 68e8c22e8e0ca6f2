/** What people type about a clawback; every problem names its field. */
import { decimalFromText } from '../kernel/decimal.ts'
import { checkDocumentNumber } from '../kernel/document-number.ts'
import { fenFromWan, wanText, yuanText } from '../kernel/money.ts'
import { atField, done, type FieldProblem, type Result } from '../kernel/refusal.ts'
import { type ClawbackGround, clawbackGrounds } from './clawback.ts'
import { failed, line, readDay } from './forms.ts'

export type TypedDraft = { ground: string; eligibleWan: string }
export type Draft = { ground: ClawbackGround; eligibleFen: bigint }

/** Ground, and what of the money counts as eligible use, in 万元 up to what was paid. Refusal: form_has_problems. */
export function readDraft(typed: TypedDraft, { paidFen }: { paidFen: bigint }): Result<Draft> {
  const problems: FieldProblem[] = []
  const ground = clawbackGrounds.find((one) => one === typed.ground)
  if (!ground) problems.push({ path: 'ground', code: 'required', params: {} })
  const eligible = fenFromWan(typed.eligibleWan)
  if (!eligible.ok) problems.push(atField('eligibleWan', eligible))
  if (eligible.ok && eligible.value > paidFen)
    problems.push({ path: 'eligibleWan', code: 'too_large', params: { max: wanText(paidFen) } })
  return problems.length > 0 || !ground || !eligible.ok
    ? failed(problems)
    : done({ ground, eligibleFen: eligible.value })
}

/** The number of the notice. Refusal: form_has_problems at documentNo. */
export function readNotice(typed: { documentNo: string }): Result<string> {
  const number = checkDocumentNumber(typed.documentNo)
  return number.ok ? number : failed([atField('documentNo', number)])
}

export type TypedRepayment = { paidOn: string; voucherNo: string; amountYuan: string }
export type Repayment = { paidOn: string; voucherNo: string; amountFen: bigint }

/** One repayment in 元 with two decimals, more than nothing and at most what is left. Refusal: form_has_problems. */
export function readRepayment(
  typed: TypedRepayment,
  { from, until, leftFen }: { from: string; until: string; leftFen: bigint },
): Result<Repayment> {
  const problems: FieldProblem[] = []
  const paidOn = readDay('paidOn', typed.paidOn, { from, until }, problems)
  const voucherNo = line('voucherNo', typed.voucherNo, problems)
  const amount = decimalFromText(typed.amountYuan, 2)
  if (!amount.ok) problems.push(atField('amountYuan', amount))
  else if (amount.value <= 0n) problems.push({ path: 'amountYuan', code: 'required', params: {} })
  else if (amount.value > leftFen)
    problems.push({ path: 'amountYuan', code: 'too_large', params: { max: yuanText(leftFen) } })
  return problems.length > 0 || !amount.ok
    ? failed(problems)
    : done({ paidOn, voucherNo, amountFen: amount.value })
}
