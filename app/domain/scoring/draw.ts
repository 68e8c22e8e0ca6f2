/** Drawing experts for a panel, domain B.2: the same seed, pool and plan always give the same people. */
import { done, refuse, type Result } from '../kernel/refusal.ts'
import { canFill } from './can-fill.ts'
import { randomBelow, shuffle, type Sha256 } from './random.ts'

export const expertKinds = ['technical', 'finance', 'management'] as const
export type ExpertKind = (typeof expertKinds)[number]

/** Someone left in the pool after filters and avoidance. `city` is a code; only equality counts. */
export type Candidate = { id: string; kind: ExpertKind; city: string }

type PerKind = Partial<Record<ExpertKind, number>>

export type DrawPlan = {
  seats: PerKind
  substitutes: PerKind
  /** most members from one city, null without a limit */
  maxPerCity: number | null
}

export type DrawResult = {
  /** the whole pool in drawn order */
  order: string[]
  /** in drawn order */
  members: string[]
  substitutes: string[]
  /** the pool was smaller than three times the seats, or short of substitutes: shown, not refused */
  warnings: { code: string; params: Record<string, number> }[]
}

/** Seed bytes of a draw: SHA-256 of three lines, pool hash, server nonce and supervisor's salt, each ended by a line feed. */
export function drawSeed(
  sha256: Sha256,
  facts: { poolSha256: string; serverNonce: string; salt: string },
): Uint8Array {
  const lines = [facts.poolSha256, facts.serverNonce, facts.salt].map((line) => `${line}\n`)
  return sha256(new TextEncoder().encode(lines.join('')))
}

/** Most members from one city when at most `num/den` of the seats may be: 5 seats, 1/3 → 1; never below one. */
export function cityLimit(seats: number, { num, den }: { num: number; den: number }): number {
  return Math.max(1, Math.floor((seats * num) / den))
}

/**
 * Sorts the pool by id, shuffles it by the seed, then seats people in that order. Someone is passed over only when
 * the seats of the kind are taken, the city is full, or the rest could no longer fill the panel.
 * Refusals: draw_short_technical, _finance, _management {available, wanted}, draw_city_limit {limit}.
 */
export function draw(
  sha256: Sha256,
  seed: Uint8Array,
  pool: readonly Candidate[],
  plan: DrawPlan,
): Result<DrawResult> {
  const sorted = pool.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const order = shuffle(sorted, randomBelow(sha256, seed))
  for (const kind of expertKinds) {
    const available = order.filter((candidate) => candidate.kind === kind).length
    const wanted = plan.seats[kind] ?? 0
    if (available < wanted) return refuse(`draw_short_${kind}`, { available, wanted })
  }
  const limit = plan.maxPerCity ?? Infinity
  const open = new Map(expertKinds.map((kind) => [kind, plan.seats[kind] ?? 0]))
  const used = new Map<string, number>()
  if (!canFill(open, order, used, limit)) return refuse('draw_city_limit', { limit })

  const members: Candidate[] = []
  order.forEach((candidate, i) => {
    const { kind, city } = candidate
    const seats = open.get(kind) ?? 0
    const fromCity = used.get(city) ?? 0
    if (seats < 1 || fromCity >= limit) return
    open.set(kind, seats - 1)
    used.set(city, fromCity + 1)
    if (canFill(open, order.slice(i + 1), used, limit)) {
      members.push(candidate)
    } else {
      open.set(kind, seats)
      used.set(city, fromCity)
    }
  })

  const left = order.filter((candidate) => !members.includes(candidate))
  const substitutes = expertKinds.flatMap((kind) =>
    left.filter((candidate) => candidate.kind === kind).slice(0, plan.substitutes[kind] ?? 0),
  )
  const inOrder = order.filter((candidate) => substitutes.includes(candidate))
  return done({
    order: order.map(({ id }) => id),
    members: members.map(({ id }) => id),
    substitutes: inOrder.map(({ id }) => id),
    warnings: warningsOf(plan, pool.length, inOrder.length),
  })
}

function total(perKind: PerKind): number {
  return expertKinds.reduce((sum, kind) => sum + (perKind[kind] ?? 0), 0)
}

function warningsOf(plan: DrawPlan, candidates: number, found: number): DrawResult['warnings'] {
  const seats = total(plan.seats)
  const wanted = total(plan.substitutes)
  const narrow = { code: 'draw_pool_narrow', params: { candidates, seats } }
  const short = { code: 'draw_substitutes_short', params: { found, wanted } }
  return [...(candidates < 3 * seats ? [narrow] : []), ...(found < wanted ? [short] : [])]
}

/**
 * Who takes the place of a member: the first free substitute of the same kind whose city still has room among the
 * members who stay, or null.
 */
export function nextSubstitute(
  leaving: Candidate,
  facts: { staying: readonly Candidate[]; substitutes: readonly Candidate[]; maxPerCity: number | null },
): Candidate | null {
  const fromCity = (city: string) => facts.staying.filter((member) => member.city === city).length
  const fits = ({ kind, city }: Candidate) =>
    kind === leaving.kind && fromCity(city) < (facts.maxPerCity ?? Infinity)
  return facts.substitutes.find(fits) ?? null
}

/**
 * Who is called when the substitutes are used up: further down the same witnessed order, so that nobody chooses. As many
 * of each kind as places are open, passing over who had a seat and whose city is full; fewer when the order ends.
 */
export function nextInOrder(
  order: readonly Candidate[],
  facts: {
    open: PerKind
    /** ids of those who have or had a seat */
    seated: ReadonlySet<string>
    staying: readonly Candidate[]
    maxPerCity: number | null
  },
): Candidate[] {
  const called: Candidate[] = []
  for (const candidate of order) {
    const { id, kind, city } = candidate
    const wanted = (facts.open[kind] ?? 0) - called.filter((one) => one.kind === kind).length
    const fromCity = [...facts.staying, ...called].filter((one) => one.city === city).length
    if (wanted > 0 && !facts.seated.has(id) && fromCity < (facts.maxPerCity ?? Infinity))
      called.push(candidate)
  }
  return called
}
