import { may } from '#app/authorization/ability.ts'
import { unitsWithin } from '#app/authorization/accounts.ts'
import { type Actor, type Role, rolesIn, systemActor } from '#app/authorization/actor.ts'
import { needing } from '#app/authorization/desk.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db } from '../client.server.ts'
import { countAt } from '../office.server.ts'

export const vacancyViews = ['all', 'handler', 'approver', 'finance', 'provincial'] as const
export type VacancyView = (typeof vacancyViews)[number]
export const vacancySorts: readonly string[] = ['unit', 'waiting']
export const vacanciesPerPage = 50

/** A role that nobody of a unit holds, and how many matters wait there for whoever would. */
export type Vacancy = {
  code: string
  name: string
  nameEn: string
  level: Level
  role: Role
  waiting: number
}
type Unit = Omit<Vacancy, 'role' | 'waiting'> & { id: string }

const everywhere: readonly Role[] = ['handler', 'approver', 'finance']
const provincial: readonly Role[] = ['leader', 'organiser', 'supervisor']

/**
 * Roles without a holder in the units that an administrator looks after, where something waits that nobody else of the
 * unit can do; of the matters only their number. Whoever is away holds their roles still, so a deputy needs no look.
 * Empty for whoever is no administrator of accounts.
 */
async function vacanciesOf(ctx: Ctx): Promise<Vacancy[]> {
  const { client } = ctx.db
  const within = may(ctx.actor, 'read', 'User') ? unitsWithin(ctx.actor) : null
  if (!within) return []
  const [units, holders] = await Promise.all([
    client.orgUnit.findMany({
      where: within,
      select: { id: true, code: true, name: true, nameEn: true, level: true },
      orderBy: { code: 'asc' },
    }),
    client.user.groupBy({
      by: ['orgId', 'roles'],
      where: { active: true, roles: { not: '' }, org: within },
    }),
  ])
  const held = Map.groupBy(holders, ({ orgId }) => orgId)
  const lacking = units.flatMap((row) => {
    const unit: Unit = { ...row, level: row.level as Level }
    const theirs = (held.get(unit.id) ?? []).flatMap(({ roles }) => rolesIn(roles))
    const wanted = unit.level === 'province' ? [...everywhere, ...provincial] : everywhere
    return wanted.filter((role) => !theirs.includes(role)).map((role) => ({ unit, role, theirs }))
  })
  const atWork = lacking.length > 0 ? await codesAtWork(ctx.db) : new Set<string>()
  const counted = await Promise.all(
    lacking
      .filter(({ unit }) => unit.level === 'province' || unit.level === 'city' || atWork.has(unit.code))
      .map(async ({ unit: { id, ...unit }, role, theirs }) => {
        const waiting = await waitingFor(ctx, { id, ...unit }, role, theirs)
        return { ...unit, role, waiting }
      }),
  )
  return counted.filter(({ waiting }) => waiting > 0)
}

/**
 * Counties and towns in which something may stand: whose applications were ever submitted, and the offices that pay.
 * Asked once, so that the exact count is not asked of every town.
 */
async function codesAtWork({ client }: Db): Promise<Set<string>> {
  const submitted = { submittedAt: { not: null } }
  const [counties, towns, payers] = await Promise.all([
    client.application.groupBy({ by: ['unitCode'], where: submitted }),
    client.application.groupBy({ by: ['townCode'], where: { ...submitted, townCode: { not: null } } }),
    client.payment.groupBy({ by: ['payerCode'] }),
  ])
  return new Set([
    ...counties.map(({ unitCode }) => unitCode),
    ...towns.map(({ townCode }) => townCode ?? ''),
    ...payers.map(({ payerCode }) => payerCode),
  ])
}

/** What stands on the desk that nobody sits at. What is still with the handler needs its approver, too. */
async function waitingFor(ctx: Ctx, unit: Unit, role: Role, held: readonly Role[]): Promise<number> {
  const { id: orgId, name: orgName, level, code: unitCode } = unit
  const nobody: Actor = { ...systemActor, id: '', name: '', orgId, orgName, level, unitCode, roles: [role] }
  const desk: Ctx = {
    ...ctx,
    actor: role === 'approver' ? { ...nobody, roles: ['handler', 'approver'] } : nobody,
  }
  const counts = await Promise.all(needing(nobody, held).map((states) => countAt(desk, states)))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** How many roles lack a holder where something waits for them. */
export async function countVacancies(ctx: Ctx): Promise<number> {
  return (await vacanciesOf(ctx)).length
}

/** The same as a list, with the counts of its views; `q` is a part of a unit's name or code. */
export async function listVacancies(
  ctx: Ctx,
  {
    view,
    q = '',
    sort,
    page,
  }: { view: VacancyView; q?: string; sort: { by: string; descending: boolean }; page: number },
) {
  const all = await vacanciesOf(ctx)
  const inView = (name: VacancyView) =>
    all.filter(
      ({ role }) => name === 'all' || (name === 'provincial' ? provincial.includes(role) : role === name),
    )
  const word = q.toLowerCase()
  const found = inView(view).filter(({ code, name, nameEn }) =>
    [code, name, nameEn].some((text) => text.toLowerCase().includes(word)),
  )
  const way = sort.descending ? -1 : 1
  const ordered = found.toSorted(
    (a, b) =>
      way * (sort.by === 'waiting' ? a.waiting - b.waiting : 0) ||
      (sort.by === 'unit' ? way : 1) * (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
  return {
    rows: ordered.slice((page - 1) * vacanciesPerPage, page * vacanciesPerPage),
    count: ordered.length,
    counts: Object.fromEntries(vacancyViews.map((name) => [name, inView(name).length])),
  }
}
