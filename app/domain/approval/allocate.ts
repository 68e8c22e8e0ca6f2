/** Dividing a budget among ranked projects, domain C.3. Amounts come out in whole 万元; Σ never exceeds the budget. */
import { fenPerWan, floorFen, sumFen, wanText } from '../kernel/money.ts'
import { done, type Reason, refuse, type Result } from '../kernel/refusal.ts'
import type { Member } from './total-caps.ts'
import { type CapTerms, type LimitStep, type Tier, type Want, wantsOf } from './wants.ts'

export type AllocationEntry = {
  id: string
  /** 1 is best; equal ranks wait for a collective decision */
  rank: number
  scoreCenti: number
  /** the amount of C.2 */
  rawFen: bigint
  /** whose totals it counts in; without, no total holds for it */
  member?: Member
}

export type AllocationFacts = {
  budgetFen: bigint
  /** centi-points; entries below get nothing */
  passLine: number
  entries: readonly AllocationEntry[]
  /** totals per city and enterprise, where the call sets some */
  terms?: CapTerms
} & (Cutoff | { strategy: 'proportional' })

type Cutoff = {
  /** the last one takes what is left instead of being dropped */
  partial: boolean
  /** a part below it is not given */
  floorFen: bigint
} & ({ strategy: 'rank_cutoff' } | { strategy: 'tiered'; tiers: readonly Tier[] })

/**
 * `limits`: what grade and totals made of the raw amount; `reason` says why the budget gave less than that. Codes are
 * under `problem`.
 */
export type Allotment = {
  id: string
  amountFen: bigint
  limits: readonly LimitStep[]
  reason: Reason | null
}

export type Allocation = { items: Allotment[]; totalFen: bigint; leftFen: bigint }

/**
 * Items in the order of the entries. Refusals: allocation_tie_at_cutoff {rank} and allocation_tie_at_cap {rank} when
 * equals would be treated unequally, which a collective order has to settle first.
 */
export function allocate(facts: AllocationFacts): Result<Allocation> {
  const passed = facts.entries.filter((entry) => entry.scoreCenti >= facts.passLine && entry.rawFen > 0n)
  const tiers = facts.strategy === 'tiered' ? facts.tiers : null
  const wants = wantsOf(passed, { tiers, terms: facts.terms ?? null })
  if (!wants.ok) return wants
  const shared =
    facts.strategy === 'proportional'
      ? done(proportional(wants.value, facts.budgetFen))
      : cutoff(wants.value, facts.budgetFen, facts)
  if (!shared.ok) return shared
  const byId = new Map(shared.value.map((item) => [item.id, item]))
  const items = facts.entries.map((entry) => byId.get(entry.id) ?? left(entry, facts.passLine))
  const totalFen = sumFen(items.map((item) => item.amountFen))
  return done({ items, totalFen, leftFen: facts.budgetFen - totalFen })
}

function left({ id, scoreCenti }: AllocationEntry, passLine: number): Allotment {
  const below = { code: 'allocation_below_pass_line', params: { line: passLine / 100 } }
  return { id, amountFen: 0n, limits: [], reason: scoreCenti < passLine ? below : null }
}

/** In the order of the ranking until the money ends; nobody behind the cut-off overtakes it, whatever totals would leave. */
function cutoff(
  ordered: readonly Want[],
  budgetFen: bigint,
  { partial, floorFen: floor }: Cutoff,
): Result<Allotment[]> {
  let rest = budgetFen
  let open = true
  const items: Allotment[] = []
  for (const { entry, fen, steps } of ordered) {
    if (open && fen <= rest) {
      rest -= fen
      items.push({ id: entry.id, amountFen: fen, limits: steps, reason: null })
      continue
    }
    const equals = ordered.filter((other) => other.entry.rank === entry.rank)
    const needed = sumFen(equals.map((other) => other.fen))
    const before = sumFen(ordered.filter((other) => other.entry.rank < entry.rank).map((other) => other.fen))
    if (open && equals.length > 1 && before + needed > budgetFen) {
      return refuse('allocation_tie_at_cutoff', { rank: entry.rank }, { status: 409 })
    }
    const part = open && partial ? floorFen(rest) : 0n
    if (part > 0n && part >= floor) {
      rest -= part
      const reason = { code: 'allocation_partial', params: { raw: wanText(fen) } }
      items.push({ id: entry.id, amountFen: part, limits: steps, reason })
    } else {
      const limits = open ? steps : steps.filter(({ step }) => step === 'tier')
      const reason = { code: 'allocation_beyond_budget', params: {} }
      items.push({ id: entry.id, amountFen: 0n, limits, reason })
    }
    open = false
  }
  return done(items)
}

/** The same share for all, whole 万元 downwards; what is left goes by largest remainder, then score, then rank and id. */
function proportional(passed: readonly Want[], budgetFen: bigint): Allotment[] {
  const budget = budgetFen / fenPerWan
  const wanted = passed.map((want) => ({ ...want, whole: want.fen / fenPerWan }))
  const sum = wanted.reduce((total, { whole }) => total + whole, 0n)
  if (sum <= budget)
    return wanted.map(({ entry, whole, steps }) => ({
      id: entry.id,
      amountFen: whole * fenPerWan,
      limits: steps,
      reason: null,
    }))

  const shares = wanted.map(({ whole, ...want }) => ({
    ...want,
    share: (whole * budget) / sum,
    remainder: (whole * budget) % sum,
  }))
  let spare = budget - shares.reduce((total, { share }) => total + share, 0n)
  const extra = new Set<string>()
  const inTurn = shares.toSorted(
    (a, b) =>
      Number(b.remainder - a.remainder) ||
      b.entry.scoreCenti - a.entry.scoreCenti ||
      a.entry.rank - b.entry.rank ||
      (a.entry.id < b.entry.id ? -1 : 1),
  )
  for (const { entry } of inTurn) {
    if (spare <= 0n) break
    extra.add(entry.id)
    spare -= 1n
  }
  return shares.map(({ entry, fen, share, steps }) => {
    const amountFen = (share + (extra.has(entry.id) ? 1n : 0n)) * fenPerWan
    const reason = { code: 'allocation_proportional', params: { raw: wanText(fen) } }
    return { id: entry.id, amountFen, limits: steps, reason: amountFen < fen ? reason : null }
  })
}
