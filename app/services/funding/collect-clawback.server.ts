import { configurationOf } from '#app/db/configuration.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { afterRepayment, standingRepayments } from '#app/domain/funding/clawback.ts'
import { readNotice, readRepayment, type TypedRepayment } from '#app/domain/funding/clawback-forms.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { done, type Failure, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { addDays, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { openCredit } from './open-credit.server.ts'
import { clawbackNoticeDocument } from './documents.server.ts'
import { isOpenTo } from './decide-clawback.server.ts'
import { type ClawbackAct, clawbackInScope, moveClawback } from './of-clawback.server.ts'
import { hashOf } from './pay.server.ts'

/**
 * 追回通知书: from today the enterprise has the days that the guideline's configuration gives it. Refusals:
 * form_has_problems (documentNo) and those of the transition.
 */
export async function sendClawbackNotice(
  ctx: Ctx,
  { id, version, documentNo }: ClawbackAct & { documentNo: string },
): Promise<Result<null>> {
  const known = await clawbackInScope(ctx.db.client, ctx, id)
  const { guidelineId, application } = known.project
  const { funding } = await configurationOf(ctx.db, guidelineId, application.guidelineVersion)
  const notifiedOn = shanghaiDay(ctx.now)
  const endsOn = addDays(notifiedOn, funding.clawbackDays)
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const number = readNotice({ documentNo })
    if (!number.ok && isOpenTo(ctx, clawback.status, 'notify')) return number
    const noticeNo = number.ok ? number.value : ''
    const { amountFen } = clawback
    const notice = { noticeNo, notifiedOn, endsOn, days: funding.clawbackDays }
    const sha256 = hashOf({ clawback: id, amountFen: String(amountFen), ...notice })
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: 'notify',
      set: { noticeNo, notifiedOn, endsOn },
      dueAt: endOfDay(endsOn),
      after: { documentNo: noticeNo, endsOn, amountFen, sha256 },
      words: { deadline: endsOn },
      produce: { clawback_notice: () => clawbackNoticeDocument(tx, clawback, { ...notice, sha256 }) },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * The treasury that takes the money in records one repayment with its voucher; they add up by conditional update, never
 * above the amount. Refusals: form_has_problems (paidOn, voucherNo, amountYuan), other_finance_collects {office},
 * clawback_over_repaid (409) and those of the transition.
 */
export async function recordRepayment(
  ctx: Ctx,
  { id, version, ...typed }: ClawbackAct & TypedRepayment,
): Promise<Result<null>> {
  const until = shanghaiDay(ctx.now)
  const take = () =>
    ctx.db.transact(async (tx) => {
      const clawback = await clawbackInScope(tx, ctx, id)
      const { amountFen, repaidFen, payerCode, status, notifiedOn, dueAt, repayments } = clawback
      const read = readRepayment(typed, {
        from: notifiedOn ?? until,
        until,
        leftFen: amountFen - repaidFen,
      })
      const own = isOpenTo(ctx, status, 'repay') && payerCode === ctx.actor.unitCode
      if (!read.ok && own) return read
      const paid = read.ok ? read.value : { paidOn: until, voucherNo: '', amountFen: 0n }
      const sumFen = repaidFen + paid.amountFen
      const moved = await moveClawback(tx, ctx, clawback, {
        version,
        transition: 'repay',
        facts: { next: afterRepayment(status, { leftFen: amountFen - sumFen }) },
        dueAt,
        after: { ...paid, repaidFen: sumFen },
        words: { amount: wanText(paid.amountFen), left: wanText(amountFen - sumFen) },
      })
      if (!moved.ok) return moved
      const entries = await tx.repayment.findMany({ where: { payerCode, voucherNo: paid.voucherNo } })
      if (standingRepayments(entries).length > 0) return used()
      if (!(await addRepaid(tx, { id, amountFen, repaidFen }, paid.amountFen)))
        return refuse('clawback_over_repaid', {}, { status: 409 })
      await tx.repayment.create({
        data: {
          id: newId(),
          clawbackId: id,
          number: repayments.length + 1,
          payerCode,
          ...paid,
          voucherEntry: entries.length + 1,
          recordedById: ctx.actor.id,
          createdAt: ctx.now,
        },
        select: { id: true },
      })
      return done(null)
    })
  try {
    return await take()
  } catch (error) {
    if (isUniqueViolation(error)) return used()
    throw error
  }
}

/** Adds what came back, fen; false, and nothing changed, when it would exceed the amount or somebody was first. */
async function addRepaid(
  tx: Tx,
  { id, amountFen, repaidFen }: { id: string; amountFen: bigint; repaidFen: bigint },
  fen: bigint,
): Promise<boolean> {
  if (repaidFen + fen > amountFen) return false
  const { count } = await tx.clawback.updateMany({
    where: { id, amountFen, repaidFen },
    data: { repaidFen: { increment: fen } },
  })
  return count === 1
}

/** 移送: what is overdue goes to whoever can enforce it. Refusals: reason_required and those of the transition. */
export async function transferClawback(
  ctx: Ctx,
  { id, version, reason }: ClawbackAct,
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: 'transfer',
      reason,
      after: { leftFen: clawback.amountFen - clawback.repaidFen },
    })
    return moved.ok ? done(null) : moved
  })
}

/** Rows that one sweep takes at most; the next minute takes the rest. */
const batch = 200

/** Past the last day of the term with something left: overdue, and on the credit records. Returns how many; repeating changes nothing. */
export async function sweepClawbacks(ctx: Ctx): Promise<number> {
  const today = shanghaiDay(ctx.now)
  const rows = await ctx.db.client.clawback.findMany({
    where: { status: { in: ['notified', 'partial'] }, endsOn: { lt: today } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: batch,
  })
  for (const { id } of rows)
    await ctx.db.transact(async (tx) => {
      const clawback = await clawbackInScope(tx, ctx, id)
      const { endsOn, amountFen, repaidFen } = clawback
      const moved = await moveClawback(tx, ctx, clawback, {
        version: null,
        transition: 'mark_overdue',
        facts: { termOver: endsOn !== null && endsOn < today },
        after: { leftFen: amountFen - repaidFen },
      })
      if (!moved.ok) return moved
      const { projectId, noticeNo } = clawback
      const event = 'clawback_overdue'
      return openCredit(tx, ctx, { projectId, event, basisNo: noticeNo ?? '', basis: '' })
    })
  return rows.length
}

function used(): Failure {
  return refuse(
    'form_has_problems',
    { count: 1 },
    { fields: [{ path: 'voucherNo', code: 'voucher_used', params: {} }] },
  )
}
