/** The money of a guideline shared out among the items of a plan, each with the step that says what came of it. */
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { fenPerWan } from '../kernel/money.ts'
import { type PlanStrategy, share, tiersOf } from './plan.ts'
import { computedSteps, type PlanStep, stepsFrom } from './steps.ts'
import { capStates, limitOf, type Member, type Spent, totalCapsOf } from './total-caps.ts'
import { tierOf } from './wants.ts'

type Unshared = {
  applicationId: string
  rank: number
  scoreCenti: number
  rawFen: bigint
  steps: PlanStep[]
  member: Member
}
export type Shared = Omit<Unshared, 'member'> & { amountFen: bigint }

export type Sharing = {
  strategy: PlanStrategy
  budgetFen: bigint
  configuration: GuidelineConfiguration
  /** what other plans under the guideline have of the totals */
  taken: readonly Spent[]
}

/** Shares the budget out; the last steps of each item say what grade, totals and budget made of its amount. */
export function shareOut(items: readonly Unshared[], facts: Sharing): Shared[] {
  const { configuration, taken, ...rest } = facts
  const floorFen = limitOf(configuration.floorWan) ?? 0n
  const allotments = share({
    ...rest,
    passLine: configuration.reviewSkipped ? 0 : configuration.scheme.passLine,
    floorFen,
    terms: { caps: totalCapsOf(configuration), taken, floorFen },
    tiers: tiersOf(configuration),
    partial: configuration.allocation.partial,
    entries: items.map((item) => ({ ...item, id: item.applicationId })),
  })
  return items.map((item, at) => {
    const { amountFen = 0n, limits = [], reason = null } = allotments[at] ?? {}
    const stopped = item.steps.find(
      ({ step, reason }) => step === 'allocation' && reason && isStop(reason.code),
    )
    const allocation: PlanStep = stopped ?? { step: 'allocation', fen: amountFen, reason }
    const { applicationId, rank, scoreCenti, rawFen } = item
    return {
      applicationId,
      rank,
      scoreCenti,
      rawFen,
      amountFen,
      steps: [...computedSteps(item.steps), ...limits, allocation],
    }
  })
}

const stops = ['allocation_vetoed', 'allocation_site_failed', 'allocation_blocked']

/** Is it a reason that no amount by hand may overcome? */
export function isStop(code: string): boolean {
  return stops.includes(code)
}

export type Standing = Member & { id: string; scoreCenti: number; amountFen: bigint }

/**
 * Items without money that no amount by hand could help as the plan stands: their score reaches no grade, or a total of
 * theirs has less left than may be given.
 */
export function leftOut(
  items: readonly Standing[],
  { strategy, configuration, taken }: Omit<Sharing, 'budgetFen'>,
): Set<string> {
  const caps = totalCapsOf(configuration)
  const tiers = strategy === 'tiered' ? tiersOf(configuration) : null
  const floor = limitOf(configuration.floorWan) ?? 0n
  const least = floor > fenPerWan ? floor : fenPerWan
  const spent = [...taken, ...items.map(({ amountFen, ...member }) => ({ ...member, fen: amountFen }))]
  const out = items.filter(
    (item) =>
      item.amountFen === 0n &&
      ((tiers !== null && tierOf(tiers, item.scoreCenti) === null) ||
        capStates(item, caps, spent).some(({ leftFen }) => leftFen < least)),
  )
  return new Set(out.map(({ id }) => id))
}

/** What each strategy would give the items of a plan, for comparison: nothing is stored. */
export function previewOf(
  items: readonly (Omit<Unshared, 'steps'> & { steps: string })[],
  facts: Sharing,
): Map<string, bigint> {
  const shared = shareOut(
    items.map((item) => ({ ...item, steps: stepsFrom(item.steps) })),
    facts,
  )
  return new Map(shared.map(({ applicationId, amountFen }) => [applicationId, amountFen]))
}
