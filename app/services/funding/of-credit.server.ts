import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { type CreditFacts, creditWorkflow } from '#app/domain/funding/credit.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { enterFile, type GivenFile, namedFile, takeFile } from '../keep-file.server.ts'
import { type Act, applyTransition, type Moved } from '../transition.server.ts'

/** A credit record in the actor's scope with its project. @throws NotFound */
export async function creditInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.creditRecord.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'CreditRecord')] },
    include: { project: { select: { name: true } } },
  })
  if (!row) throw new NotFound('credit')
  return row
}
export type CreditInScope = Awaited<ReturnType<typeof creditInScope>>

export type CreditAct = { id: string; version: number; reason?: string }

/** A credit record's transition with its facts, and what the notices say. */
export async function moveCredit(
  tx: Tx,
  ctx: Ctx,
  credit: CreditInScope,
  {
    facts,
    words,
    ...act
  }: Omit<Act<'credit'>, 'workflow' | 'id' | 'facts' | 'notice'> & {
    facts?: Partial<Omit<CreditFacts, 'now' | 'actorId'>>
    words?: Record<string, string>
  },
): Promise<Result<Moved>> {
  const { id, project, event, draftedById, passedById, basisFileId, evidenceFileId, endsOn } = credit
  return applyTransition(tx, ctx, {
    notice: {
      params: { project: project.name, until: endsOn ?? '', reason: act.reason ?? '', ...words },
      link: `/funding/credits/${id}`,
      named: draftedById ? [draftedById] : [],
    },
    ...act,
    workflow: 'credit',
    id,
    facts: async () => ({
      event,
      draftedById,
      passedById,
      basisAttached: basisFileId !== null,
      evidenceAttached: evidenceFileId !== null,
      ...facts,
    }),
  })
}

/** Would a problem of a field be the actor's to mend? Else the transition says why not. */
export function isCreditOpenTo(ctx: Ctx, { status, enterpriseId }: CreditInScope, act: string): boolean {
  const owns = enterpriseId === ctx.actor.enterpriseId
  return openTransitions(creditWorkflow, status, doing(ctx.actor, owns)).includes(act)
}

const formats = ['pdf', 'jpg', 'png', 'docx']
/** bytes */
const limit = 50 * 1024 * 1024

/** What a file is for: the decision that the record rests on, or the evidence for its repair. */
const slots = {
  attach: { slot: 'basis', column: 'basisFileId' },
  add_evidence: { slot: 'evidence', column: 'evidenceFileId' },
} as const

/**
 * Takes the file of a record; a new one takes the place of the old. Refusals: wrong_state (409), those of keepFile and of
 * the transition.
 */
export async function giveCreditFile(
  ctx: Ctx,
  { id, version, name, content, act }: CreditAct & GivenFile & { act: keyof typeof slots },
): Promise<Result<{ fileId: string }>> {
  const known = await creditInScope(ctx.db.client, ctx, id)
  if (!isCreditOpenTo(ctx, known, act)) return refuse('wrong_state', {}, { status: 409 })
  const { slot, column } = slots[act]
  return takeFile(ctx, { name, content }, { formats, maxBytes: limit }, async (tx, kept) => {
    const { id: fileId, sha256, size } = namedFile(kept)
    const moved = await moveCredit(tx, ctx, await creditInScope(tx, ctx, id), {
      version,
      transition: act,
      set: { [column]: fileId },
      after: { file: fileId, sha256, size },
    })
    if (!moved.ok) return moved
    const owned = { ownerType: 'credit', ownerId: id, slot }
    await tx.storedFile.updateMany({ where: { ...owned, removedAt: null }, data: { removedAt: ctx.now } })
    await enterFile(tx, kept, { ...owned, uploadedById: ctx.actor.id, createdAt: ctx.now })
    return done({ fileId })
  })
}
