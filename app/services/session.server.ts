import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { type Actor, systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { findAccount, findSignedIn } from '#app/db/session.server.ts'
import { done, type Failure, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from './audit.server.ts'
import type { Ctx } from './context.ts'
import { recordRefusal } from './refused.server.ts'

/** Milliseconds without a request after which a session is over, and its longest life. */
export const idleLimit = 2 * 3_600_000
export const absoluteLimit = 12 * 3_600_000
/** A request moves `lastSeenAt` at most this often, in milliseconds. */
const touchEvery = 60_000

/** OWASP's smallest argon2id setting: 19 MiB, two passes. */
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const attempts = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
const attemptsOfPlace = new RateLimiterMemory({ points: 200, duration: 15 * 60 })

/** What signing in needs of a request, which has no actor yet. */
export type Visit = { db: Db; now: Date; requestId: string; ip: string; userAgent: string }
export type NewSession = { token: string; locale: string; actor: Actor }

export async function hashPassword(password: string): Promise<string> {
  return hash(password, argon)
}

/**
 * Opens a session. The same refusal, after the same work, for an unknown name, an inactive account and a wrong password.
 * Refusals: session.missing, session.wrong, session.tooMany {minutes} (429).
 */
export async function signIn(
  visit: Visit,
  { loginName, password }: { loginName: string; password: string },
): Promise<Result<NewSession>> {
  const name = loginName.trim()
  if (!name || !password || name.length > 100 || password.length > 200) return refuse('session.missing')
  const wait = await spend(name, visit.ip)
  if (wait > 0) {
    const tooMany = refuse('session.tooMany', { minutes: Math.ceil(wait / 60_000) }, { status: 429 })
    await refuseVisit(visit, visit.ip, tooMany)
    return tooMany
  }

  const account = await findAccount(visit.db, { loginName: name })
  const fits = await verify(account?.passwordHash ?? (await decoy()), password)
  if (!account || !fits || !account.active) {
    const wrong = refuse('session.wrong')
    await refuseVisit(visit, key(name, visit.ip), wrong, account?.id)
    return wrong
  }
  await attempts.delete(key(name, visit.ip))

  const token = randomBytes(32).toString('base64url')
  const session = sessionIdOf(token)
  const ctx: Ctx = { ...pick(visit), actor: { ...account.actor, session } }
  return visit.db.transact(async (tx) => {
    await tx.session.create({
      data: {
        id: session,
        userId: account.id,
        createdAt: visit.now,
        lastSeenAt: visit.now,
        expiresAt: new Date(visit.now.getTime() + absoluteLimit),
        ip: visit.ip,
        userAgent: visit.userAgent.slice(0, 200),
      },
    })
    await record(tx, ctx, {
      act: 'session.opened',
      dossier: `user:${account.id}`,
      object: { type: 'user', id: account.id },
    })
    return done({ token, locale: account.locale, actor: ctx.actor })
  })
}

/** The person behind a cookie's token, or null; keeps the session awake. */
export async function whoIs({ db, now }: { db: Db; now: Date }, token: string | null): Promise<Actor | null> {
  if (!token || token.length > 100) return null
  const sessionId = sessionIdOf(token)
  const found = await findSignedIn(db, { sessionId, now, idleBefore: new Date(now.getTime() - idleLimit) })
  if (!found) return null
  if (now.getTime() - found.lastSeenAt.getTime() > touchEvery)
    await db.client.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { lastSeenAt: now } })
  return found.actor
}

/** Was there ever a session of this token? One that has ended is no stranger's. */
export async function isOwnToken({ db }: { db: Db }, token: string | null): Promise<boolean> {
  if (!token || token.length > 100) return false
  return (await db.client.session.count({ where: { id: sessionIdOf(token) } })) > 0
}

/** Ends the session of a token; a second time it does nothing. */
export async function signOut(
  { db, ...visit }: Omit<Visit, 'userAgent'>,
  token: string | null,
): Promise<void> {
  const actor = await whoIs({ db, now: visit.now }, token)
  if (!actor || !token) return
  await db.transact(async (tx) => {
    await tx.session.updateMany({
      where: { id: sessionIdOf(token), endedAt: null },
      data: { endedAt: visit.now },
    })
    await record(
      tx,
      { db, actor, ...visit },
      { act: 'session.closed', dossier: `user:${actor.id}`, object: { type: 'user', id: actor.id } },
    )
    return done(null)
  })
}

/**
 * Changes the actor's own password and ends their other sessions; `token` is that of the session that stays.
 * Refusals: session.currentWrong, session.different, session.weak, session.same, session.tooMany (429).
 */
export async function changePassword(
  ctx: Ctx,
  input: { current: string; wanted: string; again: string; token: string | null },
): Promise<Result<null>> {
  const wait = await spend(ctx.actor.id, ctx.ip)
  if (wait > 0) return refuse('session.tooMany', { minutes: Math.ceil(wait / 60_000) }, { status: 429 })
  const account = await findAccount(ctx.db, { id: ctx.actor.id })
  if (!account || !(await verify(account.passwordHash, input.current.slice(0, 200))))
    return refuse('session.currentWrong')
  await attempts.delete(key(ctx.actor.id, ctx.ip))
  if (input.wanted !== input.again) return refuse('session.different')
  if (!isStrong(input.wanted)) return refuse('session.weak')
  if (input.wanted === input.current) return refuse('session.same')

  const passwordHash = await hashPassword(input.wanted)
  const stays = input.token ? sessionIdOf(input.token) : ''
  return ctx.db.transact(async (tx) => {
    await tx.user.update({ where: { id: account.id }, data: { passwordHash, passwordOneTime: false } })
    await tx.session.updateMany({
      where: { userId: account.id, endedAt: null, id: { not: stays } },
      data: { endedAt: ctx.now },
    })
    await record(tx, ctx, {
      act: 'session.passwordChanged',
      dossier: `user:${account.id}`,
      object: { type: 'user', id: account.id },
    })
    return done(null)
  })
}

/** Keeps the language that a person chose for mails and next sign-ins. */
export async function keepLocale(ctx: Ctx, locale: string): Promise<void> {
  await ctx.db.client.user.update({ where: { id: ctx.actor.id }, data: { locale } })
}

/** Ten to two hundred characters with two of: letters (any script), digits, signs. */
export function isStrong(password: string): boolean {
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password))
  return [...password].length >= 10 && password.length <= 200 && kinds.length >= 2
}

/**
 * Leaves the event of a sign-in that failed: alike for a known and an unknown name, so that both take the same time.
 * @param who counts as one for a minute
 */
async function refuseVisit(visit: Visit, who: string, { refusal }: Failure, userId?: string): Promise<void> {
  const ctx: Ctx = { ...pick(visit), actor: { ...systemActor, via: 'sign-in' } }
  const object = { type: 'user', id: userId ?? 'unknown' }
  await recordRefusal(ctx, { act: 'session.opened', code: refusal.code, object, who })
}

function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

let decoyHash: Promise<string> | null = null

/** A hash that no password fits, so that an unknown name takes as long as a known one. */
function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomBytes(16).toString('hex'))
  return decoyHash
}

function key(name: string, ip: string): string {
  return `${name}@${ip}`
}

/** Takes one attempt; answers the milliseconds to wait, 0 when there was one left. */
async function spend(name: string, ip: string): Promise<number> {
  try {
    await attemptsOfPlace.consume(ip)
    await attempts.consume(key(name, ip))
    return 0
  } catch (limit) {
    if (limit instanceof RateLimiterRes) return Math.max(1, limit.msBeforeNext)
    throw limit
  }
}

function pick({ db, now, requestId, ip }: Visit): Omit<Ctx, 'actor'> {
  return { db, now, requestId, ip }
}
