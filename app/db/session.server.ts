import { type Actor, roles, rolesIn, type Role, type StandIn } from '#app/authorization/actor.ts'
import { withDelegations } from '#app/authorization/delegation.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { type Db, Prisma } from './client.server.ts'
import { type Contact, openedContact } from './contact.server.ts'
import { rowsOf } from './plain.server.ts'

const withOffice = { org: true, enterprise: { select: { name: true } } } as const
const levels: readonly string[] = ['province', 'city', 'county', 'town'] satisfies Level[]

/** `Actor.via` of somebody whose password an administrator gave them: until it is changed they can do nothing else. */
export const oneTime = 'one-time password'

export type SignedIn = { actor: Actor; sessionId: string; lastSeenAt: Date; locale: string }

/**
 * The person of a live session, with what was handed over to them, or null: unknown, ended, expired at `now`, idle since
 * `idleBefore`, or inactive. One statement past the models, because every request asks it.
 */
export async function findSignedIn(
  db: Db,
  { sessionId, now, idleBefore }: { sessionId: string; now: Date; idleBefore: Date },
): Promise<SignedIn | null> {
  const rows = await rowsOf<SessionRow>(
    db.client,
    Prisma.sql`
      SELECT own."lastSeenAt", ${person}
        FROM "Session" AS own JOIN "User" AS person ON person."id" = own."userId" ${around(now)}
       WHERE own."id" = ${sessionId} AND own."endedAt" IS NULL AND own."expiresAt" > ${now}
         AND own."lastSeenAt" > ${idleBefore} AND person."active"
       ORDER BY handed."id"`,
  )
  const [row] = rows
  if (!row) return null
  const actor = actorOf(row, row.passwordOneTime ? oneTime : 'session')
  return {
    actor: { ...withDelegations(actor, rows.flatMap(standInOf)), session: sessionId },
    sessionId,
    lastSeenAt: row.lastSeenAt,
    locale: row.locale,
  }
}

/** An account's person as they are at an instant, with what was handed over to them; null: nobody, or one who left. */
export async function actorAt(db: Db, userId: string, now: Date, via: string): Promise<Actor | null> {
  const rows = await rowsOf<PersonRow>(
    db.client,
    Prisma.sql`
      SELECT ${person} FROM "User" AS person ${around(now)}
       WHERE person."id" = ${userId} AND person."active" ORDER BY handed."id"`,
  )
  const [row] = rows
  return row ? withDelegations(actorOf(row, via), rows.flatMap(standInOf)) : null
}

/** The actor's own telephone and mail. */
export async function ownContact({ db, actor }: Ctx): Promise<Contact> {
  return openedContact(
    await db.client.user.findUniqueOrThrow({
      where: { id: actor.id },
      select: { id: true, phone: true, email: true },
    }),
  )
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
  principal: boolean
  expertId: string | null
  org: { name: string; nameEn: string; code: string; level: string } | null
  enterprise: { name: string } | null
}

/** One row a delegation in force, or a single one without any. */
type PersonRow = Omit<UserRow, 'org' | 'enterprise'> & {
  locale: string
  passwordOneTime: boolean
  orgName: string | null
  orgNameEn: string | null
  orgCode: string | null
  orgLevel: string | null
  enterpriseName: string | null
  handedRoles: string | null
  handedUntil: Date | null
  absentId: string | null
  absentName: string | null
  absentRoles: string | null
}
type SessionRow = PersonRow & { lastSeenAt: Date }

const person = Prisma.sql`
  person."id", person."name", person."roles", person."orgId", person."enterpriseId", person."principal",
  person."expertId", person."locale", person."passwordOneTime",
  office."name" AS "orgName", office."nameEn" AS "orgNameEn", office."code" AS "orgCode", office."level" AS "orgLevel",
  firm."name" AS "enterpriseName",
  handed."roles" AS "handedRoles", handed."endsAt" AS "handedUntil",
  absent."id" AS "absentId", absent."name" AS "absentName", absent."roles" AS "absentRoles"`

/** Office, enterprise, and what is handed over at an instant. */
function around(now: Date): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN "OrgUnit" AS office ON office."id" = person."orgId"
    LEFT JOIN "Enterprise" AS firm ON firm."id" = person."enterpriseId"
    LEFT JOIN "Delegation" AS handed
      ON handed."deputyId" = person."id" AND handed."endsAt" > ${now}
     AND handed."startsAt" <= ${now} AND handed."endedAt" IS NULL
    LEFT JOIN "User" AS absent
      ON absent."id" = handed."absentId" AND absent."active" AND absent."orgId" = person."orgId"`
}

function standInOf(row: PersonRow): (StandIn & { held: readonly Role[] })[] {
  const { absentId: id, absentName: name, absentRoles, handedRoles, handedUntil: until } = row
  if (id === null || name === null || until === null) return []
  return [{ id, name, until, roles: rolesIn(handedRoles), held: rolesIn(absentRoles) }]
}

function actorOf(user: UserRow | PersonRow, via: string): Actor {
  const { id, name, orgId, enterpriseId, principal, expertId } = user
  const joined = 'orgName' in user
  const org = joined ? officeIn(user) : user.org
  const enterprise = joined ? user.enterpriseName : (user.enterprise?.name ?? null)
  return {
    id,
    name,
    roles: rolesIn(user.roles),
    orgId,
    orgName: org?.name ?? enterprise ?? '',
    orgNameEn: org?.nameEn ?? '',
    level: org && levels.includes(org.level) ? (org.level as Level) : null,
    unitCode: org?.code ?? null,
    enterpriseId,
    principal,
    expertId,
    via,
  }
}

function officeIn({ orgName, orgNameEn, orgCode, orgLevel }: PersonRow): UserRow['org'] {
  return orgCode === null
    ? null
    : { name: orgName ?? '', nameEn: orgNameEn ?? '', code: orgCode, level: orgLevel ?? '' }
}
