/** How one amount comes about, domain C.2: every step keeps its result and the reason of a reduction. */
import { floorFen, minFen, shareFen, wanText } from '../kernel/money.ts'
import { basisPoints } from '../kernel/ratio.ts'
import type { Reason } from '../kernel/refusal.ts'

export type AmountFacts = {
  basis: Share | { kind: 'fixed'; fen: bigint }
  /** null: the guideline has none */
  capFen: bigint | null
  requestedFen: bigint
  /** what the panel suggested, null without a panel */
  suggestedFen: bigint | null
  /** below it nothing is granted; 0n without a floor */
  floorFen: bigint
}

export type Share = {
  kind: 'share'
  /** what was declared or audited as eligible, before deductions */
  grossFen: bigint
  /** tax, used equipment, related parties, out of window, no proof of payment, already subsidised … with words */
  deductions: readonly { fen: bigint; reason: string }[]
  /** of the base, in basis points */
  points: number
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

/** Base after deductions → share, or the fixed award → cap → request → suggestion → whole 万元 downwards → 0 when below the floor. */
export function amountOf(facts: AmountFacts): { fen: bigint; steps: AmountStep[] } {
  const { basis } = facts
  const steps: AmountStep[] =
    basis.kind === 'fixed' ? [{ step: 'fixed', fen: basis.fen, reason: null }] : shareSteps(basis)
  let fen = steps.at(-1)?.fen ?? 0n
  const keep = (step: AmountStepName, after: bigint, reason: AmountStep['reason'] = null) => {
    steps.push({ step, fen: after, reason: after < fen ? reason : null })
    fen = after
  }

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

function shareSteps({ grossFen, deductions, points }: Share): AmountStep[] {
  let left = grossFen
  const deducted = deductions.map(({ fen, reason }): AmountStep => {
    left -= fen
    const params = { amount: wanText(fen), reason }
    return { step: 'deduction', fen: left, reason: fen > 0n ? { code: 'amount_deducted', params } : null }
  })
  const base = left > 0n ? left : 0n
  return [
    { step: 'gross', fen: grossFen, reason: null },
    ...deducted,
    { step: 'base', fen: base, reason: null },
    { step: 'share', fen: shareFen(base, basisPoints(points), 1n), reason: null },
  ]
}
