import { may } from '#app/authorization/ability.ts'
import { has, type Role } from '#app/authorization/actor.ts'
import { countPersonal, deletePersonal, findEntry, openErasure } from '#app/db/admin/erasure.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { type ErasureKind, type ErasureTarget, factsOfTarget } from '#app/domain/audit/erasures.ts'
import { done, type Failure, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { enqueue } from '../outbox.server.ts'

export type Erasure = {
  kind: ErasureKind
  /** an entry's id or its number in the log; a person's id or login name; a file's id */
  target: string
  reason: string
}

/**
 * The security administrator asks that what the log knows of somebody be erased: all personal values of one entry,
 * the network addresses in all entries of a person, or the content of a file that somebody gave. Nothing is erased yet.
 * Throws NotFound. Refusals: not_yours (403), reason_required, nothing_to_erase.
 */
export async function askErasure(
  ctx: Ctx,
  { kind, target, reason }: Erasure,
): Promise<Result<{ id: string }>> {
  const barred = notTheirs(ctx, 'sec_admin')
  if (barred) return barred
  const text = reason.trim().slice(0, 2000)
  if (!text) return refuse('reason_required')
  return ctx.db.transact(async (tx) => {
    const found = await findTarget(tx, kind, target.trim().slice(0, 100))
    const values = found ? await countPersonal(tx, found) : 0
    if (!found || values === 0) return refuse('nothing_to_erase')
    const id = newId()
    await record(tx, ctx, {
      ...about('audit.ask_erasure', id),
      after: { ...factsOfTarget(found), values },
      reason: text,
    })
    return done({ id })
  })
}

/**
 * The audit administrator, another person, erases what was asked: values and keys are gone, the entries, their proofs
 * and the encrypted bytes of a file stay as they are. Once. Throws NotFound. Refusals: not_yours (403), erasure_answered (409), same_person.
 */
export async function erasePersonal(ctx: Ctx, { id }: { id: string }): Promise<Result<{ values: number }>> {
  return answer(ctx, id, async (tx, target) => {
    const values = await deletePersonal(tx, ctx.db, target, ctx.now)
    await record(tx, ctx, { ...about('audit.erase', id), after: { ...factsOfTarget(target), values } })
    await enqueue(tx, ctx, 'keep_erasures', {})
    return done({ values })
  })
}

/** The audit administrator does not. Throws NotFound. Refusals as erasePersonal, and reason_required. */
export async function declineErasure(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null>> {
  return answer(ctx, id, async (tx) => {
    const text = reason.trim().slice(0, 2000)
    if (!text) return refuse('reason_required')
    await record(tx, ctx, { ...about('audit.decline_erasure', id), reason: text })
    return done(null)
  })
}

function answer<T>(
  ctx: Ctx,
  id: string,
  work: (tx: Tx, target: ErasureTarget) => Promise<Result<T>>,
): Promise<Result<T>> {
  return ctx.db.transact(async (tx): Promise<Result<T>> => {
    const barred = notTheirs(ctx, 'audit_admin')
    if (barred) return barred
    const { answered, askedById, target } = await openErasure(tx, ctx, id)
    if (answered) return refuse('erasure_answered', {}, { status: 409 })
    if (askedById === ctx.actor.id) return refuse('same_person')
    return work(tx, target)
  })
}

async function findTarget(tx: Tx, kind: Erasure['kind'], word: string): Promise<ErasureTarget | null> {
  switch (kind) {
    case 'entry': {
      const id = await findEntry(tx, word)
      return id === null ? null : { kind, id }
    }
    case 'person': {
      const user = await tx.user.findFirst({
        where: { OR: [{ id: word }, { loginName: word }] },
        select: { id: true },
      })
      return user && { kind, id: user.id }
    }
    case 'file': {
      const file = await tx.storedFile.findUnique({ where: { id: word }, select: { id: true } })
      return file && { kind, id: file.id }
    }
  }
}

function notTheirs({ actor }: Ctx, role: Role): Failure | null {
  if (!may(actor, 'read', 'LogErasure')) throw new NotFound('erasure')
  return has(actor, role) ? null : refuse('not_yours', {}, { status: 403 })
}

function about(act: string, id: string) {
  return { act, dossier: `erasure:${id}`, object: { type: 'erasure', id } }
}
