import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { expertContent } from '#app/db/scoring/expert-content.server.ts'
import { openedOf } from '#app/db/scoring/expert.server.ts'
import { unmasked } from '#app/domain/kernel/mask.ts'
import { done, type FieldProblem, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import {
  type ExpertRecord,
  mapSealed,
  readExpert,
  type SealedFields,
  tieFields,
  type TypedExpert,
} from '#app/domain/scoring/expert.ts'
import { seal } from '#app/platform/sealed.server.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'
import { recheckTies } from './recheck-ties.server.ts'

/** Refusals: `form_has_problems` with fields, `expert_taken` when name and employer are already in the pool. */
export async function addExpert(ctx: Ctx, typed: TypedExpert): Promise<Result<{ id: string }>> {
  const read = readExpert(typed)
  if (read.problems.length > 0) return mend(read.problems)
  return ctx.db.transact((tx) => admit(tx, ctx, read.record))
}

/**
 * The log keeps which fields changed and a commitment of the whole record, not what they hold: personal data stays out of it. Where ties changed, avoidance is
 * asked again for every panel that is not signed (B.3), and organisers are told what came of it. Refusals: `form_has_problems` with fields,
 * `not_yours`, `stale_version` (409). @throws NotFound
 */
export async function editExpert(
  ctx: Ctx,
  input: { expertId: string; version: number; typed: TypedExpert },
): Promise<Result<null>> {
  const known = await ctx.db.client.expert.findFirst({
    where: { AND: [{ id: input.expertId }, scope(ctx.actor, 'Expert')] },
  })
  if (!known) throw new NotFound('expert')
  const opened = openedOf(known)
  const read = readExpert(withoutMasks(input.typed, opened))
  if (read.problems.length > 0) return mend(read.problems)
  return ctx.db.transact(async (tx) => {
    const { set, fields } = changesOf(known, opened, read.record)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'expert',
      id: input.expertId,
      version: input.version,
      transition: 'edit',
      set,
      after: { fields, content: expertContent({ ...known, ...set }) },
    })
    if (!moved.ok) return moved
    if (!fields.some((field) => tieFields.includes(field))) return done(null)
    const rechecked = await recheckTies(tx, ctx, { id: known.id, name: read.record.name, fields })
    return rechecked.ok ? done(null) : rechecked
  })
}

/** The columns of a record as it is to be, and which of them differ from the row; sealed ones by what they hold. */
export function changesOf(known: SealedFields & { id: string }, opened: SealedFields, record: ExpertRecord) {
  const set = columnsOf(known.id, record)
  const before: Record<string, unknown> = { ...known, ...opened }
  const after: Record<string, string> = { ...set, ...mapSealed((field) => record[field]) }
  return { set, fields: Object.keys(after).filter((key) => before[key] !== after[key]) }
}

/** Suspends, restores or removes, always with a reason; nobody is deleted. */
export async function moveExpert(
  ctx: Ctx,
  input: { expertId: string; version: number; act: 'suspend' | 'restore' | 'remove'; reason: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'expert',
      id: input.expertId,
      version: input.version,
      transition: input.act,
      reason: input.reason,
    })
    return moved.ok ? done(null) : moved
  })
}

/** Enters an expert and its event. Refusals: those of the creation, expert_taken (409). */
export async function admit(tx: Tx, ctx: Ctx, expert: ExpertRecord): Promise<Result<{ id: string }>> {
  const decision = decideCreation(ctx, 'expert', 'admit', {})
  if (!decision.ok) return decision
  const { name, employer } = expert
  const same = await tx.expert.findFirst({
    where: { name, employer, status: { not: 'removed' } },
    select: { id: true },
  })
  if (same) return refuse('expert_taken', { name, employer }, { status: 409 })
  const id = newId()
  const joinedOn = shanghaiDay(ctx.now)
  const columns = columnsOf(id, expert)
  await tx.expert.create({
    data: { ...columns, id, status: decision.value.to, joinedOn },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'expert.admit',
    dossier: `expert:${id}`,
    object: { type: 'expert', id },
    after: { status: decision.value.to, content: expertContent({ ...columns, id }) },
  })
  return done({ id })
}

function columnsOf(id: string, { specialties, history, shareholdings, ...rest }: ExpertRecord) {
  return {
    ...rest,
    ...mapSealed((field) => seal(rest[field], `expert.${field}:${id}`)),
    specialties: specialties.join(','),
    history: JSON.stringify(history),
    shareholdings: JSON.stringify(shareholdings),
  }
}

/** A record as typed, with what was left masked as it is known. */
export function withoutMasks(typed: TypedExpert, opened: SealedFields): TypedExpert {
  return {
    ...typed,
    ...mapSealed((field) => unmasked(typed[field], opened[field])),
  }
}

/**
 * Telephone, mail and identity number of an expert in full, for whoever keeps the pool; who looked is in the log (I).
 * Refusal: not_yours (403).
 */
export async function revealExpert(ctx: Ctx, expertId: string): Promise<Result<SealedFields>> {
  if (!may(ctx.actor, 'manage', 'Expert')) return refuse('not_yours', {}, { status: 403 })
  return ctx.db.transact(async (tx) => {
    const row = await tx.expert.findFirst({
      where: { AND: [{ id: expertId }, scope(ctx.actor, 'Expert')] },
    })
    if (!row) throw new NotFound('expert')
    await record(tx, ctx, {
      act: 'expert.reveal',
      dossier: `expert:${row.id}`,
      object: { type: 'expert', id: row.id },
    })
    return done(openedOf(row))
  })
}

function mend(fields: FieldProblem[]): Result<never> {
  return refuse('form_has_problems', { count: fields.length }, { fields })
}
