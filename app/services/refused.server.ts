import { may } from '#app/authorization/ability.ts'
import type { Db, Tx } from '#app/db/client.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import { isWorkflowName } from '#app/domain/workflows.ts'
import { type Facts, record } from './audit.server.ts'
import type { Ctx } from './context.ts'

export type Refused = {
  /** what was tried; the table of events knows it */
  act: string
  /** code of the refusal */
  code: string
  object: { type: string; id: string }
  after?: Facts
  /** who counts as one in `quiet`; the actor unless given */
  who?: string
}

/** Milliseconds within which the same refusal of the same person is one event. */
const quiet = 60_000
/** How many are remembered at a time. */
const remembered = 10_000

/** Refusals that say what is missing in a form, or that somebody was quicker: no event. */
const everyday = new Set([
  'reason_required',
  'stale_version',
  'draft_changed',
  'session.missing',
  'session.different',
  'session.weak',
  'session.same',
])

type Weighed = { code: string; status: number; fields?: readonly unknown[] | undefined }

/** Is a refusal more than the answer to a slip in a form or a file? */
export function weighs({ code, status, fields }: Weighed): boolean {
  return !fields && ![400, 413, 415].includes(status) && !everyday.has(code)
}

/**
 * Leaves the event of an attempt that was refused, in a transaction of its own, after everything of it was rolled back.
 * It stands in the dossier of what it was tried on, if that is in the actor's scope, else among those of the actor.
 * The same person's same refusal leaves one a minute, so that nobody can fill the log.
 */
export async function recordRefusal(ctx: Ctx, { act, code, object, after, who }: Refused): Promise<void> {
  if (!isFirst(ctx, `${who ?? ctx.actor.id} ${act} ${code}`)) return
  const id = /^[\w:.-]{1,64}$/.test(object.id) ? object.id : ''
  await ctx.db.transact(async (tx) => {
    const place = await placeOf(tx, ctx, { type: object.type, id })
    await record(tx, ctx, {
      act,
      refusal: code,
      dossier: place?.dossier ?? `refused:${ctx.actor.id}`,
      unitCode: place?.unitCode ?? ctx.actor.unitCode ?? '',
      object: { type: object.type, id },
      ...(after && { after }),
    })
    return done(null)
  })
}

type Place = { dossier: string; unitCode: string }

async function placeOf(
  tx: Tx,
  { actor }: Ctx,
  { type, id }: { type: string; id: string },
): Promise<Place | null> {
  if (isWorkflowName(type)) {
    const { find, scope } = statusTables[type]
    return find(tx, { AND: [{ id }, scope(actor)] })
  }
  if (type !== 'user') return null
  const known = id === actor.id || actor.id === 'system' || may(actor, 'read', 'User')
  const user = known && (await tx.user.findUnique({ where: { id }, select: { id: true } }))
  return user ? { dossier: `user:${id}`, unitCode: '' } : null
}

const recent = new WeakMap<Db['client'], Map<string, number>>()

function isFirst({ db, now }: Ctx, key: string): boolean {
  const seen = recent.get(db.client) ?? new Map<string, number>()
  recent.set(db.client, seen)
  const last = seen.get(key)
  if (last !== undefined && now.getTime() - last < quiet) return false
  seen.delete(key)
  seen.set(key, now.getTime())
  const oldest = seen.keys().next()
  if (seen.size > remembered && !oldest.done) seen.delete(oldest.value)
  return true
}
