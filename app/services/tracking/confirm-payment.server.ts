import { refuse, done, type Result } from '#app/domain/kernel/refusal.ts'
import { checkDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { configurationFor, moveProject, type ProjectAct, projectInScope } from './of-project.server.ts'

/**
 * A reward without contract has reached the undertaker's account: the day and the voucher stand in the record.
 * Refusals: payment_incomplete, contract_needed, and those of the transition.
 */
export async function confirmPayment(
  ctx: Ctx,
  { id, version, paidOn, voucherNo }: ProjectAct & { paidOn: string; voucherNo: string },
): Promise<Result<null>> {
  const project = await projectInScope(ctx.db.client, ctx, id)
  const { tracking } = await configurationFor(ctx, project)
  const day = checkDay(paidOn)
  const fits = day.ok && day.value <= shanghaiDay(ctx.now) && voucherNo.trim() !== ''
  return ctx.db.transact(async (tx) => {
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: 'pay_reward',
      facts: { needsContract: tracking.contract },
      after: { paidOn: day.ok ? day.value : '', voucherNo: voucherNo.trim(), amountFen: project.amountFen },
    })
    if (!moved.ok) return moved
    return fits ? done(null) : refuse('payment_incomplete')
  })
}
