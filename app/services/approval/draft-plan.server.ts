import { scope } from '#app/authorization/scope.ts'
import { spentUnder } from '#app/db/approval/spent.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { offeredStrategies, type PlanStrategy, strategyOf } from '#app/domain/approval/plan.ts'
import { type Shared, shareOut } from '#app/domain/approval/share-out.ts'
import { stepsText } from '#app/domain/approval/steps.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { fill } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'
import { holdBudget } from './budget.server.ts'
import { computeItems, keepResults } from './compute-items.server.ts'

/**
 * A plan of everything that waits under a guideline, in order of the ranking: rules run again, amounts by C.2, the money
 * that is left shared out by the guideline's strategy or the given one. Refusals: not_yours (403), nothing_reviewed,
 * strategy_not_offered.
 */
export async function draftPlan(
  ctx: Ctx,
  input: { guidelineId: string; strategy?: PlanStrategy },
): Promise<Result<{ id: string }>> {
  const decision = decideCreation(ctx, 'plan', 'draft', {})
  if (!decision.ok) return decision
  const { client } = ctx.db
  const guideline = await client.guideline.findFirst({
    where: { AND: [{ id: input.guidelineId }, scope(ctx.actor, 'Guideline')] },
    select: { id: true, title: true, publishedVersion: true },
  })
  if (!guideline || guideline.publishedVersion === 0) throw new NotFound('guideline')
  const candidates = await client.application.findMany({
    where: {
      AND: [
        { guidelineId: guideline.id, status: { in: ['reviewed', 'reserved'] } },
        scope(ctx.actor, 'Application'),
      ],
    },
    select: { id: true, rank: true, scoreCenti: true, reviewOutcome: true, receiptNo: true },
  })
  if (candidates.length === 0) return refuse('nothing_reviewed')
  const last = Number.MAX_SAFE_INTEGER
  candidates.sort(
    (a, b) => (a.rank ?? last) - (b.rank ?? last) || ((a.receiptNo ?? '') < (b.receiptNo ?? '') ? -1 : 1),
  )
  const configuration = await configurationOf(ctx.db, guideline.id, guideline.publishedVersion)
  const strategy = input.strategy ?? strategyOf(configuration)
  if (!offeredStrategies(configuration).includes(strategy)) return refuse('strategy_not_offered')
  const items = await computeItems(ctx, candidates)

  return ctx.db.transact(async (tx) => {
    const { budgetFen, committedFen } = await holdBudget(tx, guideline.id)
    const available = budgetFen - committedFen
    const taken = await spentUnder(tx, guideline.id)
    const shared = shareOut(items, { strategy, budgetFen: available, configuration, taken })
    const number = (await tx.allocationPlan.count({ where: { guidelineId: guideline.id } })) + 1
    const id = newId()
    await tx.allocationPlan.create({
      data: {
        id,
        guidelineId: guideline.id,
        number,
        title: fill(messagesOf('zh-CN').approval.planTitle, { guideline: guideline.title, number }),
        strategy,
        status: decision.value.to,
        budgetFen: available,
        createdById: ctx.actor.id,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await tx.allocationItem.createMany({
      data: shared.map(({ steps, ...item }) => ({
        id: newId(),
        planId: id,
        ...item,
        steps: stepsText(steps),
      })),
    })
    await keepResults(tx, ctx, items)
    await record(tx, ctx, {
      act: 'plan.draft',
      dossier: `guideline:${guideline.id}`,
      object: { type: 'plan', id },
      unitCode: '320000',
      after: { status: decision.value.to, number, strategy, ...totalsOf(shared), availableFen: available },
    })
    return done({ id })
  })
}

/**
 * Shares the money out anew, by another strategy if given: rules and amounts are computed again, amounts entered by hand
 * and their reasons fall away. Refusals: strategy_not_offered, wrong_state (409), stale_version (409), not_yours (403).
 */
export async function reallocatePlan(
  ctx: Ctx,
  input: { planId: string; version: number; strategy: PlanStrategy },
): Promise<Result<null>> {
  const plan = await ctx.db.client.allocationPlan.findFirst({
    where: { AND: [{ id: input.planId }, scope(ctx.actor, 'AllocationPlan')] },
    include: {
      guideline: { select: { id: true, publishedVersion: true } },
      items: {
        orderBy: [{ rank: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          application: {
            select: { id: true, rank: true, scoreCenti: true, reviewOutcome: true, status: true },
          },
        },
      },
    },
  })
  if (!plan) throw new NotFound('plan')
  const configuration = await configurationOf(ctx.db, plan.guideline.id, plan.guideline.publishedVersion)
  if (!offeredStrategies(configuration).includes(input.strategy)) return refuse('strategy_not_offered')
  const open = plan.items.filter(({ application }) => ['reviewed', 'reserved'].includes(application.status))
  const gone = plan.items.filter((item) => !open.includes(item))
  const items =
    plan.status === 'draft'
      ? await computeItems(
          ctx,
          open.map(({ application }) => application),
        )
      : []

  return ctx.db.transact(async (tx) => {
    const { budgetFen, committedFen } = await holdBudget(tx, plan.guideline.id)
    const available = budgetFen - committedFen
    const taken = await spentUnder(tx, plan.guideline.id)
    const { strategy } = input
    const shared = shareOut(items, { strategy, budgetFen: available, configuration, taken })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: plan.id,
      version: input.version,
      transition: 'edit',
      set: { strategy: input.strategy, budgetFen: available },
      after: { strategy: input.strategy, ...totalsOf(shared), availableFen: available },
    })
    if (!moved.ok) return moved
    for (const { applicationId, steps, ...item } of shared)
      await tx.allocationItem.update({
        where: { planId_applicationId: { planId: plan.id, applicationId } },
        data: { ...item, steps: stepsText(steps), reason: '' },
      })
    for (const { id } of gone)
      await tx.allocationItem.update({ where: { id }, data: { amountFen: 0n, rawFen: 0n } })
    await keepResults(tx, ctx, items)
    return done(null)
  })
}

function totalsOf(shared: readonly Shared[]) {
  return {
    items: shared.filter(({ amountFen }) => amountFen > 0n).length,
    totalFen: sumFen(shared.map(({ amountFen }) => amountFen)),
  }
}
