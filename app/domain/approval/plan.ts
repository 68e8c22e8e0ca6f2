/** An allocation plan as a list: who gets what under each strategy, and where it leaves the ranking (C.3, C.4). */
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { allocate, type AllocationEntry, type Allotment } from './allocate.ts'

export const planStrategies = ['cutoff_partial', 'cutoff_drop', 'proportional'] as const
export type PlanStrategy = (typeof planStrategies)[number]

export function isPlanStrategy(text: unknown): text is PlanStrategy {
  return planStrategies.some((one) => one === text)
}

/** The strategy that the guideline announced; a plan by hand begins by rank. */
export function strategyOf({ allocation }: Pick<GuidelineConfiguration, 'allocation'>): PlanStrategy {
  if (allocation.strategy === 'proportional') return 'proportional'
  return allocation.partial ? 'cutoff_partial' : 'cutoff_drop'
}

export type ShareFacts = {
  strategy: PlanStrategy
  budgetFen: bigint
  /** centi-points */
  passLine: number
  floorFen: bigint
  entries: readonly AllocationEntry[]
}

/**
 * One allotment per entry, in their order. Where equals stand at the end of the budget, those before them get theirs and
 * the rest nothing, with `allocation_tie`: their order is for the collective decision.
 */
export function share(facts: ShareFacts): Allotment[] {
  const { budgetFen, passLine, entries } = facts
  const common = { budgetFen, passLine }
  const by =
    facts.strategy === 'proportional'
      ? ({ strategy: 'proportional' } as const)
      : ({
          strategy: 'rank_cutoff',
          partial: facts.strategy === 'cutoff_partial',
          floorFen: facts.floorFen,
        } as const)
  const whole = allocate({ ...common, ...by, entries })
  if (whole.ok) return whole.value.items

  const at = Number(whole.refusal.params.rank)
  const before = allocate({ ...common, ...by, entries: entries.filter(({ rank }) => rank < at) })
  const given = new Map((before.ok ? before.value.items : []).map((item) => [item.id, item]))
  const reason = { code: 'allocation_tie', params: { rank: at } }
  return entries.map(({ id }) => given.get(id) ?? { id, amountFen: 0n, reason })
}

export type PlanItem = {
  id: string
  rank: number
  scoreCenti: number
  rawFen: bigint
  amountFen: bigint
  /** as written by a person, '' without */
  reason: string
}

/**
 * Items passed over although they could have had something, while one behind them gets money (选低弃高, C.4), without a
 * written reason.
 */
export function unexplainedDepartures(items: readonly PlanItem[], passLine: number): PlanItem[] {
  const last = Math.max(0, ...items.filter(({ amountFen }) => amountFen > 0n).map(({ rank }) => rank))
  return items.filter(
    ({ rank, scoreCenti, rawFen, amountFen, reason }) =>
      amountFen === 0n && rawFen > 0n && scoreCenti >= passLine && rank < last && reason.trim() === '',
  )
}

/** What an edit of a plan did, out of the log: one amount by hand, or all amounts computed anew. */
export type PlanEdit =
  | { kind: 'by_hand'; project: string; beforeFen: bigint | null; amountFen: bigint }
  | { kind: 'computed'; strategy: PlanStrategy; items: number; totalFen: bigint }
