import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { NotFound, done, type Result } from '#app/domain/kernel/refusal.ts'
import { addDays, deadlineText, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { type AlertLevel, alertWorkflow, handlingDays } from '#app/domain/tracking/alert.ts'
import type { Evidence } from '#app/domain/tracking/risk.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { type Act, applyTransition, decideCreation, type Moved } from '../transition.server.ts'

/** An alert with its project, in the scope of the project. @throws NotFound */
export async function alertInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.alert.findFirst({
    where: { id, project: scope(ctx.actor, 'Project') },
    include: {
      project: {
        select: {
          name: true,
          unitCode: true,
          application: { select: { guidelineId: true, guidelineVersion: true, channel: true } },
        },
      },
    },
  })
  if (!row) throw new NotFound('alert')
  return row
}
export type AlertInScope = Awaited<ReturnType<typeof alertInScope>>

/** End of the day by which an alert of this level has to be handled. */
export function handledBy(ctx: Ctx, { tracking }: GuidelineConfiguration, level: AlertLevel): Date {
  return endOfDay(addDays(shanghaiDay(ctx.now), handlingDays(tracking.alerts, level)))
}

/** What the notices of an alert say: what it is about, in words for offices and for the undertaker. */
export function alertNotice(
  { id, risk }: { id: string; risk: string },
  {
    project,
    level,
    dueAt,
    reason = '',
  }: { project: string; level: number; dueAt: Date | null; reason?: string },
) {
  const deadline = dueAt ? deadlineText(dueAt) : ''
  const params = { project, risk, toldRisk: risk, riskLevel: String(level), deadline, reason }
  return { params, link: `/alerts/${id}` }
}

type Words = Pick<NewAlert, 'grounds' | 'asked'>

export type NewAlert = {
  risk: string
  level: AlertLevel
  cause: string
  evidence: Evidence
  grounds: string
  asked: string
}

type OfProject = { id: string; name: string; applicationId: string; unitCode: string; above: string }

/**
 * Raises an alert of a project that was read in the actor's scope, and tells the county and the undertaker. A second one
 * of the same risk breaks a unique index. Refusals: not_yours.
 */
export async function createAlert(
  tx: Tx,
  ctx: Ctx,
  project: OfProject,
  configuration: GuidelineConfiguration,
  alert: NewAlert,
): Promise<Result<{ id: string }>> {
  const reason = alert.grounds || undefined
  const decision = decideCreation(ctx, 'alert', 'raise', {}, { reason })
  if (!decision.ok) return decision
  const { grounds, evidence, ...kept } = alert
  const id = newId()
  const status = decision.value.to
  const last = await tx.alert.aggregate({ where: { projectId: project.id }, _max: { number: true } })
  const dueAt = handledBy(ctx, configuration, alert.level)
  await tx.alert.create({
    data: {
      ...kept,
      id,
      openKey: alert.risk,
      projectId: project.id,
      number: (last._max.number ?? 0) + 1,
      evidence: JSON.stringify(evidence),
      grounds,
      status,
      closer: project.above,
      raisedById: ctx.actor.roles.includes('system') ? null : ctx.actor.id,
      dueAt,
      raisedAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  const { risk, level, cause, asked } = alert
  await record(tx, ctx, {
    act: 'alert.raise',
    dossier: `application:${project.applicationId}`,
    object: { type: 'alert', id },
    unitCode: project.unitCode,
    after: { status, rule: risk, level, cause, evidence: JSON.stringify(evidence), asked },
    reason,
  })
  const row = await statusTables.alert.find(tx, { id })
  if (!row) throw new NotFound('alert')
  const notice = alertNotice({ id, risk }, { project: project.name, level, dueAt })
  for (const kind of alertWorkflow.transitions.raise.notify ?? [])
    await notifyOf(tx, ctx, kind, row, alertWorkflow.states.open.owner, notice)
  return done({ id })
}

/**
 * A graver finding of a risk that stands: its level rises, its days begin anew, and both are told. Refusals: not_yours,
 * wrong_state.
 */
export async function upgradeAlert(
  tx: Tx,
  ctx: Ctx,
  configuration: GuidelineConfiguration,
  { id, level, ...found }: Pick<NewAlert, 'level' | 'cause' | 'evidence'> & { id: string } & Partial<Words>,
): Promise<Result<Moved>> {
  const standing = await alertInScope(tx, ctx, id)
  const { cause, grounds = standing.grounds, asked = standing.asked } = found
  const evidence = JSON.stringify(found.evidence)
  const dueAt = handledBy(ctx, configuration, level)
  return moveAlert(
    tx,
    ctx,
    { ...standing, level },
    {
      version: null,
      transition: 'upgrade',
      reason: found.grounds,
      dueAt,
      set: { level, cause, dueAt, evidence, grounds, asked, updatedAt: ctx.now },
      before: { level: standing.level },
      after: { level, cause, evidence, asked },
    },
  )
}

export type AlertAct = { id: string; version: number; reason: string }

/** An alert's transition with its facts, and what the notices say: to the level that closes it by name. */
export async function moveAlert(
  tx: Tx,
  ctx: Ctx,
  { id, risk, level, closer, dueAt, project }: AlertInScope,
  act: Omit<Act<'alert'>, 'workflow' | 'id' | 'facts'>,
): Promise<Result<Moved>> {
  const above = async () => {
    const row = await statusTables.alert.find(tx, { id })
    return row ? usersOf(tx, closer === 'province' ? 'province' : 'city', row, ctx.now) : []
  }
  const named = act.transition === 'handle' ? (await above()).map((person) => person.id) : []
  return applyTransition(tx, ctx, {
    notice: {
      ...alertNotice(
        { id, risk },
        { project: project.name, level, dueAt: act.dueAt ?? dueAt, reason: act.reason ?? '' },
      ),
      named,
    },
    ...act,
    workflow: 'alert',
    id,
    facts: async () => ({ closing: { closer, actorLevel: ctx.actor.level } }),
  })
}
