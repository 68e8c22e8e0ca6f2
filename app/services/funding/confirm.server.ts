import type { Tx } from '#app/db/client.server.ts'
import { readArrival } from '#app/domain/funding/forms.ts'
import { ceilingOf } from '#app/domain/funding/instalment.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { moveProject } from '../tracking/of-project.server.ts'
import { paymentDocument } from './documents.server.ts'
import {
  fundingOf,
  movePayment,
  type PaymentAct,
  type PaymentInScope,
  paymentInScope,
} from './of-payment.server.ts'
import { hashOf, isOpen } from './pay.server.ts'

/**
 * The undertaker has it: the day it arrived on their account. A reward without contract that has arrived in full is
 * settled by it (D.0: approved → paid). Refusals: form_has_problems (arrivedOn) and those of the transition.
 */
export async function confirmArrival(
  ctx: Ctx,
  { id, version, arrivedOn }: PaymentAct & { arrivedOn: string },
): Promise<Result<null>> {
  const { tracking } = await fundingOf(ctx, await paymentInScope(ctx.db.client, ctx, id))
  const until = shanghaiDay(ctx.now)
  return ctx.db.transact(async (tx) => {
    const payment = await paymentInScope(tx, ctx, id)
    const { amountFen, vouchers } = payment
    const [voucher] = vouchers
    const day = readArrival('arrivedOn', arrivedOn, { from: voucher?.paidOn ?? '', until })
    if (!day.ok && isOpen(ctx, payment, 'confirm')) return day
    const arrived = day.ok ? day.value : until
    const sha256 = hashOf({ payment: id, amountFen: String(amountFen), arrivedOn: arrived })
    const moved = await movePayment(tx, ctx, payment, {
      version,
      transition: 'confirm',
      set: { arrivedOn: arrived },
      after: { arrivedOn: arrived, amountFen, sha256 },
      produce: {
        payment_arrival: () =>
          paymentDocument(tx, ctx, payment, { voucher: voucher ?? null, arrivedOn: arrived, sha256 }),
      },
    })
    if (!moved.ok) return moved
    return tracking.contract ? done(null) : settle(tx, ctx, payment)
  })
}

/** Without contract nothing is left to do once the whole grant has arrived. */
async function settle(tx: Tx, ctx: Ctx, { project }: PaymentInScope): Promise<Result<null>> {
  if (project.status !== 'approved') return done(null)
  const rows = await tx.payment.findMany({
    where: { projectId: project.id, status: 'confirmed' },
    select: { amountFen: true },
  })
  const amountFen = sumFen(rows.map((row) => row.amountFen))
  if (amountFen < ceilingOf(project)) return done(null)
  const settled = await moveProject(tx, ctx, project, {
    version: null,
    transition: 'pay_reward',
    facts: { needsContract: false, paidInFull: true },
    after: { amountFen },
  })
  return settled.ok ? done(null) : settled
}
