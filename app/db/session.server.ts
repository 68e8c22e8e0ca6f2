import { type Actor, roles, type Role } from '#app/authorization/actor.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db } from './client.server.ts'

const withOffice = { org: true, enterprise: { select: { name: true } } } as const
const levels: readonly string[] = ['province', 'city', 'county', 'town'] satisfies Level[]

/** `Actor.via` of somebody whose password an administrator gave them: until it is changed they can do nothing else. */
export const oneTime = 'one-time password'

export type SignedIn = { actor: Actor; sessionId: string; lastSeenAt: Date; locale: string }

/** The person of a live session, or null: unknown, ended, expired at `now`, idle since `idleBefore`, or inactive. */
export async function findSignedIn(
  db: Db,
  { sessionId, now, idleBefore }: { sessionId: string; now: Date; idleBefore: Date },
): Promise<SignedIn | null> {
  const row = await db.client.session.findFirst({
    where: {
      id: sessionId,
      endedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: idleBefore },
      user: { active: true },
    },
    include: { user: { include: withOffice } },
  })
  if (!row) return null
  return {
    actor: { ...actorOf(row.user, row.user.passwordOneTime ? oneTime : 'session'), session: row.id },
    sessionId: row.id,
    lastSeenAt: row.lastSeenAt,
    locale: row.user.locale,
  }
}

/** The actor's own telephone and mail. */
export async function ownContact({ db, actor }: Ctx): Promise<{ phone: string; email: string }> {
  return db.client.user.findUniqueOrThrow({
    where: { id: actor.id },
    select: { phone: true, email: true },
  })
}

export type Account = { id: string; passwordHash: string; active: boolean; locale: string; actor: Actor }

export async function findAccount(
  db: Db,
  where: { loginName: string } | { id: string },
): Promise<Account | null> {
  const user = await db.client.user.findUnique({ where, include: withOffice })
  if (!user) return null
  const { id, passwordHash, active, locale } = user
  return { id, passwordHash, active, locale, actor: actorOf(user, 'session') }
}

export type DemoAccount = {
  loginName: string
  name: string
  nameEn: string
  role: string
  office: { name: string; nameEn: string }
  level: string | null
}

const demoAccountsShown = 48

/** Accounts that the sign-in page of a demo site offers: the named cast first, from the province down, then others. */
export async function listDemoAccounts(db: Db): Promise<DemoAccount[]> {
  const users = await db.client.user.findMany({
    where: { demo: true, active: true },
    include: withOffice,
    orderBy: { loginName: 'asc' },
  })
  const ranked = users
    .map((user) => ({ user, rank: demoRank(user) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
  return ranked.slice(0, demoAccountsShown).map(({ user }) => ({
    loginName: user.loginName,
    name: user.name,
    nameEn: user.nameEn,
    role: user.roles.split(',')[0] ?? '',
    office: { name: user.org?.name ?? user.enterprise?.name ?? '', nameEn: user.org?.nameEn ?? '' },
    level: user.org?.level ?? null,
  }))
}

function demoRank(user: UserRow & { nameEn: string }): string {
  const level = user.org ? levels.indexOf(user.org.level) : user.enterpriseId ? 7 : user.expertId ? 8 : 9
  const role = roles.findIndex((one) => one === user.roles.split(',')[0])
  return `${user.nameEn ? 0 : 1} ${level < 0 ? 9 : level} ${user.org?.code ?? ''} ${String(role).padStart(2, '0')}`
}

type UserRow = {
  id: string
  name: string
  roles: string
  orgId: string | null
  enterpriseId: string | null
  expertId: string | null
  org: { name: string; nameEn: string; code: string; level: string } | null
  enterprise: { name: string } | null
}

function actorOf(user: UserRow, via: string): Actor {
  const held = user.roles.split(',')
  return {
    id: user.id,
    name: user.name,
    roles: roles.filter((role: Role) => role !== 'system' && held.includes(role)),
    orgId: user.orgId,
    orgName: user.org?.name ?? user.enterprise?.name ?? '',
    orgNameEn: user.org?.nameEn ?? '',
    level: user.org && levels.includes(user.org.level) ? (user.org.level as Level) : null,
    unitCode: user.org?.code ?? null,
    enterpriseId: user.enterpriseId,
    expertId: user.expertId,
    via,
  }
}
