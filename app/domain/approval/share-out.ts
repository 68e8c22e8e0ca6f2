/** The money of a guideline shared out among the items of a plan, each with the step that says what came of it. */
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { fenFromWan } from '../kernel/money.ts'
import { type PlanStrategy, share } from './plan.ts'
import { computedSteps, type PlanStep, stepsFrom } from './steps.ts'

type Unshared = {
  applicationId: string
  rank: number
  scoreCenti: number
  rawFen: bigint
  steps: PlanStep[]
}
export type Shared = Unshared & { amountFen: bigint }

/** Shares the budget out; the last step of each item says what allocation made of its amount. */
export function shareOut(
  items: readonly Unshared[],
  facts: { strategy: PlanStrategy; budgetFen: bigint; configuration: GuidelineConfiguration },
): Shared[] {
  const { configuration, ...rest } = facts
  const allotments = share({
    ...rest,
    passLine: configuration.reviewSkipped ? 0 : configuration.scheme.passLine,
    floorFen: limitOf(configuration.floorWan) ?? 0n,
    entries: items.map((item) => ({ ...item, id: item.applicationId })),
  })
  return items.map((item, at) => {
    const { amountFen = 0n, reason = null } = allotments[at] ?? {}
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
      steps: [...computedSteps(item.steps), allocation],
    }
  })
}

const stops = ['allocation_vetoed', 'allocation_site_failed', 'allocation_blocked']

/** Is it a reason that no amount by hand may overcome? */
export function isStop(code: string): boolean {
  return stops.includes(code)
}

/** A limit of the guideline in fen; null where it sets none. */
export function limitOf(wan: string): bigint | null {
  const fen = wan.trim() === '' ? null : fenFromWan(wan)
  return fen?.ok ? fen.value : null
}

/** What each strategy would give the items of a plan, for comparison: nothing is stored. */
export function previewOf(
  items: readonly {
    applicationId: string
    rank: number
    scoreCenti: number
    rawFen: bigint
    steps: string
  }[],
  facts: { budgetFen: bigint; configuration: GuidelineConfiguration; strategy: PlanStrategy },
): Map<string, bigint> {
  const shared = shareOut(
    items.map((item) => ({ ...item, steps: stepsFrom(item.steps) })),
    facts,
  )
  return new Map(shared.map(({ applicationId, amountFen }) => [applicationId, amountFen]))
}
