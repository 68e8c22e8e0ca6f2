import { configurationOf } from '#app/db/configuration.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { projectWorkflow } from '#app/domain/tracking/workflow.ts'
import { alertLevels, reportedRisks } from '#app/domain/tracking/alert.ts'
import type { Ctx } from '../context.ts'
import { decideCreation } from '../transition.server.ts'
import {
  type AlertAct,
  alertInScope,
  createAlert,
  handledBy,
  moveAlert,
  upgradeAlert,
} from './of-alert.server.ts'
import { configurationFor, projectInScope } from './of-project.server.ts'

export type ReportedAlert = {
  projectId: string
  risk: string
  /** 1, 2 or 3, as typed */
  level: string
  /** why, for the offices */
  reason: string
  /** what the undertaker is asked to do, which it reads */
  asked: string
}

/** Characters of a text of an alert. */
const longest = 2000

const ended = Object.entries(projectWorkflow.states).flatMap(([state, { final }]) => (final ? [state] : []))

/** Does the actor's office report risks? */
export function mayRaise(ctx: Ctx): boolean {
  return decideCreation(ctx, 'alert', 'raise', {}).ok
}

/**
 * Somebody of the county, city or province reports a risk that no rule can know. Refusals: not_yours, reason_required,
 * alert_incomplete, project_ended (409), alert_stands_already (409): one of the same risk and no lower level stands. A graver
 * report raises the level of the one that stands.
 */
export async function raiseAlert(ctx: Ctx, input: ReportedAlert): Promise<Result<{ id: string }>> {
  const project = await projectInScope(ctx.db.client, ctx, input.projectId)
  const configuration = await configurationFor(ctx, project)
  const decision = decideCreation(ctx, 'alert', 'raise', {})
  if (!decision.ok) return decision
  const risk = reportedRisks.find((one) => one === input.risk)
  const level = alertLevels.find((one) => String(one) === input.level)
  const [grounds, asked] = [input.reason.trim().slice(0, longest), input.asked.trim().slice(0, longest)]
  if (!grounds) return refuse('reason_required')
  if (!risk || !level || !asked) return refuse('alert_incomplete')
  if (ended.includes(project.status)) return refuse('project_ended', {}, { status: 409 })
  const report = { risk, level, cause: '', evidence: {}, grounds, asked }
  try {
    return await ctx.db.transact(async (tx) => {
      const stands = await tx.alert.findFirst({
        where: { projectId: project.id, openKey: risk },
        select: { id: true, level: true },
      })
      if (!stands) return createAlert(tx, ctx, project, configuration, report)
      if (stands.level >= level) return refuse('alert_stands_already', {}, { status: 409 })
      const moved = await upgradeAlert(tx, ctx, configuration, { ...report, id: stands.id })
      return moved.ok ? done({ id: stands.id }) : moved
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('alert_stands_already', {}, { status: 409 })
    throw error
  }
}

/** The county says how it handled the risk; the level above looks at it. Refusals: reason_required and those of the transition. */
export async function handleAlert(ctx: Ctx, { id, version, reason }: AlertAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await moveAlert(tx, ctx, await alertInScope(tx, ctx, id), {
      version,
      transition: 'handle',
      reason,
      set: { handling: reason.trim(), handledById: ctx.actor.id, handledAt: ctx.now, updatedAt: ctx.now },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * The level above is not content: handled anew, within the days of the alert's level. Refusals: reason_required,
 * alert_closed_by_city or _province, and those of the transition.
 */
export async function returnAlert(ctx: Ctx, { id, version, reason }: AlertAct): Promise<Result<null>> {
  const { project, level } = await alertInScope(ctx.db.client, ctx, id)
  const { guidelineId, guidelineVersion } = project.application
  const configuration = await configurationOf(ctx.db, guidelineId, guidelineVersion)
  return ctx.db.transact(async (tx) => {
    const moved = await moveAlert(tx, ctx, await alertInScope(tx, ctx, id), {
      version,
      transition: 'return',
      reason,
      dueAt: handledBy(ctx, configuration, alertLevels.find((one) => one === level) ?? 1),
      set: { conclusion: reason.trim(), updatedAt: ctx.now },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * The level above closes what was handled, or lifts what does not hold: what a red alert held up goes on. Refusals:
 * reason_required, alert_closed_by_city or _province, and those of the transition.
 */
export async function endAlert(
  ctx: Ctx,
  { id, version, reason, act }: AlertAct & { act: 'close' | 'lift' },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await moveAlert(tx, ctx, await alertInScope(tx, ctx, id), {
      version,
      transition: act,
      reason,
      set: {
        openKey: null,
        conclusion: reason.trim(),
        closedById: ctx.actor.id,
        closedAt: ctx.now,
        updatedAt: ctx.now,
      },
    })
    return moved.ok ? done(null) : moved
  })
}
