import { type Action, may, type SubjectName } from '#app/authorization/ability.ts'
import { unitsWithin } from '#app/authorization/accounts.ts'
import { scope } from '#app/authorization/scope.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { byName } from '#app/domain/kernel/pinyin.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { openedContact } from '../contact.server.ts'
import { ordered } from '../paging.server.ts'
import { inForce } from '../units.server.ts'

export const userViews = ['all', 'office', 'applicant', 'expert', 'admin', 'inactive', 'roleless'] as const
export type UserView = (typeof userViews)[number]
export const usersPerPage = 50
export const userSorts: readonly string[] = ['loginName']

const columns = {
  id: true,
  loginName: true,
  name: true,
  roles: true,
  principal: true,
  active: true,
  passwordOneTime: true,
  createdAt: true,
  org: { select: { code: true, name: true, nameEn: true, level: true } },
  enterprise: { select: { name: true, uscc: true } },
  expert: { select: { name: true, employer: true } },
} as const

const viewed: Record<UserView, Prisma.UserWhereInput> = {
  all: {},
  office: {
    OR: ['handler', 'approver', 'leader', 'organiser', 'finance', 'supervisor', 'auditor'].map((role) => ({
      roles: { contains: role },
    })),
  },
  applicant: { roles: { contains: 'applicant' } },
  expert: { roles: { contains: 'expert' } },
  admin: { roles: { contains: '_admin' } },
  inactive: { active: false },
  roleless: { roles: '' },
}

/** Accounts for administrators in the order of their login names, which an index serves, with the counts of all views. */
export async function listUsers(
  ctx: Ctx,
  {
    view,
    q = '',
    sort,
    page,
  }: { view: UserView; q?: string; sort: { by: string; descending: boolean }; page: number },
) {
  const { client } = ctx.db
  const within = (name: UserView, words: string): Prisma.UserWhereInput => ({
    AND: [
      scope(ctx.actor, 'User'),
      viewed[name],
      words
        ? {
            OR: [
              { loginName: { contains: words } },
              { name: { contains: words } },
              { org: { name: { contains: words } } },
              { org: { code: words } },
              { enterprise: { name: { contains: words } } },
            ],
          }
        : {},
    ],
  })
  const [rows, count, ...counts] = await Promise.all([
    client.user.findMany({
      where: within(view, q),
      select: columns,
      orderBy: ordered('loginName', sort.descending),
      skip: (page - 1) * usersPerPage,
      take: usersPerPage,
    }),
    client.user.count({ where: within(view, q) }),
    ...userViews.map((name) => client.user.count({ where: within(name, '') })),
  ])
  return {
    rows: rows.map(withRoles),
    count,
    counts: Object.fromEntries(userViews.map((name, at) => [name, counts[at] ?? 0])),
  }
}
export type UserRow = Awaited<ReturnType<typeof listUsers>>['rows'][number]

/** Open accounts that wait for somebody who may give roles to give them theirs. */
export async function countRoleless({ actor, db: { client } }: Ctx): Promise<number> {
  if (!may(actor, 'manage', 'UserRoles')) return 0
  const where = { AND: [scope(actor, 'UserRoles', 'manage'), { ...viewed.roleless, active: true }] }
  return client.user.count({ where })
}

/** One account, its contact masked, with its last sessions, and what the actor does to such accounts. @throws NotFound */
export async function findUserRecord(ctx: Ctx, id: string) {
  const row = await ctx.db.client.user.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'User')] },
    select: {
      ...columns,
      email: true,
      phone: true,
      sessions: {
        select: { id: true, createdAt: true, lastSeenAt: true, endedAt: true, ip: true },
        orderBy: { createdAt: 'desc' },
        take: 5,
      },
      standsIn: { where: { endedAt: null, endsAt: { gt: ctx.now } }, select: { roles: true } },
    },
  })
  if (!row) throw new NotFound('user')
  const within = async (subject: SubjectName, action: Action) =>
    (await ctx.db.client.user.count({ where: { AND: [{ id }, scope(ctx.actor, subject, action)] } })) > 0
  const [manage, help, grant] = await Promise.all([
    within('User', 'manage'),
    within('User', 'help'),
    within('UserRoles', 'manage'),
  ])
  const { phone, email } = openedContact(row)
  return { ...withRoles(row), phone: mask(phone), email: mask(email), open: { manage, help, grant } }
}

/** Offices in force that the actor opens accounts in, in the order of their codes. */
export async function officesOf(ctx: Ctx) {
  return ctx.db.client.orgUnit.findMany({
    where: { AND: [unitsWithin(ctx.actor) ?? { id: { in: [] } }, inForce(ctx.now)] },
    select: { code: true, name: true, nameEn: true },
    orderBy: { code: 'asc' },
  })
}

/** Experts of the pool who have no account yet: they are the province's alone. */
export async function expertsWithoutAccount(ctx: Ctx) {
  if (ctx.actor.level !== 'province') return []
  const rows = await ctx.db.client.expert.findMany({
    where: { user: null, status: { not: 'removed' } },
    select: { id: true, name: true, employer: true },
    orderBy: { name: 'asc' },
    take: 500,
  })
  return byName(rows)
}

function withRoles<T extends { roles: string }>(row: T): Omit<T, 'roles'> & { roles: string[] } {
  return { ...row, roles: row.roles.split(',').filter(Boolean) }
}
