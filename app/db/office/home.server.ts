import { has, type Role } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { handedInSheets } from '#app/domain/scoring/workflow.ts'
import { isOpen } from '../scoring/sheet-row.server.ts'
import { asTold } from '../told.server.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'

const cockpitRoles: readonly Role[] = [
  'handler',
  'approver',
  'leader',
  'organiser',
  'finance',
  'supervisor',
  'auditor',
]

/** What was submitted in so many days is held against as many before them. */
const comparedDays = 30

export type StatusCount = { status: string; count: number }
export type BudgetRow = { id: string; title: string; budgetFen: bigint; committedFen: bigint }
export type Cockpit = {
  statuses: StatusCount[]
  submitted: { days: number; recent: number; before: number }
  /** applications in scope whose holder is late, whoever that is */
  late: number
  budgets: BudgetRow[]
}

const ended = Object.entries<{ final?: true }>(applicationWorkflow.states)
  .filter(([, { final }]) => final)
  .map(([name]) => name)

/** Numbers for those who look after many applications; null for applicants, experts and administrators. */
export async function cockpitOf(ctx: Ctx): Promise<Cockpit | null> {
  if (!cockpitRoles.some((role) => has(ctx.actor, role))) return null
  const { client } = ctx.db
  const since = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000)
  const submitted = (range: { gte: Date; lt?: Date }) =>
    client.application.count({
      where: { AND: [{ submittedAt: range }, scope(ctx.actor, 'Application')] },
      orderBy: { status: 'asc' },
      take: mostCounted,
    })
  const [counts, recent, before, late, budgets] = await Promise.all([
    client.application.groupBy({
      by: ['status'],
      where: scope(ctx.actor, 'Application'),
      _count: { _all: true },
    }),
    submitted({ gte: since(comparedDays) }),
    submitted({ gte: since(2 * comparedDays), lt: since(comparedDays) }),
    client.application.count({
      where: {
        AND: [{ dueAt: { lt: ctx.now }, status: { notIn: ended } }, scope(ctx.actor, 'Application')],
      },
      take: mostCounted,
    }),
    ctx.actor.level === 'province'
      ? client.guideline.findMany({
          where: { AND: [{ status: { in: ['open', 'closed'] } }, scope(ctx.actor, 'Guideline')] },
          select: { id: true, title: true, budgetFen: true, committedFen: true },
          orderBy: { applyEnd: 'desc' },
          take: 6,
        })
      : [],
  ])
  const statuses = Object.keys(applicationWorkflow.states).flatMap((status) => {
    const found = counts.find((row) => row.status === status)
    return found ? [{ status, count: found._count._all }] : []
  })
  return { statuses, submitted: { days: comparedDays, recent, before }, late, budgets }
}

export type OwnApplication = {
  id: string
  projectName: string
  receiptNo: string | null
  status: string
  owner: string
  dueAt: Date | null
  guideline: string
}
export type OpenCall = { id: string; code: string; title: string; applyEnd: Date }

/** An applicant's own applications, what was touched last first, and the calls that are open now. */
export async function ownWork(
  ctx: Ctx,
): Promise<{ applications: OwnApplication[]; calls: OpenCall[] } | null> {
  if (!has(ctx.actor, 'applicant')) return null
  const { client } = ctx.db
  const [rows, calls] = await Promise.all([
    client.application.findMany({
      where: scope(ctx.actor, 'Application'),
      select: {
        id: true,
        projectName: true,
        receiptNo: true,
        status: true,
        reservedUntil: true,
        dueAt: true,
        guideline: { select: { title: true } },
      },
      orderBy: { updatedAt: 'desc' },
      take: 8,
    }),
    client.guideline.findMany({
      where: {
        AND: [
          { status: 'open', applyStart: { lte: ctx.now }, applyEnd: { gt: ctx.now } },
          scope(ctx.actor, 'Guideline'),
        ],
      },
      select: { id: true, code: true, title: true, applyEnd: true },
      orderBy: { applyEnd: 'asc' },
      take: 6,
    }),
  ])
  const states: Record<string, { owner: string }> = applicationWorkflow.states
  return {
    applications: rows.map(({ guideline, ...row }) => {
      const told = asTold(ctx.actor, row)
      return { ...told, owner: states[told.status]?.owner ?? 'nobody', guideline: guideline.title }
    }),
    calls,
  }
}

export type ExpertPanel = {
  seatId: string
  panel: string
  status: string
  scoringEnd: Date | null
  sheets: number
  handedIn: number
  /** nothing more can be scored */
  ended: boolean
}

/** An expert's panels with how many sheets are done. */
export async function expertPanels(ctx: Ctx): Promise<ExpertPanel[] | null> {
  const { expertId } = ctx.actor
  if (!has(ctx.actor, 'expert') || !expertId) return null
  const seats = await ctx.db.client.panelSeat.findMany({
    where: {
      AND: [{ status: { in: ['invited', 'accepted', 'committed'] } }, scope(ctx.actor, 'PanelSeat')],
    },
    select: {
      id: true,
      status: true,
      panel: {
        select: {
          name: true,
          status: true,
          scoringEnd: true,
          sheets: {
            where: { expertId, status: { notIn: ['recused', 'void', 'absent'] } },
            select: { status: true },
          },
        },
      },
    },
    orderBy: { id: 'desc' },
    take: 10,
  })
  return seats.map(({ id, status, panel }) => ({
    seatId: id,
    panel: panel.name,
    status,
    scoringEnd: panel.scoringEnd,
    sheets: panel.sheets.length,
    handedIn: panel.sheets.filter(({ status }) => handedInSheets.some((state) => state === status)).length,
    ended: panel.scoringEnd !== null && !isOpen({ panel }, ctx.now),
  }))
}
