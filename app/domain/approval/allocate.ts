/** Dividing a budget among ranked projects, domain C.3. Amounts come out in whole 万元; Σ never exceeds the budget. */
import { fenPerWan, floorFen, sumFen, wanText } from '../kernel/money.ts'
import { done, refuse, type RefusalParams, type Result } from '../kernel/refusal.ts'

export type AllocationEntry = {
  id: string
  /** 1 is best; equal ranks wait for a collective decision */
  rank: number
  scoreCenti: number
  /** the amount of C.2 */
  rawFen: bigint
}

export type AllocationFacts = {
  budgetFen: bigint
  /** centi-points; entries below get nothing */
  passLine: number
  entries: readonly AllocationEntry[]
} & (
  | {
      strategy: 'rank_cutoff'
      /** the last one takes what is left instead of being dropped */
      partial: boolean
      /** a part below it is not given */
      floorFen: bigint
    }
  | { strategy: 'proportional' }
)

/** `reason` says why an amount is less than the raw one; its code is under `problem`. */
export type Allotment = {
  id: string
  amountFen: bigint
  reason: { code: string; params: RefusalParams } | null
}

export type Allocation = { items: Allotment[]; totalFen: bigint; leftFen: bigint }

/**
 * Items in the order of the entries. Refusal: allocation_tie_at_cutoff {rank} when equals would be treated
 * unequally, which a collective order has to settle first.
 */
export function allocate(facts: AllocationFacts): Result<Allocation> {
  const passed = facts.entries.filter((entry) => entry.scoreCenti >= facts.passLine && entry.rawFen > 0n)
  const shared =
    facts.strategy === 'proportional' ? done(proportional(passed, facts.budgetFen)) : cutoff(passed, facts)
  if (!shared.ok) return shared
  const byId = new Map(shared.value.map((item) => [item.id, item]))
  const items = facts.entries.map((entry) => byId.get(entry.id) ?? left(entry, facts.passLine))
  const totalFen = sumFen(items.map((item) => item.amountFen))
  return done({ items, totalFen, leftFen: facts.budgetFen - totalFen })
}

function left({ id, scoreCenti }: AllocationEntry, passLine: number): Allotment {
  const below = { code: 'allocation_below_pass_line', params: { line: passLine / 100 } }
  return { id, amountFen: 0n, reason: scoreCenti < passLine ? below : null }
}

type Cutoff = Extract<AllocationFacts, { strategy: 'rank_cutoff' }>

/** In the order of the ranking until the money ends; nobody behind the cut-off overtakes it. */
function cutoff(
  passed: readonly AllocationEntry[],
  { budgetFen, partial, floorFen: floor }: Cutoff,
): Result<Allotment[]> {
  const ordered = passed.toSorted((a, b) => a.rank - b.rank)
  let rest = budgetFen
  let open = true
  const items: Allotment[] = []
  for (const entry of ordered) {
    if (open && entry.rawFen <= rest) {
      rest -= entry.rawFen
      items.push({ id: entry.id, amountFen: entry.rawFen, reason: null })
      continue
    }
    const equals = ordered.filter((other) => other.rank === entry.rank)
    const needed = sumFen(equals.map((other) => other.rawFen))
    const before = sumFen(ordered.filter((other) => other.rank < entry.rank).map((other) => other.rawFen))
    if (open && equals.length > 1 && before + needed > budgetFen) {
      return refuse('allocation_tie_at_cutoff', { rank: entry.rank }, { status: 409 })
    }
    const part = open && partial ? floorFen(rest) : 0n
    open = false
    if (part > 0n && part >= floor) {
      rest -= part
      const params = { raw: wanText(entry.rawFen) }
      items.push({ id: entry.id, amountFen: part, reason: { code: 'allocation_partial', params } })
    } else {
      items.push({ id: entry.id, amountFen: 0n, reason: { code: 'allocation_beyond_budget', params: {} } })
    }
  }
  return done(items)
}

/** The same share for all, whole 万元 downwards; what is left goes by largest remainder, then score, then rank and id. */
function proportional(passed: readonly AllocationEntry[], budgetFen: bigint): Allotment[] {
  const budget = budgetFen / fenPerWan
  const wanted = passed.map((entry) => ({ entry, raw: entry.rawFen / fenPerWan }))
  const sum = wanted.reduce((total, { raw }) => total + raw, 0n)
  if (sum <= budget)
    return wanted.map(({ entry, raw }) => ({ id: entry.id, amountFen: raw * fenPerWan, reason: null }))

  const shares = wanted.map(({ entry, raw }) => ({
    entry,
    whole: (raw * budget) / sum,
    remainder: (raw * budget) % sum,
  }))
  let spare = budget - shares.reduce((total, { whole }) => total + whole, 0n)
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
  return shares.map(({ entry, whole }) => {
    const amountFen = (whole + (extra.has(entry.id) ? 1n : 0n)) * fenPerWan
    const reason = { code: 'allocation_proportional', params: { raw: wanText(entry.rawFen) } }
    return { id: entry.id, amountFen, reason: amountFen < entry.rawFen ? reason : null }
  })
}
