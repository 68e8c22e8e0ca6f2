import type { Tx } from '#app/db/client.server.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { type ExpertRecord, readExpert, rowsOf, type TypedExpert } from '#app/domain/scoring/expert.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'

/** Refusals: `form_has_problems` with fields, `expert_taken` when name and employer are already in the pool. */
export async function addExpert(ctx: Ctx, typed: TypedExpert): Promise<Result<{ id: string }>> {
  const read = readExpert(typed)
  if (read.problems.length > 0) return mend(read.problems)
  return ctx.db.transact((tx) => admit(tx, ctx, read.record))
}

/** Rows pasted from a workbook, all or none; a problem's path begins with its row, counted from 1. */
export async function importExperts(ctx: Ctx, pasted: string): Promise<Result<{ count: number }>> {
  const reads = rowsOf(pasted).map(readExpert)
  const problems = reads.flatMap((read, row) =>
    read.problems.map((problem) => ({ ...problem, path: `${row + 1}.${problem.path}` })),
  )
  if (reads.length === 0) problems.push({ path: 'rows', code: 'required', params: {} })
  if (problems.length > 0) return mend(problems)
  return ctx.db.transact(async (tx) => {
    for (const read of reads) {
      const admitted = await admit(tx, ctx, read.record)
      if (!admitted.ok) return admitted
    }
    return done({ count: reads.length })
  })
}

/** The log keeps which fields changed, not what they hold: personal data stays out of it. */
export async function editExpert(
  ctx: Ctx,
  input: { expertId: string; version: number; typed: TypedExpert },
): Promise<Result<null>> {
  const read = readExpert(input.typed)
  if (read.problems.length > 0) return mend(read.problems)
  return ctx.db.transact(async (tx) => {
    const set = columnsOf(read.record)
    const before: Record<string, unknown> =
      (await tx.expert.findUnique({ where: { id: input.expertId } })) ?? {}
    const changed = Object.entries(set).filter(([key, value]) => before[key] !== value)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'expert',
      id: input.expertId,
      version: input.version,
      transition: 'edit',
      set,
      after: { fields: changed.map(([key]) => key) },
    })
    return moved.ok ? done(null) : moved
  })
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

async function admit(tx: Tx, ctx: Ctx, expert: ExpertRecord): Promise<Result<{ id: string }>> {
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
  await tx.expert.create({
    data: { ...columnsOf(expert), id, status: decision.value.to, joinedOn },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'expert.admit',
    dossier: `expert:${id}`,
    object: { type: 'expert', id },
    after: { status: decision.value.to },
  })
  return done({ id })
}

function columnsOf({ specialties, history, shareholdings, ...rest }: ExpertRecord) {
  return {
    ...rest,
    specialties: specialties.join(','),
    history: JSON.stringify(history),
    shareholdings: JSON.stringify(shareholdings),
  }
}

function mend(fields: FieldProblem[]): Result<never> {
  return refuse('form_has_problems', { count: fields.length }, { fields })
}
