import { scope } from '#app/authorization/scope.ts'
import { spentUnder } from '#app/db/approval/spent.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { isStop } from '#app/domain/approval/share-out.ts'
import { type PlanStep, stepsFrom, stepsText } from '#app/domain/approval/steps.ts'
import { totalRefusal } from '#app/domain/approval/total-broken.ts'
import { limitOf, memberOf, type Spent, totalCapsOf } from '#app/domain/approval/total-caps.ts'
import { limitRefusal, typedAmount } from '#app/domain/approval/typed-amount.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'

export type ItemAct = { planId: string; version: number; itemId: string; reason: string }

/**
 * An amount by hand, in 万元 as typed, with its reason; the computed steps stay beside it.
 * Refusals, at the field `amountWan`: form_has_problems, amount_too_fine, amount_zero, above_request, above_cap,
 * above_region_cap, above_enterprise_cap with the figures; reason_required, item_blocked, wrong_state, stale_version.
 */
export async function adjustItem(ctx: Ctx, input: ItemAct & { amountWan: string }): Promise<Result<null>> {
  const { item, plan } = await findItem(ctx, input)
  const { projectName: project, requestedFen } = item.application
  const typed = typedAmount(input.amountWan, { project, path: 'amountWan' })
  if (!typed.ok) return typed
  const amountFen = typed.value
  const stop = stepsFrom(item.steps).find(({ reason }) => reason && isStop(reason.code))
  if (stop) return refuse('item_blocked', { codes: stop.reason?.params.codes ?? '—' })
  const configuration = await configurationOf(ctx.db, plan.guidelineId, plan.guideline.publishedVersion)
  const limits = { project, requestedFen, capFen: limitOf(configuration.capWan) }
  const taken = await spentUnder(ctx.db.client, plan.guidelineId, { but: item.applicationId })
  const asked = { member: memberOf(item.application), project, fen: amountFen, path: 'amountWan' }
  const refused =
    limitRefusal(amountFen, limits, 'amountWan') ??
    totalRefusal(asked, totalCapsOf(configuration), [...taken, ...(await othersOf(ctx, item))])
  return refused ?? change(ctx, input, item, amountFen, 'amount_adjusted')
}

/** Leaves an application out of the plan, with the reason that the audit report will show (选低弃高, C.4). */
export async function removeItem(ctx: Ctx, input: ItemAct): Promise<Result<null>> {
  const { item } = await findItem(ctx, input)
  return change(ctx, input, item, 0n, 'amount_taken_out')
}

/** What the other items of the plan would take, as far as it is not committed by another plan already. */
async function othersOf(ctx: Ctx, { id, planId }: { id: string; planId: string }): Promise<Spent[]> {
  const items = await ctx.db.client.allocationItem.findMany({
    where: { planId, id: { not: id }, application: { status: { in: ['reviewed', 'reserved'] } } },
    select: { amountFen: true, application: { select: { cityCode: true, enterpriseId: true } } },
  })
  return items.map(({ amountFen, application }) => ({ ...memberOf(application), fen: amountFen }))
}

type Item = { id: string; applicationId: string; amountFen: bigint; steps: string }

async function findItem(ctx: Ctx, { planId, itemId }: ItemAct) {
  const item = await ctx.db.client.allocationItem.findFirst({
    where: { id: itemId, plan: { AND: [{ id: planId }, scope(ctx.actor, 'AllocationPlan')] } },
    include: {
      application: {
        select: { projectName: true, requestedFen: true, cityCode: true, enterpriseId: true },
      },
      plan: { select: { guidelineId: true, guideline: { select: { publishedVersion: true } } } },
    },
  })
  if (!item) throw new NotFound('item')
  return { item, plan: item.plan }
}

async function change(
  ctx: Ctx,
  input: ItemAct,
  item: Item,
  amountFen: bigint,
  code: 'amount_adjusted' | 'amount_taken_out',
): Promise<Result<null>> {
  const reason = input.reason.trim()
  if (reason === '') return refuse('reason_required')
  const kept = stepsFrom(item.steps).filter(({ step }) => step !== 'manual')
  const step: PlanStep = { step: 'manual', fen: amountFen, reason: { code, params: { reason } } }
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: input.planId,
      version: input.version,
      transition: 'edit',
      reason,
      after: { item: item.id, application: item.applicationId, beforeFen: item.amountFen, amountFen },
    })
    if (!moved.ok) return moved
    await tx.allocationItem.update({
      where: { id: item.id },
      data: { amountFen, reason, steps: stepsText([...kept, step]) },
    })
    return done(null)
  })
}
