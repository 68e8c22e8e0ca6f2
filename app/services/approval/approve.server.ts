import { scope } from '#app/authorization/scope.ts'
import { noticeDocument } from '#app/db/approval/documents.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { createProject } from '../tracking/create-project.server.ts'
import { applyTransition } from '../transition.server.ts'

/** States of an objection that is not settled. */
export const openObjection = ['filed', 'accepted', 'investigated']
/** States of an application that its plan still waits for. */
const undecided = ['proposed', 'publicity', 'objection']

/**
 * T21 for one application: after the end of its own publicity and with no open objection. Creates the project and asks
 * for the notice, in one transaction. Refusals: publicity_running, objection_open, wrong_state, stale_version (409).
 */
export async function approveApplication(
  ctx: Ctx,
  input: { applicationId: string; version: number | null },
): Promise<Result<{ projectId: string; code: string }>> {
  return ctx.db.transact(async (tx) => {
    const item = await tx.allocationItem.findFirst({
      where: {
        applicationId: input.applicationId,
        application: scope(ctx.actor, 'Application'),
        plan: { status: 'publicity' },
        amountFen: { gt: 0n },
      },
      include: {
        application: { select: { projectName: true, proposedFen: true, status: true } },
      },
    })
    if (!item) throw new NotFound('application')
    const { application, applicationId, publicityEnd } = item
    const amountFen = application.proposedFen ?? 0n
    const openObjections = await countOpen(tx, applicationId)
    let project: { id: string; code: string } | null = null
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: applicationId,
      version: input.version,
      transition: 'approve',
      facts: async () => ({ publicityEnd, openObjections }),
      set: { approvedFen: amountFen },
      after: { plan: item.planId, approvedFen: amountFen },
      notice: {
        params: { project: application.projectName, amount: wanText(amountFen) },
        link: `/applications/${applicationId}`,
      },
      produce: {
        approval_notice: async () => {
          const created = await createProject(tx, ctx, { applicationId, amountFen })
          if (!created.ok) throw new Error(`project not created: ${created.refusal.code}`)
          project = created.value
          return noticeDocument(tx, ctx, { applicationId, amountFen, projectCode: created.value.code })
        },
      },
    })
    if (!moved.ok) return moved
    const made = project as { id: string; code: string } | null
    if (!made) throw new Error('approved without a project')
    return done({ projectId: made.id, code: made.code })
  })
}

async function countOpen(tx: Tx, applicationId: string): Promise<number> {
  return tx.objection.count({ where: { applicationId, status: { in: openObjection } } })
}

/**
 * Approves whatever of a plan is ready, and the plan itself once nothing of it is open: an objection stops only its own
 * project. Refusals: publicity_running, not_yours (403), wrong_state, stale_version (409); items_open when nothing moved.
 */
export async function approvePlan(
  ctx: Ctx,
  input: { planId: string; version: number | null },
): Promise<Result<{ approved: number; left: number }>> {
  const plan = await ctx.db.client.allocationPlan.findFirst({
    where: { AND: [{ id: input.planId }, scope(ctx.actor, 'AllocationPlan')] },
    select: { id: true, status: true, version: true },
  })
  if (!plan) throw new NotFound('plan')
  if (input.version !== null && input.version !== plan.version)
    return refuse('stale_version', { seen: input.version, now: plan.version }, { status: 409 })

  let approved = 0
  if (plan.status === 'publicity') {
    const ready = await ctx.db.client.allocationItem.findMany({
      where: {
        planId: plan.id,
        amountFen: { gt: 0n },
        publicityEnd: { lte: ctx.now },
        application: { status: 'publicity', objections: { none: { status: { in: openObjection } } } },
      },
      select: { applicationId: true },
      orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    })
    for (const { applicationId } of ready) {
      const result = await approveApplication(ctx, { applicationId, version: null })
      if (result.ok) approved += 1
      else if (result.refusal.code === 'not_yours') return result
    }
  }
  const closed = await ctx.db.transact(async (tx) => {
    const left = await tx.allocationItem.count({
      where: { planId: plan.id, amountFen: { gt: 0n }, application: { status: { in: undecided } } },
    })
    const { publicityEnd } = await tx.allocationPlan.findUniqueOrThrow({ where: { id: plan.id } })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: plan.id,
      version: input.version,
      transition: 'approve',
      facts: async () => ({ publicityEnd, undecided: left }),
      after: { approved },
    })
    return moved.ok ? done({ approved, left }) : moved
  })
  if (closed.ok || approved === 0 || closed.refusal.code !== 'items_open') return closed
  return done({ approved, left: Number(closed.refusal.params.count) })
}

/** What time does, as the system: approves whatever's publicity is over. Run again, it finds nothing to do. */
export async function approveDue(ctx: Ctx): Promise<{ approved: number }> {
  const plans = await ctx.db.client.allocationPlan.findMany({
    where: {
      status: 'publicity',
      OR: [
        { publicityEnd: { lte: ctx.now } },
        { items: { some: { amountFen: { gt: 0n }, publicityEnd: { lte: ctx.now } } } },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  let approved = 0
  for (const { id } of plans) {
    const result = await approvePlan(ctx, { planId: id, version: null })
    if (result.ok) approved += result.value.approved
  }
  return { approved }
}
