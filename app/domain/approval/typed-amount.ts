/** Amounts as a person types them, in 万元: never finer than pages show them, never above a limit. */
import { decimalFromText, narrow } from '../kernel/decimal.ts'
import { wanText } from '../kernel/money.ts'
import { done, type Failure, type FieldProblem, type Reason, refuse, type Result } from '../kernel/refusal.ts'

/** Pages show 万元 with two decimals: an amount cannot be told from its neighbour below 100 元. */
export const shownDecimals = 2
const shownFen = 10_000n

/** Who gets it, and the field to which the messages belong. */
type Place = { project: string; path: string }

/**
 * What a person typed, in fen. Refusals: form_has_problems with the field; amount_too_fine {project, typed, decimals,
 * lower, upper} with the two amounts next to it that may be typed.
 */
export function typedAmount(text: string, { project, path }: Place): Result<bigint> {
  const shown = decimalFromText(text, shownDecimals)
  if (shown.ok) return done(shown.value * shownFen)
  const problem = { path, code: shown.refusal.code, params: shown.refusal.params }
  const typed = narrow(text)
  const cut = decimalFromText(typed.replace(/(\.\d\d)\d+$/, '$1'), shownDecimals)
  if (problem.code !== 'number_too_fine' || !cut.ok)
    return refuse('form_has_problems', { count: 1 }, { fields: [problem] })
  const [lower, upper] = [wanText(cut.value * shownFen), wanText((cut.value + 1n) * shownFen)]
  const params = { project, typed, decimals: shownDecimals, lower, upper }
  return refuse('amount_too_fine', params, { fields: [problem] })
}

/** What was asked, what there is, and by how much it is too much, in 万元 to the last decimal. */
export function excess(askedFen: bigint, limitFen: bigint): Record<'asked' | 'limit' | 'over', string> {
  return { asked: wanText(askedFen), limit: wanText(limitFen), over: wanText(askedFen - limitFen) }
}

export type AmountLimits = {
  project: string
  requestedFen: bigint
  /** null: the guideline has none */
  capFen: bigint | null
}

/** C.2: above zero, and never above what was requested nor above the cap of a project; the figures say by how much. */
export function limitBroken(
  amountFen: bigint,
  { project, requestedFen, capFen }: AmountLimits,
): Reason | null {
  if (amountFen <= 0n) return { code: 'amount_zero', params: { project } }
  if (amountFen > requestedFen)
    return { code: 'above_request', params: { project, ...excess(amountFen, requestedFen) } }
  if (capFen !== null && amountFen > capFen)
    return { code: 'above_cap', params: { project, ...excess(amountFen, capFen) } }
  return null
}

/** The broken limit as a refusal at the field in which the amount was typed. Refusals: amount_zero, above_request, above_cap. */
export function limitRefusal(amountFen: bigint, limits: AmountLimits, path: string): Failure | null {
  const broken = limitBroken(amountFen, limits)
  if (!broken) return null
  const { limit } = broken.params
  const problem: FieldProblem =
    limit === undefined
      ? { path, code: 'amount_positive', params: {} }
      : { path, code: 'amount_at_most', params: { limit } }
  return refuse(broken.code, broken.params, { fields: [problem] })
}
