import { doing } from '#app/authorization/actor.ts'
import { clawbackWorkflow } from '#app/domain/funding/clawback.ts'
import { readDraft, type TypedDraft } from '#app/domain/funding/clawback-forms.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import type { Ctx } from '../context.ts'
import { enterFile, type GivenFile, namedFile, takeFile } from '../keep-file.server.ts'
import { type ClawbackAct, clawbackInScope, moveClawback } from './of-clawback.server.ts'
import { holdProjects } from './money.server.ts'

const basisFormats = ['pdf', 'jpg', 'png', 'docx']
/** bytes */
export const basisLimit = 50 * 1024 * 1024

/**
 * The decision or finding that the clawback rests on; a new one takes the place of the old.
 * Refusals: wrong_state (409), those of keepFile and of the transition.
 */
export async function attachBasis(
  ctx: Ctx,
  { id, version, name, content }: ClawbackAct & GivenFile,
): Promise<Result<{ fileId: string }>> {
  const known = await clawbackInScope(ctx.db.client, ctx, id)
  if (!isOpenTo(ctx, known.status, 'attach')) return refuse('wrong_state', {}, { status: 409 })
  const allowed = { formats: basisFormats, maxBytes: basisLimit }
  return takeFile(ctx, { name, content }, allowed, async (tx, kept) => {
    const { id: fileId, sha256, size } = namedFile(kept)
    const clawback = await clawbackInScope(tx, ctx, id)
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: 'attach',
      set: { basisFileId: fileId },
      after: { file: fileId, sha256, size },
    })
    if (!moved.ok) return moved
    const owned = { ownerType: 'clawback', ownerId: id, slot: 'basis' }
    await tx.storedFile.updateMany({ where: { ...owned, removedAt: null }, data: { removedAt: ctx.now } })
    await enterFile(tx, kept, { ...owned, uploadedById: ctx.actor.id, createdAt: ctx.now })
    return done({ fileId })
  })
}

/**
 * The province's handler says on which ground and how much: what was paid less what is recognised as eligible use, nothing
 * of which is recognised for fraud and misuse. Refusals: form_has_problems (ground, eligibleWan), clawback_basis_missing,
 * clawback_whole_needed, clawback_paid_changed {paid} and those of the transition.
 */
export async function proposeClawback(
  ctx: Ctx,
  { id, version, reason, ...typed }: ClawbackAct & TypedDraft,
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const [held] = await holdProjects(tx, [clawback.projectId])
    const paidFen = held?.paidFen ?? 0n
    const read = readDraft(typed, { paidFen })
    if (!read.ok && isOpenTo(ctx, clawback.status, 'propose')) return read
    const { ground, eligibleFen } = read.ok ? read.value : { ground: 'termination' as const, eligibleFen: 0n }
    const amountFen = paidFen - eligibleFen
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: 'propose',
      reason,
      facts: { ground, money: { paidFen, eligibleFen, amountFen } },
      set: { ground, eligibleFen, amountFen, reason: reason?.trim() ?? '', draftedById: ctx.actor.id },
      after: { ground, eligibleFen, amountFen },
      words: { amount: wanText(amountFen) },
    })
    return moved.ok ? done(null) : moved
  })
}

/** The leader gives it back to the handler. Refusals: reason_required and those of the transition. */
export async function sendBackClawback(
  ctx: Ctx,
  { id, version, reason }: ClawbackAct,
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const moved = await moveClawback(tx, ctx, clawback, { version, transition: 'send_back', reason })
    return moved.ok ? done(null) : moved
  })
}

/**
 * Another person decides: the amount goes back (decide), or nothing does, with the reason why (waive). Refusals:
 * second_person_needed, clawback_paid_changed {paid}, clawback_nothing_due, clawback_something_due, reason_required.
 */
export async function decideClawback(
  ctx: Ctx,
  { id, version, reason, act }: ClawbackAct & { act: 'decide' | 'waive' },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const clawback = await clawbackInScope(tx, ctx, id)
    const [held] = await holdProjects(tx, [clawback.projectId])
    const { eligibleFen, amountFen, ground } = clawback
    const moved = await moveClawback(tx, ctx, clawback, {
      version,
      transition: act,
      reason,
      facts: { money: { paidFen: held?.paidFen ?? 0n, eligibleFen, amountFen } },
      set: { decidedById: ctx.actor.id },
      ...(act === 'decide' && { after: { ground: ground ?? '', amountFen } }),
    })
    return moved.ok ? done(null) : moved
  })
}

/** Would a problem of a field be the actor's to mend? Else the transition says why not. */
export function isOpenTo(ctx: Ctx, status: string, transition: string): boolean {
  return openTransitions(clawbackWorkflow, status, doing(ctx.actor, false)).includes(transition)
}
