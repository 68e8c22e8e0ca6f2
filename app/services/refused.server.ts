import { createHmac } from 'node:crypto'
import { may } from '#app/authorization/ability.ts'
import { systemActor } from '#app/authorization/actor.ts'
import type { Db, Tx } from '#app/db/client.server.ts'
import { countRefusal, forgetRefusals } from '#app/db/refusal-count.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import { isWorkflowName } from '#app/domain/workflows.ts'
import { env } from '#app/platform/env.server.ts'
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
/** Events within that time of all who are not signed in together. */
const publicMost = 60
/** How many this process remembers at a time, so that it need not ask. */
const remembered = 10_000
/** Milliseconds between two looks for counts that nobody needs any more. */
const tidyEvery = 60 * 60_000

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
 * The same person's same refusal leaves one a minute, on however many servers, so that nobody can fill the log.
 */
export async function recordRefusal(ctx: Ctx, { who, ...refused }: Refused): Promise<void> {
  await leave(ctx, refused, {
    who: who ?? ctx.actor.id,
    mayLeave: async () => true,
    placeOf: (tx, object) => placeOf(tx, ctx, object),
  })
}

/**
 * The same for somebody who is not signed in: one is who comes from one address, and all of them together leave so many
 * a minute. The address is a commitment, as in every event; of the object only an id of ours is kept, whatever was posted.
 */
export async function recordPublicRefusal(
  visit: Omit<Ctx, 'actor'>,
  { object, ...refused }: Omit<Refused, 'who'>,
): Promise<void> {
  const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(object.id) ? object.id : ''
  await leave(
    { ...visit, actor: { ...systemActor, via: 'public' } },
    { ...refused, object: { type: object.type, id } },
    {
      who: `public ${visit.ip}`,
      mayLeave: async (tx) => (await counted(tx, visit.now, 'public')) <= publicMost,
      placeOf: async () => ({ dossier: 'refused:public', unitCode: '' }),
    },
  )
}

type Rules = {
  /** counts as one */
  who: string
  mayLeave: (tx: Tx) => Promise<boolean>
  placeOf: (tx: Tx, object: Refused['object']) => Promise<Place | null>
}

async function leave(
  ctx: Ctx,
  { act, code, object, after }: Omit<Refused, 'who'>,
  rules: Rules,
): Promise<void> {
  const kind = `${rules.who} ${act} ${code}`
  if (isLeft(ctx, kind)) return
  const id = /^[\w:.-]{1,64}$/.test(object.id) ? object.id : ''
  await ctx.db.transact(async (tx) => {
    if (isTidyTime(ctx)) await forgetRefusals(tx, ctx.now)
    if ((await counted(tx, ctx.now, kind)) > 1) return done(null)
    remember(ctx, kind)
    if (!(await rules.mayLeave(tx))) return done(null)
    const place = await rules.placeOf(tx, { type: object.type, id })
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

/** One more of a kind within the quiet time, on whichever server. */
async function counted(tx: Tx, now: Date, kind: string): Promise<number> {
  const key = createHmac('sha256', env.sessionSecret).update(`refused ${kind}`).digest('hex')
  return countRefusal(tx, { key, now, until: new Date(now.getTime() + quiet) })
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

type Recent = { left: Map<string, number>; tidiedAt: number }
const recent = new WeakMap<Db['client'], Recent>()

function recentOf({ db }: Ctx): Recent {
  const own = recent.get(db.client) ?? { left: new Map<string, number>(), tidiedAt: 0 }
  recent.set(db.client, own)
  return own
}

/** Did this process count it as the first within the quiet time? Then it need not ask the database again. */
function isLeft(ctx: Ctx, kind: string): boolean {
  const last = recentOf(ctx).left.get(kind)
  return last !== undefined && ctx.now.getTime() - last < quiet
}

function remember(ctx: Ctx, kind: string): void {
  const { left } = recentOf(ctx)
  left.delete(kind)
  left.set(kind, ctx.now.getTime())
  const oldest = left.keys().next()
  if (left.size > remembered && !oldest.done) left.delete(oldest.value)
}

function isTidyTime(ctx: Ctx): boolean {
  const own = recentOf(ctx)
  if (ctx.now.getTime() - own.tidiedAt < tidyEvery) return false
  own.tidiedAt = ctx.now.getTime()
  return true
}
