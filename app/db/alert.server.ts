import { scope } from '#app/authorization/scope.ts'
import { doing } from '#app/authorization/actor.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import { alertWorkflow, type RedAlert, standing } from '#app/domain/tracking/alert.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma, Tx } from './client.server.ts'
import { levelsOfProjects, levelsOfReports, projectHistory } from './tracking.server.ts'

/** Of a project's alerts the first red one that stands: it holds up instalments and acceptance. */
export const redAlerts = {
  where: { level: 3, status: { in: [...standing] } },
  orderBy: { raisedAt: 'asc' },
  take: 1,
  select: { risk: true, raisedAt: true },
} satisfies Prisma.Project$alertsArgs

/** As the rules ask for it; null where none stands. */
export function redAlertOf({
  name,
  alerts: [first],
}: {
  name: string
  alerts: readonly { risk: string; raisedAt: Date }[]
}): RedAlert | null {
  return first ? { project: name, risk: first.risk, raisedOn: shanghaiDay(first.raisedAt) } : null
}

/** The same, read inside a transaction. */
export async function redAlertOn(
  tx: Tx,
  { id, name }: { id: string; name: string },
): Promise<RedAlert | null> {
  const alerts = await tx.alert.findMany({ ...redAlerts, where: { ...redAlerts.where, projectId: id } })
  return redAlertOf({ name, alerts })
}

/** Levels that hold records where their state names several, by id, as far as its owner does not. */
export async function levelsHolding(
  tx: Tx,
  workflow: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Level>> {
  if (workflow === 'project') return levelsOfProjects(tx, ids)
  if (workflow === 'report') return levelsOfReports(tx, ids)
  if (workflow !== 'alert') return new Map()
  const rows = await tx.alert.findMany({
    where: { id: { in: [...ids] }, status: 'handled' },
    select: { id: true, closer: true },
  })
  return new Map(rows.map(({ id, closer }) => [id, closer === 'province' ? 'province' : 'city']))
}

/**
 * An alert for its page, in the scope of its project, with the acts open to the actor now. The undertaker reads what it is
 * about and what is asked of it; the offices' own words are theirs. @throws NotFound
 */
export async function findAlert(ctx: Ctx, id: string) {
  const row = await ctx.db.client.alert.findFirst({
    where: { id, project: scope(ctx.actor, 'Project') },
    include: {
      project: {
        select: {
          id: true,
          code: true,
          name: true,
          undertaker: true,
          applicationId: true,
          enterpriseId: true,
        },
      },
    },
  })
  if (!row) throw new NotFound('alert')
  const { project, evidence, ...alert } = row
  const owns = project.enterpriseId === ctx.actor.enterpriseId
  const state = alertWorkflow.states[row.status === 'handled' ? 'handled' : 'open']
  const holder = row.status === 'handled' ? row.closer : state.owner
  const words = owns ? { grounds: '', handling: '', conclusion: '' } : {}
  return {
    ...told(alert),
    ...words,
    project,
    evidence: evidenceOf(evidence),
    owns,
    owner: standing.some((one) => one === row.status) ? holder : 'nobody',
    actions: openTransitions(alertWorkflow, row.status, doing(ctx.actor, owns)).filter(
      (act) => act === 'handle' || (act !== 'upgrade' && row.closer === ctx.actor.level),
    ),
    history: await projectHistory(ctx, project.applicationId, id),
  }
}
export type AlertRecord = Awaited<ReturnType<typeof findAlert>>

type Stored = {
  id: string
  number: number
  risk: string
  level: number
  asked: string
  status: string
  version: number
  closer: string
  grounds: string
  handling: string
  conclusion: string
  dueAt: Date | null
  raisedAt: Date
  handledAt: Date | null
  closedAt: Date | null
}

function told({ id, number, risk, level, asked, status, version, closer, ...rest }: Stored) {
  const { grounds, handling, conclusion, dueAt, raisedAt, handledAt, closedAt } = rest
  const core = {
    id,
    number,
    risk,
    level,
    asked,
    status,
    version,
    closer,
    dueAt,
    raisedAt,
    handledAt,
    closedAt,
  }
  return { ...core, grounds, handling, conclusion }
}

/** With what the rule was judged, as it was kept. */
function evidenceOf(text: string): Record<string, string> {
  const found: unknown = JSON.parse(text)
  return Object.fromEntries(Object.entries(found ?? {}).map(([key, value]) => [key, String(value)]))
}

/** A project's alerts, the gravest that stand first, for its page. */
export async function projectAlerts({ db: { client } }: Ctx, projectId: string) {
  const rows = await client.alert.findMany({
    where: { projectId },
    select: {
      id: true,
      number: true,
      risk: true,
      level: true,
      status: true,
      dueAt: true,
      raisedAt: true,
      asked: true,
    },
    orderBy: [{ level: 'desc' }, { raisedAt: 'desc' }, { id: 'asc' }],
  })
  const stands = (status: string) => standing.some((one) => one === status)
  return [
    ...rows.filter(({ status }) => stands(status)),
    ...rows.filter(({ status }) => !stands(status)),
  ].map((row) => ({ ...row, raisedOn: shanghaiDay(row.raisedAt), stands: stands(row.status) }))
}
export type ProjectAlerts = Awaited<ReturnType<typeof projectAlerts>>
