/** What a panel is planned with, domain B.2, and who of the pool may be drawn for it. */
import { z } from 'zod'
import type { FieldProblem, Reason, RefusalParams } from '../kernel/refusal.ts'
import { type Avoidance, type AvoidanceFacts, avoidances, type ExpertTies } from './avoidance.ts'
import { cityLimit, type DrawPlan, type ExpertKind, expertKinds } from './draw.ts'

const perKind = z.strictObject({
  technical: z.number().int().min(0).max(25),
  finance: z.number().int().min(0).max(25),
  management: z.number().int().min(0).max(25),
})
export type PerKind = z.infer<typeof perKind>

/** Largest share of members from one city. */
export const cityShares = ['none', '1/2', '1/3', '1/4'] as const

export const panelConditions = z.strictObject({
  /** industry divisions; technical experts need one of them, empty asks for none */
  specialties: z.array(z.string().regex(/^\d{2}$/)).max(60),
  seats: perKind,
  substitutes: perKind,
  cityShare: z.enum(cityShares),
})
export type PanelConditions = z.infer<typeof panelConditions>

export function seatsOf(counts: PerKind): number {
  return expertKinds.reduce((sum, kind) => sum + counts[kind], 0)
}

export function planOf({ seats, substitutes, cityShare }: PanelConditions): DrawPlan {
  const share = shares[cityShare]
  return { seats, substitutes, maxPerCity: share && cityLimit(seatsOf(seats), share) }
}

const shares: Record<PanelConditions['cityShare'], { num: number; den: number } | null> = {
  none: null,
  '1/2': { num: 1, den: 2 },
  '1/3': { num: 1, den: 3 },
  '1/4': { num: 1, den: 4 },
}

/** B.2: an odd number of seats, at least three; paths name the fields of the planning page. */
export function planProblems(plan: {
  name: string
  conditions: PanelConditions
  applications: number
}): FieldProblem[] {
  const seats = seatsOf(plan.conditions.seats)
  const problems: FieldProblem[] = []
  if (!plan.name.trim()) problems.push({ path: 'name', code: 'required', params: {} })
  if (seats < 3 || seats % 2 === 0)
    problems.push({ path: 'seats', code: 'panel_seats_odd', params: { seats } })
  if (plan.applications === 0) problems.push({ path: 'applications', code: 'required', params: {} })
  return problems
}

export type PoolExpert = {
  id: string
  status: string
  validTo: string
  kind: ExpertKind
  cityCode: string
  specialties: readonly string[]
  hasAccount: boolean
  ties: ExpertTies
}

export type PoolApplication = { id: string } & Pick<
  AvoidanceFacts,
  'applicants' | 'authorityUsccs' | 'sameCategoryUsccs' | 'askedToAvoid'
>

export type PoolEntry = { id: string; kind: ExpertKind; city: string; specialties: string[] }

/** Why someone is not in the pool: a filter (applicationId null) or a hard block of B.3 with its evidence. */
export type Exclusion = {
  expertId: string
  rule:
    'not_in_pool' | 'expired' | 'no_account' | 'kind' | 'specialty' | 'answered_before' | Avoidance['rule']
  applicationId: string | null
  evidence: Reason
}

export type Pool = { entries: PoolEntry[]; excluded: Exclusion[] }

/** Everybody is either in the pool or excluded with every reason; both in the order of ids. `today` is a day in Shanghai. */
export function choosePool(
  experts: readonly PoolExpert[],
  facts: {
    conditions: PanelConditions
    applications: readonly PoolApplication[]
    /** declined or missed at an earlier draw of this panel */
    answeredBefore: ReadonlySet<string>
    today: string
  },
): Pool {
  const pool: Pool = { entries: [], excluded: [] }
  for (const expert of experts.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const reasons = [...filtered(expert, facts), ...blocked(expert, facts.applications, facts.today)]
    if (reasons.length > 0) pool.excluded.push(...reasons)
    else pool.entries.push(entryOf(expert))
  }
  return pool
}

function entryOf({ id, kind, cityCode, specialties }: PoolExpert): PoolEntry {
  return { id, kind, city: cityCode, specialties: [...specialties].sort() }
}

function filtered(
  expert: PoolExpert,
  facts: { conditions: PanelConditions; answeredBefore: ReadonlySet<string>; today: string },
): Exclusion[] {
  const because = (rule: Exclusion['rule'], params: RefusalParams = {}): Exclusion[] => [
    { expertId: expert.id, rule, applicationId: null, evidence: { code: `pool_${rule}`, params } },
  ]
  const { seats, substitutes, specialties } = facts.conditions
  if (expert.status !== 'in_pool') return because('not_in_pool')
  if (expert.validTo < facts.today) return because('expired', { day: expert.validTo })
  if (seats[expert.kind] + substitutes[expert.kind] === 0) return because('kind')
  const fits = specialties.length === 0 || expert.specialties.some((code) => specialties.includes(code))
  if (expert.kind === 'technical' && !fits)
    return because('specialty', { own: expert.specialties.join('、') || '—' })
  if (!expert.hasAccount) return because('no_account')
  if (facts.answeredBefore.has(expert.id)) return because('answered_before')
  return []
}

/** Hard blocks of one expert for some applications; asked at the draw, at the assignment and before every submission. */
export function blocked(
  expert: Pick<PoolExpert, 'id' | 'ties'>,
  applications: readonly PoolApplication[],
  today: string,
): Exclusion[] {
  return applications.flatMap(({ id, ...facts }) =>
    avoidances({ expert: expert.ties, ...facts, today }).map(({ rule, evidence }) => ({
      expertId: expert.id,
      rule,
      applicationId: id,
      evidence,
    })),
  )
}
