/** How one amount comes about, domain C.2: every step keeps its result and the reason of a reduction. */
import { floorFen, minFen, shareFen, sumFen, wanText } from '../kernel/money.ts'
import { basisPoints } from '../kernel/ratio.ts'
import type { Reason } from '../kernel/refusal.ts'

export type AmountFacts = {
  /** what was declared or audited as eligible, before deductions */
  grossFen: bigint
  /** tax, used equipment, related parties, out of window, no proof of payment, already subsidised … with words */
  deductions: readonly { fen: bigint; reason: string }[]
  /** a share of the base in basis points, or a fixed award */
  basis: { kind: 'share'; points: number } | { kind: 'fixed'; fen: bigint }
  /** null: the guideline has none */
  capFen: bigint | null
  requestedFen: bigint
  /** what the panel suggested, null without a panel */
  suggestedFen: bigint | null
  /** below it nothing is granted; 0n without a floor */
  floorFen: bigint
}

export type AmountStepName =
  | 'gross'
  | 'deduction'
  | 'base'
  | 'share'
  | 'fixed'
  | 'cap'
  | 'requested'
  | 'suggested'
  | 'rounding'
  | 'floor'

/** `fen` is the amount after the step; `reason` is null where the step took nothing away. Codes are under `problem`. */
export type AmountStep = {
  step: AmountStepName
  fen: bigint
  reason: Reason | null
}

/** Base after deductions → share → cap → request → suggestion → whole 万元 downwards → 0 when below the floor. */
export function amountOf(facts: AmountFacts): { fen: bigint; steps: AmountStep[] } {
  const steps: AmountStep[] = [{ step: 'gross', fen: facts.grossFen, reason: null }]
  let fen = facts.grossFen
  const keep = (step: AmountStepName, after: bigint, reason: AmountStep['reason'] = null) => {
    steps.push({ step, fen: after, reason: after < fen ? reason : null })
    fen = after
  }

  for (const deduction of facts.deductions) {
    const params = { amount: wanText(deduction.fen), reason: deduction.reason }
    keep('deduction', fen - deduction.fen, { code: 'amount_deducted', params })
  }
  const deducted = sumFen(facts.deductions.map((deduction) => deduction.fen))
  const base = deducted > facts.grossFen ? 0n : facts.grossFen - deducted
  keep('base', base)

  const { basis } = facts
  if (basis.kind === 'fixed') keep('fixed', base > 0n ? basis.fen : 0n)
  else keep('share', shareFen(base, basisPoints(basis.points), 1n))

  const limit = (step: 'cap' | 'requested' | 'suggested', most: bigint | null) => {
    if (most === null) return
    keep(step, minFen(fen, most), { code: `amount_limited_by_${step}`, params: { limit: wanText(most) } })
  }
  limit('cap', facts.capFen)
  limit('requested', facts.requestedFen)
  limit('suggested', facts.suggestedFen)

  keep('rounding', floorFen(fen), { code: 'amount_rounded', params: {} })
  const below = {
    code: 'amount_below_floor',
    params: { amount: wanText(fen), floor: wanText(facts.floorFen) },
  }
  keep('floor', fen < facts.floorFen ? 0n : fen, below)
  return { fen, steps }
}
