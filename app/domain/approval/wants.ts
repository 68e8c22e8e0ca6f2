/** What each ranked project could get before the budget is shared out: its grade, then the totals of city and enterprise (C.3). */
import { fenPerWan, floorFen, minFen, sumFen, wanText } from '../kernel/money.ts'
import { done, type Reason, refuse, type Result } from '../kernel/refusal.ts'
import type { AllocationEntry } from './allocate.ts'
import { capFigures, capStates, type CapState, type Spent, type TotalCaps } from './total-caps.ts'

/** A grade (档) and the amount of every project in it. */
export type Tier = {
  grade: string
  /** centi-points from which a project is in it, unless a higher grade takes it */
  fromScore: number
  amountFen: bigint
}

/** Totals that hold, what other plans have of them, and the floor below which a rest is not given. */
export type CapTerms = { caps: TotalCaps; taken: readonly Spent[]; floorFen: bigint }

/** What a grade or a total made of an amount. Codes are under `problem`. */
export type LimitStep = {
  step: 'tier' | 'region_cap' | 'enterprise_cap'
  fen: bigint
  reason: Reason | null
}

export type Want = { entry: AllocationEntry; fen: bigint; steps: LimitStep[] }

/** The grade of a score: the one with the highest threshold that it reaches, in whatever order they stand. */
export function tierOf(tiers: readonly Tier[], scoreCenti: number): Tier | null {
  const reached = tiers.filter(({ fromScore }) => scoreCenti >= fromScore)
  return reached.toSorted((a, b) => b.fromScore - a.fromScore)[0] ?? null
}

/**
 * One want per entry, best rank first: never above the raw amount, and together within every total. Whoever stands first
 * takes first. Refusal: allocation_tie_at_cap {rank} when a total would treat equals unequally.
 */
export function wantsOf(
  entries: readonly AllocationEntry[],
  { tiers, terms }: { tiers: readonly Tier[] | null; terms: CapTerms | null },
): Result<Want[]> {
  const ordered = entries.toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  const graded = ordered.map((entry) =>
    tiers ? byGrade(entry, tiers) : { entry, fen: entry.rawFen, steps: [] },
  )
  if (!terms) return done(graded)
  const spent = [...terms.taken]
  const wants: Want[] = []
  for (const want of graded) {
    const { rank, member } = want.entry
    const equals = graded.filter(({ entry }) => entry.rank === rank)
    if (equals[0] === want && splitsEquals(equals, spent, terms))
      return refuse('allocation_tie_at_cap', { rank }, { status: 409 })
    const limited = member ? withinTotals(want, capStates(member, terms.caps, spent), terms) : want
    if (member) spent.push({ ...member, fen: limited.fen })
    wants.push(limited)
  }
  return done(wants)
}

function byGrade(entry: AllocationEntry, tiers: readonly Tier[]): Want {
  const tier = tierOf(tiers, entry.scoreCenti)
  if (!tier) {
    const line = Math.min(...tiers.map(({ fromScore }) => fromScore)) / 100
    const reason = { code: 'allocation_below_tiers', params: { line } }
    return { entry, fen: 0n, steps: [{ step: 'tier', fen: 0n, reason }] }
  }
  const fen = floorFen(minFen(tier.amountFen, entry.rawFen))
  const params = { grade: tier.grade, amount: wanText(tier.amountFen) }
  const code = fen < tier.amountFen ? 'allocation_tier_within' : 'allocation_tier'
  return { entry, fen, steps: [{ step: 'tier', fen, reason: { code, params } }] }
}

function withinTotals(want: Want, states: readonly CapState[], { floorFen: floor }: CapTerms): Want {
  let { fen } = want
  const steps = [...want.steps]
  for (const state of states) {
    if (fen <= state.leftFen) continue
    const rest = floorFen(state.leftFen)
    const enough = rest >= floor
    fen = enough ? rest : 0n
    const code = `allocation_${state.kind}_cap${enough || rest === 0n ? '' : '_floor'}`
    const params = { ...capFigures(state), floor: wanText(floor) }
    steps.push({ step: `${state.kind}_cap`, fen, reason: { code, params } })
  }
  return { ...want, fen, steps }
}

/** Would a total that equals share give one of them more than another? Not where nothing of it can be given any more. */
function splitsEquals(
  equals: readonly Want[],
  spent: readonly Spent[],
  { caps, floorFen: floor }: CapTerms,
): boolean {
  const least = floor > fenPerWan ? floor : fenPerWan
  return equals.some(({ entry: { member } }) => {
    const states = member ? capStates(member, caps, spent) : []
    return states.some(({ kind, leftFen }) => {
      const sharing = equals.filter(({ entry, fen }) => fen > 0n && entry.member?.[kind] === member?.[kind])
      return sharing.length > 1 && leftFen >= least && sumFen(sharing.map(({ fen }) => fen)) > leftFen
    })
  })
}
