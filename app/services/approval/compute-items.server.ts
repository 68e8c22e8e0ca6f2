import { configurationOf } from '#app/db/configuration.server.ts'
import { suggestedAmounts } from '#app/db/approval/suggested.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { amountOf, type AmountFacts, type Share } from '#app/domain/approval/amount.ts'
import type { PlanStep } from '#app/domain/approval/steps.ts'
import { limitOf, type Member, memberOf } from '#app/domain/approval/total-caps.ts'
import { directionOf } from '#app/domain/application/read-form.ts'
import { awardsOf } from '#app/domain/guideline/awards.ts'
import { baseOf } from '#app/domain/application/rules-catalogue/amounts.ts'
import type { RuleResult } from '#app/domain/application/rules-catalogue/run.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { type Checked, checkRules, storeResults } from '../application/check.server.ts'
import type { Ctx } from '../context.ts'

/** One application as a plan sees it, before any money is shared out. */
export type Computed = {
  applicationId: string
  rank: number
  scoreCenti: number
  /** what C.2 gives; 0n where something stops it, then the last step says what */
  rawFen: bigint
  steps: PlanStep[]
  member: Member
  results: readonly RuleResult[]
}

type Candidate = {
  id: string
  rank: number | null
  scoreCenti: number | null
  reviewOutcome: string | null
}

/**
 * Runs the rules again (credit and duplicates may have changed) and computes the amounts of C.2, in order of the
 * ranking. Reads outside transactions and stores nothing.
 */
export async function computeItems(ctx: Ctx, candidates: readonly Candidate[]): Promise<Computed[]> {
  const ids = candidates.map(({ id }) => id)
  const [suggested, failedSites] = await Promise.all([
    suggestedAmounts(ctx.db.client, ids),
    sitesFailed(ctx.db.client, ids),
  ])
  const last = candidates.length
  const items: Computed[] = []
  for (const [place, candidate] of candidates.entries()) {
    const application = await workingApplication(ctx, candidate.id)
    const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
    const checked = await checkRules(ctx, application, configuration)
    const { fen, steps } = amountOf(
      amountFacts(configuration, checked, {
        requestedFen: application.requestedFen,
        suggestedFen: suggested.get(candidate.id) ?? null,
      }),
    )
    const stopped = stopOf(candidate, configuration, checked, failedSites)
    const stop: PlanStep[] = stopped ? [{ step: 'allocation', fen: 0n, reason: stopped }] : []
    items.push({
      applicationId: candidate.id,
      rank: candidate.rank ?? (configuration.reviewSkipped ? place + 1 : last),
      scoreCenti: candidate.scoreCenti ?? 0,
      rawFen: stopped ? 0n : fen,
      steps: [...steps, ...stop],
      member: memberOf(application),
      results: checked.results,
    })
  }
  return items
}

function stopOf(
  { id, reviewOutcome }: Candidate,
  { reviewSkipped }: GuidelineConfiguration,
  { blocking }: Checked,
  failedSites: ReadonlySet<string>,
): PlanStep['reason'] {
  if (!reviewSkipped && reviewOutcome !== 'passed' && reviewOutcome !== 'failed')
    return { code: 'allocation_vetoed', params: {} }
  if (failedSites.has(id)) return { code: 'allocation_site_failed', params: {} }
  if (blocking.length > 0) {
    const codes = blocking.map(({ code }) => code).join('、')
    return { code: 'allocation_blocked', params: { codes } }
  }
  return null
}

/** Facts of C.2 from what the guideline says and the form declares. */
function amountFacts(
  configuration: GuidelineConfiguration,
  checked: Checked,
  asked: { requestedFen: bigint; suggestedFen: bigint | null },
): AmountFacts {
  if (awardsOf(configuration, directionOf(checked.form)))
    return { ...asked, basis: { kind: 'fixed', fen: asked.requestedFen }, capFen: null, floorFen: 0n }
  const capFen = limitOf(configuration.capWan)
  return {
    ...asked,
    basis:
      configuration.ratio > 0
        ? shareOf(configuration, checked)
        : { kind: 'fixed', fen: capFen ?? asked.requestedFen },
    capFen,
    floorFen: limitOf(configuration.floorWan) ?? 0n,
  }
}

/** Reasons of deductions are codes of lines. */
function shareOf(configuration: GuidelineConfiguration, { facts, form }: Checked): Share {
  const base = baseOf({ form, usedInvoices: facts.usedInvoices, configuration })
  const byReason = new Map<string, bigint>()
  for (const { fen, reasons } of base.lines) {
    const [first] = reasons
    if (first) byReason.set(first, (byReason.get(first) ?? 0n) + fen)
  }
  if (base.lines.length === 0 && base.excludedFen > 0n) byReason.set('not_eligible', base.excludedFen)
  return {
    kind: 'share',
    grossFen: base.totalFen,
    deductions: [...byReason].map(([reason, fen]) => ({ fen, reason })),
    points: configuration.ratio,
  }
}

async function sitesFailed(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const opinions = await tx.reviewOpinion.findMany({
    where: { applicationId: { in: [...ids] }, kind: 'site_check' },
    select: { applicationId: true, conclusion: true },
    orderBy: { id: 'asc' },
  })
  const last = new Map(opinions.map(({ applicationId, conclusion }) => [applicationId, conclusion]))
  return new Set([...last].filter(([, conclusion]) => conclusion === 'fail').map(([id]) => id))
}

/** Keeps the rule results of every item, occasion `allocation`. */
export async function keepResults(tx: Tx, ctx: Ctx, items: readonly Computed[]): Promise<void> {
  for (const { applicationId, results } of items)
    await storeResults(tx, ctx, { applicationId, occasion: 'allocation' }, results)
}
