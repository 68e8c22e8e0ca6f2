import { doing } from '#app/authorization/actor.ts'
import { handlersOpinion } from '#app/db/review/case.server.ts'
import { latestRun } from '#app/db/rule-run.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import type { RuleResult } from '#app/domain/application/rules-catalogue/run.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import {
  type Conclusion,
  manualCodes,
  mayOverride,
  openItems,
  type OpinionChecks,
} from '#app/domain/review/opinion.ts'
import type { Tx } from '#app/db/client.server.ts'
import { checkRules, storeResults } from '../application/check.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, closeOpinions, openCase, type Opened, type ReviewAct } from './case.server.ts'

export type GivenOpinion = ReviewAct & {
  conclusion: Conclusion
  text: string
  /** codes of rules whose item the handler looked at */
  ticks: readonly string[]
  /** results set aside, each with its reason */
  overrides: readonly { code: string; reason: string }[]
}

/**
 * The handler's opinion at the present node (T05), at the province with the rules run again and kept (T10). An earlier
 * opinion of this node is closed and stays. To pass at the province every manual item is ticked and every failure set
 * aside with a reason.
 * Refusals: opinion_missing, override_reason_missing {codes}, manual_items_open, rules_block, stale_version (409).
 */
export async function giveOpinion(
  ctx: Ctx,
  { id, version, ...opinion }: GivenOpinion,
): Promise<Result<{ opinionId: string }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application } = opened.value
  const formal = application.status === 'province_check'
  const transition = formal ? ('check' as const) : ('handle' as const)
  const text = opinion.text.trim()
  const facts = (untickedItems: number) => ({
    opinion: { authorId: ctx.actor.id, conclusion: opinion.conclusion, text, untickedItems },
  })
  const early = decide(applicationWorkflow, {
    transition,
    from: application.status,
    doing: doing(ctx.actor, false),
    facts: { ...facts(0), now: ctx.now, actorId: ctx.actor.id },
  })
  if (!early.ok) return early
  const run = formal ? await runAgain(ctx, opened.value) : null
  const results = run ?? (await latestRun(ctx.db.client, id, { asked: false })).results
  const overridable = results.filter(mayOverride).map(({ code }) => code)
  const overrides = opinion.overrides.filter(({ code }) => overridable.includes(code))
  const silent = overrides.filter(({ reason }) => !reason.trim()).map(({ code }) => code)
  if (silent.length > 0) return refuse('override_reason_missing', { codes: silent.join('、') })
  const manual = manualCodes(results)
  const checks: OpinionChecks = [
    ...opinion.ticks
      .filter((code) => manual.includes(code))
      .map((code) => ({ mark: 'ticked' as const, code })),
    ...overrides.map(({ code, reason }) => ({ mark: 'override' as const, code, reason: reason.trim() })),
  ]
  const { unticked, blocking } = openItems(results, checks)
  if (formal && opinion.conclusion === 'pass') {
    if (blocking.length > 0)
      return refuse('rules_block', { count: blocking.length, codes: blocking.join('、') })
    if (unticked.length > 0) return refuse('manual_items_open', { count: unticked.length })
  }

  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition,
      facts: async () => facts(unticked.length),
      set: { handlerId: ctx.actor.id, openedAt: application.openedAt ?? ctx.now },
      after: {
        conclusion: opinion.conclusion,
        ticked: checks.length - overrides.length,
        overrides: overrides.map(({ code }) => code),
      },
      reason: text,
    })
    if (!moved.ok) return moved
    await closeOpinions(tx, ctx, id, [application.status])
    const opinionId = await addOpinion(tx, ctx, application, {
      node: application.status,
      kind: transition,
      conclusion: opinion.conclusion,
      text,
      checks,
    })
    if (run) await keepFormalReview(tx, ctx, id, run, { checks, authorId: ctx.actor.id })
    return done({ opinionId })
  })
}

/** The rules on the application as it is now; lists and earlier projects may have changed since it was submitted. */
export async function runAgain(
  ctx: Ctx,
  { application, configuration }: Pick<Opened, 'application' | 'configuration'>,
): Promise<RuleResult[]> {
  const working = await workingApplication(ctx, application.id)
  return (await checkRules(ctx, working, configuration)).results
}

/** Keeps a run at the formal review; results that the opinion sets aside say by whom and why. */
export async function keepFormalReview(
  tx: Tx,
  ctx: Ctx,
  applicationId: string,
  results: readonly RuleResult[],
  { checks, authorId }: { checks: OpinionChecks; authorId: string },
): Promise<void> {
  const setAside = (code: string) => {
    const override = checks.find((check) => check.mark === 'override' && check.code === code)
    return override?.mark === 'override' ? { byId: authorId, reason: override.reason } : undefined
  }
  await storeResults(tx, ctx, { applicationId, occasion: 'formal_review', setAside }, results)
}

/** The standing opinion as the rules of the next acts ask for it. */
export function opinionFacts(opened: Opened, untickedItems = 0) {
  const opinion = handlersOpinion(opened.application)
  return (
    opinion && {
      authorId: opinion.authorId,
      conclusion: opinion.conclusion,
      text: opinion.text,
      untickedItems,
    }
  )
}
