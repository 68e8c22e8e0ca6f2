import { scope } from '#app/authorization/scope.ts'
import { isValid } from '#app/domain/office/unit.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { ordered } from '../paging.server.ts'
import { inForce } from '../units.server.ts'

export const officeViews = ['all', 'city', 'county', 'zone', 'town', 'ended'] as const
export type OfficeView = (typeof officeViews)[number]
export const officeSorts: readonly string[] = ['code', 'name']
export const officesPerPage = 50

const viewed = (now: Date): Record<OfficeView, Prisma.OrgUnitWhereInput> => ({
  all: {},
  city: { level: 'city' },
  county: { level: 'county', kind: 'admin' },
  zone: { kind: 'zone' },
  town: { level: 'town', kind: { not: 'zone' } },
  ended: { NOT: inForce(now) },
})

const named = { code: true, name: true, nameEn: true } as const
const columns = {
  ...named,
  level: true,
  kind: true,
  validUntil: true,
  parent: { select: named },
  _count: { select: { users: { where: { active: true } } } },
} as const

/** A unit and whatever lies under it. */
function within(code: string): Prisma.OrgUnitWhereInput {
  return { OR: [{ code }, { parent: { code } }, { parent: { parent: { code } } }] }
}

/** Units that an administrator looks after, by code or name, with the counts of all views; `q` is part of a name or a code. */
export async function listOffices(
  ctx: Ctx,
  {
    view,
    q = '',
    region,
    sort,
    page,
  }: {
    view: OfficeView
    q?: string
    region?: string
    sort: { by: string; descending: boolean }
    page: number
  },
) {
  const { client } = ctx.db
  const views = viewed(ctx.now)
  const seen = scope(ctx.actor, 'Office')
  const where: Prisma.OrgUnitWhereInput = {
    AND: [
      seen,
      views[view],
      region ? within(region) : {},
      q ? { OR: [{ name: { contains: q } }, { nameEn: { contains: q } }, { code: { startsWith: q } }] } : {},
    ],
  }
  const [rows, count, regions, ...counts] = await Promise.all([
    client.orgUnit.findMany({
      where,
      select: columns,
      orderBy: [ordered(sort.by, sort.descending), { code: 'asc' }],
      skip: (page - 1) * officesPerPage,
      take: officesPerPage,
    }),
    client.orgUnit.count({ where }),
    regionsOf(ctx),
    ...officeViews.map((name) => client.orgUnit.count({ where: { AND: [seen, views[name]] } })),
  ])
  return {
    rows: rows.map((row) => shown(ctx, row)),
    count,
    regions,
    counts: Object.fromEntries(officeViews.map((name, at) => [name, counts[at] ?? 0])),
  }
}
export type OfficeRow = Awaited<ReturnType<typeof listOffices>>['rows'][number]

/** What the list is narrowed by: the cities of the province, below it the counties. */
async function regionsOf(ctx: Ctx) {
  const level = ctx.actor.level === 'province' ? 'city' : 'county'
  return ctx.db.client.orgUnit.findMany({
    where: { AND: [scope(ctx.actor, 'Office'), { level }] },
    select: named,
    orderBy: { code: 'asc' },
  })
}

/** One unit that an administrator looks after, and whether they may change it. @throws NotFound */
export async function findOffice(ctx: Ctx, code: string) {
  const { client } = ctx.db
  const [row, own, enterprises, below] = await Promise.all([
    client.orgUnit.findFirst({ where: { AND: [{ code }, scope(ctx.actor, 'Office')] }, select: columns }),
    client.orgUnit.count({ where: { AND: [{ code }, scope(ctx.actor, 'Office', 'manage')] } }),
    client.enterprise.count({ where: enterprisesOf(code) }),
    client.orgUnit.count({ where: { AND: [{ parent: { code } }, inForce(ctx.now)] } }),
  ])
  if (!row) throw new NotFound('office')
  return { ...shown(ctx, row), mayChange: own > 0, enterprises, below }
}

/** Enterprises that belong to the unit at its level. */
export function enterprisesOf(code: string): Prisma.EnterpriseWhereInput {
  return { OR: [{ cityCode: code }, { unitCode: code }, { townCode: code }] }
}

/** Cities, counties and zones in force, under which an administrator adds units. */
export async function parentsOf(ctx: Ctx) {
  return ctx.db.client.orgUnit.findMany({
    where: { AND: [scope(ctx.actor, 'Office'), inForce(ctx.now), { level: { in: ['city', 'county'] } }] },
    select: { ...named, parent: { select: { name: true, nameEn: true, level: true } } },
    orderBy: { code: 'asc' },
  })
}

function shown<T extends { validUntil: string | null; _count: { users: number } }>(
  ctx: Ctx,
  { _count, ...row }: T,
) {
  return { ...row, people: _count.users, valid: isValid(row.validUntil, shanghaiDay(ctx.now)) }
}
