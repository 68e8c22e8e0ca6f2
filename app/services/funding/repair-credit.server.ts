import { standingCredits } from '#app/domain/funding/credit.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { type CreditAct, creditInScope, moveCredit } from './of-credit.server.ts'

/**
 * 信用修复: the enterprise says what it has put right; the evidence is uploaded before. Refusals: credit_evidence_missing,
 * reason_required and those of the transition.
 */
export async function askCreditRepair(ctx: Ctx, { id, version, reason }: CreditAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const moved = await moveCredit(tx, ctx, credit, { version, transition: 'ask_repair', reason })
    return moved.ok ? done(null) : moved
  })
}

/** The province's handler gives an opinion, which the province keeps to itself. Refusals: reason_required, those of the transition. */
export async function passCreditRepair(ctx: Ctx, { id, version, reason }: CreditAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const set = { passedById: ctx.actor.id, repairedById: null }
    const moved = await moveCredit(tx, ctx, credit, { version, transition: 'pass_repair', reason, set })
    return moved.ok ? done(null) : moved
  })
}

/**
 * Another person decides: the record is repaired and counts no more, or it stands, with the reason. Refusals:
 * second_person_needed, reason_required and those of the transition.
 */
export async function decideCreditRepair(
  ctx: Ctx,
  { id, version, reason, act }: CreditAct & { act: 'repair' | 'refuse_repair' },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const set = { repairedById: ctx.actor.id }
    const moved = await moveCredit(tx, ctx, credit, { version, transition: act, reason, set })
    return moved.ok ? done(null) : moved
  })
}

/** Rows that one sweep takes at most; the next minute takes the rest. */
const batch = 200

/** Past the last day of its term a record expires. Returns how many; repeating changes nothing. */
export async function sweepCredits(ctx: Ctx): Promise<number> {
  const today = shanghaiDay(ctx.now)
  const rows = await ctx.db.client.creditRecord.findMany({
    where: { status: { in: standingCredits }, endsOn: { lt: today } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: batch,
  })
  for (const { id } of rows)
    await ctx.db.transact(async (tx) => {
      const credit = await creditInScope(tx, ctx, id)
      const termOver = credit.endsOn !== null && credit.endsOn < today
      return moveCredit(tx, ctx, credit, { version: null, transition: 'expire', facts: { termOver } })
    })
  return rows.length
}
