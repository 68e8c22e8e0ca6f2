import { creditLevels, scaled } from '#app/domain/funding/credit.ts'
import { readCredit, type TypedCredit } from '#app/domain/funding/credit-forms.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '../context.ts'
import { type CreditAct, creditInScope, isCreditOpenTo, moveCredit } from './of-credit.server.ts'

/**
 * The province's handler says how grave it is and what it rests on. Refusals: form_has_problems (level, basisNo, basis) and
 * those of the transition.
 */
export async function proposeCredit(
  ctx: Ctx,
  { id, version, level, basisNo, basis }: CreditAct & TypedCredit,
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const read = readCredit({ level, basisNo, basis })
    if (!read.ok && isCreditOpenTo(ctx, credit, 'propose')) return read
    const draft = read.ok ? read.value : { level: credit.level, basisNo: '', basis: '' }
    const moved = await moveCredit(tx, ctx, credit, {
      version,
      transition: 'propose',
      set: { ...draft, draftedById: ctx.actor.id },
      after: { level: draft.level, documentNo: draft.basisNo },
    })
    return moved.ok ? done(null) : moved
  })
}

/** The leader gives it back to the handler. Refusals: reason_required and those of the transition. */
export async function sendBackCredit(ctx: Ctx, { id, version, reason }: CreditAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const moved = await moveCredit(tx, ctx, credit, { version, transition: 'send_back', reason })
    return moved.ok ? done(null) : moved
  })
}

/**
 * Another person records it: from today it counts, with the points and for the years of its level. Refusals:
 * second_person_needed and those of the transition.
 */
export async function recordCredit(ctx: Ctx, { id, version }: CreditAct): Promise<Result<null>> {
  const startsOn = shanghaiDay(ctx.now)
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const level = creditLevels.find((one) => one === credit.level) ?? 'general'
    const { scale, points, endsOn } = scaled(level, startsOn)
    const terms = { points, scale, startsOn, endsOn }
    const moved = await moveCredit(tx, ctx, credit, {
      version,
      transition: 'record',
      set: { ...terms, decidedById: ctx.actor.id },
      after: { level, ...terms },
      words: { until: endsOn },
    })
    return moved.ok ? done(null) : moved
  })
}

/** Another person decides that nothing is recorded. Refusals: reason_required, second_person_needed, those of the transition. */
export async function dropCredit(ctx: Ctx, { id, version, reason }: CreditAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const credit = await creditInScope(tx, ctx, id)
    const set = { decidedById: ctx.actor.id }
    const moved = await moveCredit(tx, ctx, credit, { version, transition: 'drop', reason, set })
    return moved.ok ? done(null) : moved
  })
}
