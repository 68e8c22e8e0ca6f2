/** An allocation plan as a list: who gets what under each strategy, and where it leaves the ranking (C.3, C.4). */
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { allocate, type AllocationEntry, type AllocationFacts, type Allotment } from './allocate.ts'
import { limitOf } from './total-caps.ts'
import type { CapTerms, Tier } from './wants.ts'

export const planStrategies = ['cutoff_partial', 'cutoff_drop', 'proportional', 'tiered'] as const
export type PlanStrategy = (typeof planStrategies)[number]

export function isPlanStrategy(text: unknown): text is PlanStrategy {
  return planStrategies.some((one) => one === text)
}

/** The strategy that the guideline announced; a plan by hand begins by rank. */
export function strategyOf({ allocation }: Pick<GuidelineConfiguration, 'allocation'>): PlanStrategy {
  if (allocation.strategy === 'proportional' || allocation.strategy === 'tiered') return allocation.strategy
  return allocation.partial ? 'cutoff_partial' : 'cutoff_drop'
}

/** The strategy that a stored plan names; the announced one where it names none that is known. */
export function strategyIn(
  stored: string,
  configuration: Pick<GuidelineConfiguration, 'allocation'>,
): PlanStrategy {
  return isPlanStrategy(stored) ? stored : strategyOf(configuration)
}

/** The strategies that a plan under this guideline may be computed by: grades only where it sets some. */
export function offeredStrategies({
  allocation,
}: Pick<GuidelineConfiguration, 'allocation'>): PlanStrategy[] {
  return planStrategies.filter((strategy) => strategy !== 'tiered' || allocation.tiers.length > 0)
}

/** The grades of a guideline with their amounts in fen. */
export function tiersOf({ allocation }: Pick<GuidelineConfiguration, 'allocation'>): Tier[] {
  return allocation.tiers.map(({ amountWan, ...tier }) => ({ ...tier, amountFen: limitOf(amountWan) ?? 0n }))
}

export type ShareFacts = {
  strategy: PlanStrategy
  budgetFen: bigint
  /** centi-points */
  passLine: number
  floorFen: bigint
  entries: readonly AllocationEntry[]
  terms?: CapTerms
  /** what `tiered` goes by; with `partial` the last one takes what is left */
  tiers?: readonly Tier[]
  partial?: boolean
}

/**
 * One allotment per entry, in their order. Where equals stand at the end of the budget or of a total, those before them
 * get theirs and the rest nothing, with `allocation_tie` or `allocation_cap_tie`: their order is for the collective decision.
 */
export function share(facts: ShareFacts): Allotment[] {
  const { budgetFen, passLine, entries, terms } = facts
  const common = { budgetFen, passLine, terms, ...waysOf(facts) }
  const whole = allocate({ ...common, entries })
  if (whole.ok) return whole.value.items

  const at = Number(whole.refusal.params.rank)
  const before = allocate({ ...common, entries: entries.filter(({ rank }) => rank < at) })
  const given = new Map((before.ok ? before.value.items : []).map((item) => [item.id, item]))
  const code = whole.refusal.code === 'allocation_tie_at_cap' ? 'allocation_cap_tie' : 'allocation_tie'
  const reason = { code, params: { rank: at } }
  return entries.map(({ id }) => given.get(id) ?? { id, amountFen: 0n, limits: [], reason })
}

type Ways<F> = F extends unknown ? Omit<F, 'budgetFen' | 'passLine' | 'entries' | 'terms'> : never

function waysOf({ strategy, floorFen, tiers = [], partial = false }: ShareFacts): Ways<AllocationFacts> {
  if (strategy === 'proportional') return { strategy }
  if (strategy === 'tiered') return { strategy, tiers, partial, floorFen }
  return { strategy: 'rank_cutoff', partial: strategy === 'cutoff_partial', floorFen }
}

export type PlanItem = {
  id: string
  rank: number
  scoreCenti: number
  rawFen: bigint
  amountFen: bigint
  /** as written by a person, '' without */
  reason: string
  /** a total or the grades leave nothing for it: no choice of a person passes it over */
  leftOut?: boolean
}

/**
 * Items passed over although they could have had something, while one behind them gets money (选低弃高, C.4), without a
 * written reason.
 */
export function unexplainedDepartures(items: readonly PlanItem[], passLine: number): PlanItem[] {
  const last = Math.max(0, ...items.filter(({ amountFen }) => amountFen > 0n).map(({ rank }) => rank))
  return items.filter(
    ({ rank, scoreCenti, rawFen, amountFen, reason, leftOut = false }) =>
      amountFen === 0n &&
      rawFen > 0n &&
      scoreCenti >= passLine &&
      rank < last &&
      reason.trim() === '' &&
      !leftOut,
  )
}

/** What an edit of a plan did, out of the log: one amount by hand, or all amounts computed anew. */
export type PlanEdit =
  | { kind: 'by_hand'; project: string; beforeFen: bigint | null; amountFen: bigint }
  | { kind: 'computed'; strategy: PlanStrategy; items: number; totalFen: bigint }
