import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { doing } from '#app/authorization/actor.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { readArrival, readVoucher, type TypedVoucher } from '#app/domain/funding/forms.ts'
import { paymentWorkflow } from '#app/domain/funding/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { done, type Failure, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { paymentDocument } from './documents.server.ts'
import { clawedBackBeyond, releaseIssued, releasePaid, takePaid } from './money.server.ts'
import {
  dueIn,
  fundingOf,
  movePayment,
  type PaymentAct,
  type PaymentInScope,
  paymentInScope,
} from './of-payment.server.ts'

/**
 * The finance office has the money: the day it arrived there. Refusals: form_has_problems (receivedOn),
 * other_finance_pays {office} and those of the transition.
 */
export async function receivePayment(
  ctx: Ctx,
  { id, version, receivedOn }: PaymentAct & { receivedOn: string },
): Promise<Result<null>> {
  const known = await paymentInScope(ctx.db.client, ctx, id)
  const { funding } = await fundingOf(ctx, known)
  const until = shanghaiDay(ctx.now)
  return ctx.db.transact(async (tx) => {
    const payment = await paymentInScope(tx, ctx, id)
    const day = readArrival('receivedOn', receivedOn, { from: payment.issue.issuedOn, until })
    if (!day.ok && isOpen(ctx, payment, 'receive')) return day
    const moved = await movePayment(tx, ctx, payment, {
      version,
      transition: 'receive',
      set: { receivedOn: day.ok ? day.value : null },
      dueAt: dueIn(ctx, funding.payDays),
      after: { receivedOn: day.ok ? day.value : until, amountFen: payment.amountFen },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * Paid to the undertaker's account, out of what was issued to the project, by conditional update. Refusals:
 * form_has_problems (paidOn, voucherNo, bank, account), over_issued (409), other_finance_pays {office},
 * project_not_payable and those of the transition.
 */
export async function payPayment(
  ctx: Ctx,
  { id, version, ...typed }: PaymentAct & TypedVoucher,
): Promise<Result<null>> {
  const known = await paymentInScope(ctx.db.client, ctx, id)
  const { funding } = await fundingOf(ctx, known)
  const until = shanghaiDay(ctx.now)
  const spend = () =>
    ctx.db.transact(async (tx) => {
      const payment = await paymentInScope(tx, ctx, id)
      const { amountFen, payerCode, project, vouchers } = payment
      const from = vouchers[0]?.paidOn ?? payment.receivedOn ?? payment.issue.issuedOn
      const read = readVoucher(typed, { from, until })
      if (!read.ok && isOpen(ctx, payment, 'pay')) return read
      const voucher = read.ok ? read.value : { paidOn: until, voucherNo: '', bank: '', account: '' }
      const sha256 = hashOf({ payment: id, amountFen: String(amountFen), ...voucher })
      const moved = await movePayment(tx, ctx, payment, {
        version,
        transition: 'pay',
        dueAt: dueIn(ctx, funding.confirmDays),
        after: { ...voucher, amountFen, sha256 },
        produce: { payment_voucher: () => paymentDocument(tx, ctx, payment, { voucher, sha256 }) },
      })
      if (!moved.ok) return moved
      if ((await tx.paymentVoucher.count({ where: { payerCode, voucherNo: voucher.voucherNo } })) > 0)
        return used()
      if (!(await takePaid(tx, project, amountFen))) return refuse('over_issued', {}, { status: 409 })
      await tx.paymentVoucher.create({
        data: {
          id: newId(),
          paymentId: id,
          number: vouchers.length + 1,
          payerCode,
          ...voucher,
          paidById: ctx.actor.id,
          createdAt: ctx.now,
        },
        select: { id: true },
      })
      return done(null)
    })
  try {
    return await spend()
  } catch (error) {
    if (isUniqueViolation(error)) return used()
    throw error
  }
}

/**
 * It came back: the bank returned it, or the undertaker says that it has not arrived. To be paid again. Refusals:
 * reason_required, other_finance_pays {office}, clawback_stands (409) and those of the transition.
 */
export async function returnPayment(ctx: Ctx, { id, version, reason }: PaymentAct): Promise<Result<null>> {
  const { funding } = await fundingOf(ctx, await paymentInScope(ctx.db.client, ctx, id))
  return ctx.db.transact(async (tx) => {
    const payment = await paymentInScope(tx, ctx, id)
    const moved = await movePayment(tx, ctx, payment, {
      version,
      transition: 'return',
      reason,
      dueAt: dueIn(ctx, funding.payDays),
      after: { amountFen: payment.amountFen },
    })
    if (!moved.ok) return moved
    await releasePaid(tx, payment.project, payment.amountFen)
    return (await clawedBackBeyond(tx, payment.projectId))
      ? refuse('clawback_stands', {}, { status: 409 })
      : done(null)
  })
}

/**
 * Handed back to the province unpaid: it may be issued anew. Refusals: reason_required, other_finance_pays {office} and
 * those of the transition.
 */
export async function withdrawPayment(ctx: Ctx, { id, version, reason }: PaymentAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const payment = await paymentInScope(tx, ctx, id)
    const moved = await movePayment(tx, ctx, payment, {
      version,
      transition: 'withdraw',
      reason,
      after: { amountFen: payment.amountFen },
    })
    if (!moved.ok) return moved
    await releaseIssued(tx, payment.project, payment.amountFen)
    return done(null)
  })
}

/** Would a problem of a field be the actor's to mend? Else the transition says why not. */
export function isOpen(ctx: Ctx, payment: PaymentInScope, transition: string): boolean {
  const owns = payment.project.enterpriseId === ctx.actor.enterpriseId
  const own = owns || payment.payerCode === ctx.actor.unitCode
  return own && openTransitions(paymentWorkflow, payment.status, doing(ctx.actor, owns)).includes(transition)
}

export function hashOf(content: object): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex')
}

function used(): Failure {
  return refuse(
    'form_has_problems',
    { count: 1 },
    { fields: [{ path: 'voucherNo', code: 'voucher_used', params: {} }] },
  )
}
