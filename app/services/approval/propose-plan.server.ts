import { scope } from '#app/authorization/scope.ts'
import { spentUnder } from '#app/db/approval/spent.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { limitOf, memberOf, totalCapsOf } from '#app/domain/approval/total-caps.ts'
import { strategyIn, unexplainedDepartures } from '#app/domain/approval/plan.ts'
import { leftOut } from '#app/domain/approval/share-out.ts'
import { planTotalRefusal } from '#app/domain/approval/total-broken.ts'
import { excess } from '#app/domain/approval/typed-amount.ts'
import type { RuleResult } from '#app/domain/application/rules-catalogue/run.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { checkRules, storeResults } from '../application/check.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { askCoCheck } from './co-check.server.ts'
import { holdBudget, releaseBudget, takeBudget } from './budget.server.ts'

export type PlanAct = { planId: string; version: number }

/**
 * T15 for every application of the plan that gets money, all or none; the budget is committed by conditional update, so
 * two plans that together exceed it cannot both pass (invariant 8). Rules run once more before.
 * Refusals: plan_empty, departure_unexplained, over_budget {asked, limit, over}, plan_rules_block, plan_changed (409),
 * plan_above_region_cap, plan_above_enterprise_cap (409), amount_zero, above_request, above_cap, stale_version.
 */
export async function proposePlan(ctx: Ctx, input: PlanAct): Promise<Result<null>> {
  const plan = await findPlan(ctx, input.planId)
  const { guideline } = plan
  const configuration = await configurationOf(ctx.db, guideline.id, guideline.publishedVersion)
  const { reviewSkipped, scheme } = configuration
  const passLine = reviewSkipped ? 0 : scheme.passLine
  const sharing = { strategy: strategyIn(plan.strategy, configuration), configuration }
  const paid = plan.items.filter(({ amountFen }) => amountFen > 0n)
  const totalFen = sumFen(paid.map(({ amountFen }) => amountFen))

  const fresh =
    plan.status === 'draft'
      ? await runAgain(
          ctx,
          paid.map(({ applicationId }) => applicationId),
        )
      : []
  const blocked = fresh.filter(({ blocking }) => blocking > 0)
  if (blocked.length > 0) {
    await ctx.db.transact(async (tx) => {
      for (const { id, results } of blocked)
        await storeResults(tx, ctx, { applicationId: id, occasion: 'allocation' }, results)
    })
    const projects = blocked.map(({ projectName }) => projectName).join('、')
    return refuse('plan_rules_block', { count: blocked.length, projects })
  }

  return ctx.db.transact(async (tx) => {
    const { budgetFen, committedFen } = await holdBudget(tx, guideline.id)
    const available = budgetFen - committedFen
    const taken = await spentUnder(tx, guideline.id)
    const standing = plan.items.map(({ id, amountFen, application }) => ({
      ...memberOf(application),
      id,
      amountFen,
      scoreCenti: application.scoreCenti ?? 0,
    }))
    const out = leftOut(standing, { ...sharing, taken })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: plan.id,
      version: input.version,
      transition: 'propose',
      facts: async () => ({
        items: paid.length,
        unexplained: unexplainedDepartures(
          plan.items.map((item) => ({ ...item, leftOut: out.has(item.id) })),
          passLine,
        ).length,
        totalFen,
        budgetFen: available,
      }),
      set: { budgetFen: available },
      after: { items: paid.length, totalFen, availableFen: available },
      notice: { params: { plan: plan.title }, link: `/approval/plans/${plan.id}` },
    })
    if (!moved.ok) return moved
    const totals = planTotalRefusal(
      paid.map(({ amountFen, application }) => ({
        ...memberOf(application),
        fen: amountFen,
        project: application.projectName,
      })),
      totalCapsOf(configuration),
      taken,
    )
    if (totals) return totals
    if (!(await takeBudget(tx, guideline.id, budgetFen, totalFen)))
      return refuse('over_budget', excess(totalFen, available), { status: 409 })

    let committed = committedFen
    for (const { applicationId, amountFen, application } of paid) {
      const before = committed
      const proposed = await applyTransition(tx, ctx, {
        workflow: 'application',
        id: applicationId,
        version: null,
        transition: 'propose',
        facts: async () => ({
          reviewSkipped,
          score: {
            centi: application.scoreCenti,
            passLineCenti: passLine,
            vetoed: application.reviewOutcome === 'vetoed',
          },
          projectName: application.projectName,
          amountFen,
          capFen: limitOf(configuration.capWan),
          requestedFen: application.requestedFen,
          budget: { totalFen: budgetFen, committedFen: before },
        }),
        set: { proposedFen: amountFen },
        after: { plan: plan.id, amountFen },
      })
      if (!proposed.ok) return proposed.refusal.code === 'wrong_state' ? changed() : proposed
      committed += amountFen
    }
    await askCoCheck(tx, ctx, plan, moved.value.row)
    return done(null)
  })
}

function changed() {
  return refuse('plan_changed', {}, { status: 409 })
}

/** The leader sends a plan back: its applications are reviewed again and their money is free. Refusals: reason_required, wrong_state, stale_version (409). */
export async function sendBackPlan(ctx: Ctx, input: PlanAct & { reason: string }): Promise<Result<null>> {
  const plan = await findPlan(ctx, input.planId)
  return ctx.db.transact(async (tx) => {
    await holdBudget(tx, plan.guideline.id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: plan.id,
      version: input.version,
      transition: 'send_back',
      reason: input.reason,
    })
    if (!moved.ok) return moved
    const items = await tx.allocationItem.findMany({
      where: { planId: plan.id, amountFen: { gt: 0n }, application: { status: 'proposed' } },
      select: { applicationId: true, application: { select: { proposedFen: true } } },
      orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    })
    for (const { applicationId, application } of items) {
      const back = await applyTransition(tx, ctx, {
        workflow: 'application',
        id: applicationId,
        version: null,
        transition: 'unpropose',
        reason: input.reason,
        set: { proposedFen: null },
        after: { plan: plan.id, releasedFen: application.proposedFen },
      })
      if (!back.ok) return back
      await releaseBudget(tx, plan.guideline.id, application.proposedFen)
    }
    return done(null)
  })
}

/** The handler gives a draft up. Refusals: reason_required, wrong_state, stale_version (409). */
export async function discardPlan(ctx: Ctx, input: PlanAct & { reason: string }): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: input.planId,
      version: input.version,
      transition: 'discard',
      reason: input.reason,
    })
    return moved.ok ? done(null) : moved
  })
}

async function findPlan(ctx: Ctx, id: string) {
  const plan = await ctx.db.client.allocationPlan.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'AllocationPlan')] },
    include: {
      guideline: { select: { id: true, publishedVersion: true } },
      items: {
        orderBy: [{ rank: 'asc' }, { id: 'asc' }],
        include: {
          application: {
            select: {
              projectName: true,
              cityCode: true,
              enterpriseId: true,
              scoreCenti: true,
              reviewOutcome: true,
              requestedFen: true,
            },
          },
        },
      },
    },
  })
  if (!plan) throw new NotFound('plan')
  return plan
}

type Fresh = { id: string; projectName: string; results: readonly RuleResult[]; blocking: number }

async function runAgain(ctx: Ctx, ids: readonly string[]): Promise<Fresh[]> {
  const fresh: Fresh[] = []
  for (const id of ids) {
    const application = await workingApplication(ctx, id)
    const { guidelineId, guidelineVersion, projectName } = application
    const configuration = await configurationOf(ctx.db, guidelineId, guidelineVersion)
    const { results, blocking } = await checkRules(ctx, application, configuration)
    fresh.push({ id, projectName, results, blocking: blocking.length })
  }
  return fresh
}
