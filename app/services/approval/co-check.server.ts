import { scope } from '#app/authorization/scope.ts'
import { type CheckedPlan, coCheckNeeded, coCheckWord, textOfPlan } from '#app/db/approval/co-check.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { addFinanceOpinion, closeDisagreement, financeOpinion } from '#app/db/finance-opinion.server.ts'
import { provincePeople } from '#app/db/guideline.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import type { StatusRow } from '#app/db/status.server.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { applyTransition } from '../transition.server.ts'
import type { PlanAct } from './propose-plan.server.ts'

type Plan = CheckedPlan & { title: string }

/** A plan was proposed: finance is asked too, unless it has agreed to these very amounts. */
export async function askCoCheck(tx: Tx, ctx: Ctx, plan: Plan, moved: StatusRow): Promise<void> {
  if (!(await coCheckNeeded(ctx.db, plan))) return
  await closeDisagreement(tx, ctx, { guidelineId: plan.guideline.id, planId: plan.id, evaluationId: null })
  if (await financeOpinion(tx, await textOfPlan(tx, plan))) return
  const people = await usersOf(tx, 'finance', moved, ctx.now)
  const text = { params: { plan: plan.title }, link: `/approval/plans/${plan.id}` }
  await notify(tx, ctx, 'co_check_asked', people, text)
}

/** Finance agrees to a proposed plan as it is. Refusals: co_check_not_asked, stale_version (409). */
export async function coCheckPlan(ctx: Ctx, act: PlanAct & { reason: string }): Promise<Result<null>> {
  return speak(ctx, act, 'pass')
}

/** Finance does not agree, with the reason: the leader has to send the plan back. Refusals: reason_required, co_check_not_asked, stale_version (409). */
export async function declineCoCheck(ctx: Ctx, act: PlanAct & { reason: string }): Promise<Result<null>> {
  return speak(ctx, act, 'reject')
}

async function speak(
  ctx: Ctx,
  { planId, version, reason }: PlanAct & { reason: string },
  conclusion: 'pass' | 'reject',
): Promise<Result<null>> {
  const plan = await ctx.db.client.allocationPlan.findFirst({
    where: { AND: [{ id: planId }, scope(ctx.actor, 'AllocationPlan')] },
    select: {
      id: true,
      title: true,
      createdById: true,
      guideline: { select: { id: true, publishedVersion: true } },
    },
  })
  if (!plan) throw new NotFound('plan')
  return ctx.db.transact(async (tx) => {
    const text = await textOfPlan(tx, plan)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'plan',
      id: plan.id,
      version,
      transition: conclusion === 'pass' ? 'co_check' : 'decline_co_check',
      reason,
      facts: async () => ({ coCheck: await coCheckWord(tx, ctx.db, plan) }),
      after: { sha256: text.sha256 },
      notice: {
        params: { plan: plan.title, reason: reason.trim() },
        link: `/approval/plans/${plan.id}`,
        named: [...(await provincePeople(tx, 'leader', ctx.now)), plan.createdById],
      },
    })
    if (!moved.ok) return moved
    await addFinanceOpinion(tx, ctx, { ...text, conclusion, said: reason.trim() })
    return done(null)
  })
}
