import { z } from 'zod'
import type { Row } from '#app/authorization/ability.ts'
import { rolesIn } from '#app/authorization/actor.ts'
import type { Party } from '#app/authorization/delegation.ts'
import { delegable, delegationProblem } from '#app/authorization/delegation.ts'
import { scope } from '#app/authorization/scope.ts'
import { byName } from '#app/domain/kernel/pinyin.ts'
import { standingOf } from '#app/domain/office/delegation.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from '../audit-personal.server.ts'
import type { Prisma, Tx } from '../client.server.ts'

type FoundParty = Party & { name: string; org: { code: string; level: string } | null }

/** One side of a delegation, with the roles of their own; null: nobody, or not within `where`. */
export async function findParty(tx: Tx, id: string, where: Row = {}): Promise<FoundParty | null> {
  const user = await tx.user.findFirst({
    where: { AND: [{ id }, where] },
    select: {
      id: true,
      name: true,
      active: true,
      orgId: true,
      roles: true,
      org: { select: { code: true, level: true } },
    },
  })
  return user && { ...user, roles: rolesIn(user.roles) }
}

/** Delegations of these people, given or held, that are not over and touch a period. */
export async function delegationsAround(
  tx: Tx,
  ids: readonly string[],
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
) {
  return tx.delegation.findMany({
    where: {
      OR: [{ absentId: { in: [...ids] } }, { deputyId: { in: [...ids] } }],
      endedAt: null,
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
    },
    select: { absentId: true, deputyId: true, roles: true },
  })
}

/** so many of the past are shown */
const most = 50

/**
 * What a person gave, the newest first, and what may be given now; for themselves or for whoever decides on roles.
 * Reasons come from the log and are empty where they were erased.
 */
export async function delegationsOf(ctx: Ctx, userId: string) {
  const own = userId === ctx.actor.id
  const { client } = ctx.db
  const absent = await findParty(client, userId, own ? {} : scope(ctx.actor, 'UserRoles', 'manage'))
  if (!absent?.orgId) return null
  const roles = delegable(absent.roles)
  const [given, held, colleagues] = await Promise.all([
    givenBy(ctx, userId),
    // a deputy is not told why somebody is away
    own ? list(ctx, { deputyId: userId, endedAt: null, endsAt: { gt: ctx.now } }) : [],
    absent.active && roles.length > 0
      ? client.user.findMany({
          where: { orgId: absent.orgId, active: true, id: { not: userId } },
          select: { id: true, name: true, active: true, orgId: true, roles: true },
          orderBy: { id: 'asc' },
        })
      : [],
  ])
  const deputies = byName(colleagues)
    .map((colleague) => ({ ...colleague, roles: rolesIn(colleague.roles) }))
    .filter((deputy) => roles.some((role) => delegationProblem(absent, deputy, [role]) === null))
    .map(({ id, name, roles: held }) => ({ id, name, roles: held }))
  return { given, held, roles, deputies }
}
export type Delegations = NonNullable<Awaited<ReturnType<typeof delegationsOf>>>

/** For whom the actor stands in now, and who stands in for them. */
export async function standInsOf({ actor, db, now }: Ctx) {
  const given =
    actor.orgId === null
      ? []
      : await db.client.delegation.findMany({
          where: { absentId: actor.id, endedAt: null, startsAt: { lte: now }, endsAt: { gt: now } },
          select: { id: true, roles: true, endsAt: true, deputy: { select: { name: true } } },
          orderBy: { endsAt: 'asc' },
        })
  return {
    held: (actor.deputy?.standsIn ?? []).map(({ id, name, roles, until }) => ({ id, name, roles, until })),
    given: given.map(({ id, roles, endsAt, deputy }) => ({
      id,
      name: deputy.name,
      roles: rolesIn(roles),
      until: endsAt,
    })),
  }
}

const setEntry = z.object({ object: z.object({ id: z.string() }) })

async function givenBy(ctx: Ctx, absentId: string) {
  const { client } = ctx.db
  const where = { dossier: `user:${absentId}`, act: 'delegation.set', result: 'done' }
  const [rows, entries] = await Promise.all([
    list(ctx, { absentId }),
    client.auditEntry.findMany({ where, select: { id: true, bytes: true } }),
  ])
  const reasonOf = await personalOf(client, entries)
  const reasons = new Map(
    entries.map(({ id, bytes }) => {
      const { object } = setEntry.parse(JSON.parse(Buffer.from(bytes).toString()))
      return [object.id, reasonOf(id, 'reason')]
    }),
  )
  return rows.map((row) => ({ ...row, reason: reasons.get(row.id) ?? '' }))
}

async function list({ db, now }: Ctx, where: Prisma.DelegationWhereInput) {
  const name = { select: { name: true } } as const
  const rows = await db.client.delegation.findMany({
    where,
    include: { absent: name, deputy: name },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: most,
  })
  return rows.map(({ id, absent, deputy, roles, startsAt, endsAt, endedAt }) => ({
    id,
    absent: absent.name,
    deputy: deputy.name,
    roles: rolesIn(roles),
    startsAt,
    endsAt,
    endedAt,
    standing: standingOf({ startsAt, endsAt, endedAt }, now),
  }))
}
