import type { Tx } from '#app/db/client.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { afterReversal, standingRepayments } from '#app/domain/funding/clawback.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import {
  type ClawbackAct,
  type ClawbackInScope,
  clawbackInScope,
  moveClawback,
} from './of-clawback.server.ts'

const none = { reversalOfId: null, reversalReason: '', reversalById: null }

/**
 * The office that takes the money in asks to reverse a repayment that it recorded wrongly; another person there decides.
 * Refusals: repayment_unknown, reversal_asked_already, other_finance_collects {office}, reason_required and those of the
 * transition.
 */
export async function askReversal(
  ctx: Ctx,
  { id, version, reason, repaymentId }: ClawbackAct & { repaymentId: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const repayment = standingRepayments(clawback.repayments).find((one) => one.id === repaymentId)
    const amountFen = repayment?.amountFen ?? 0n
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: 'ask_reversal',
      reason,
      facts: reversalOf(clawback),
      set: { reversalOfId: repaymentId, reversalReason: (reason ?? '').trim(), reversalById: ctx.actor.id },
      after: { repayment: repaymentId, amountFen },
      words: { amount: wanText(amountFen) },
      named: await colleagues(tx, ctx, clawback.payerCode),
    })
    if (!moved.ok) return moved
    return repayment ? done(null) : refuse('repayment_unknown')
  })
}

/**
 * Another person of that office reverses it: an entry with the same amount below nothing, and what came back goes down by
 * conditional update. Refusals: no_reversal_asked, second_person_needed, other_finance_collects {office}, repayment_unknown
 * (409) where somebody was first, and those of the transition.
 */
export async function reverseRepayment(ctx: Ctx, { id, version }: ClawbackAct): Promise<Result<null>> {
  try {
    return await ctx.db.transact((tx) => reverse(tx, ctx, { id, version }))
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('repayment_unknown', {}, { status: 409 })
    throw error
  }
}

async function reverse(tx: Tx, ctx: Ctx, { id, version }: ClawbackAct): Promise<Result<null>> {
  const today = shanghaiDay(ctx.now)
  const clawback = await clawbackInScope(tx, ctx, id)
  const { amountFen, repaidFen, endsOn, status, dueAt, repayments, reversalOfId } = clawback
  const repayment = standingRepayments(repayments).find((one) => one.id === reversalOfId)
  const leftFen = repaidFen - (repayment?.amountFen ?? 0n)
  const next = afterReversal(status, { repaidFen: leftFen })
  const moved = await moveClawback(tx, ctx, clawback, {
    version,
    transition: 'reverse',
    facts: { ...reversalOf(clawback), next },
    dueAt: next === status || endsOn === null ? dueAt : endOfDay(endsOn),
    set: none,
    after: { repayment: reversalOfId ?? '', amountFen: repayment?.amountFen ?? 0n, repaidFen: leftFen },
    words: { amount: wanText(repayment?.amountFen ?? 0n), left: wanText(amountFen - leftFen) },
  })
  if (!moved.ok) return moved
  if (!repayment) return refuse('repayment_unknown', {}, { status: 409 })
  const { count } = await tx.clawback.updateMany({
    where: { id, repaidFen },
    data: { repaidFen: { decrement: repayment.amountFen } },
  })
  if (count !== 1) return refuse('repayment_unknown', {}, { status: 409 })
  const { payerCode, voucherNo } = repayment
  await tx.repayment.create({
    data: {
      id: newId(),
      clawbackId: id,
      number: repayments.length + 1,
      payerCode,
      paidOn: today,
      voucherNo,
      voucherEntry: (await tx.repayment.count({ where: { payerCode, voucherNo } })) + 1,
      amountFen: -repayment.amountFen,
      reversesId: repayment.id,
      recordedById: ctx.actor.id,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  return done(null)
}

/** It stays as it was recorded. Refusals: no_reversal_asked, other_finance_collects {office}, reason_required and those of the transition. */
export async function declineReversal(ctx: Ctx, { id, version, reason }: ClawbackAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: 'decline_reversal',
      reason,
      facts: reversalOf(clawback),
      set: none,
      after: { repayment: clawback.reversalOfId ?? '' },
    })
    return moved.ok ? done(null) : moved
  })
}

function reversalOf({ reversalOfId, reversalById }: ClawbackInScope) {
  return { reversal: { asked: reversalOfId !== null, askedById: reversalById } }
}

async function colleagues(tx: Tx, ctx: Ctx, code: string): Promise<string[]> {
  const people = await Promise.all(
    (['finance', 'handler'] as const).map((role) => holdersOf(tx, role, ctx.now, { code })),
  )
  return [...new Set(people.flat().map(({ id }) => id))].filter((id) => id !== ctx.actor.id)
}
