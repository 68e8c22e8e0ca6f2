import { doing } from '#app/authorization/actor.ts'
import { redAlertOn } from '#app/db/alert.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import {
  blankAcceptance,
  keepIndicators,
  readAcceptance,
  type TypedAcceptance,
} from '#app/domain/tracking/acceptance-form.ts'
import { acceptanceDue } from '#app/domain/tracking/acceptance-due.ts'
import { typedAcceptance } from '#app/domain/tracking/typed-acceptance.ts'
import { projectWorkflow } from '#app/domain/tracking/workflow.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import {
  acceptanceFiles,
  configurationFor,
  contractOf,
  moveProject,
  type ProjectAct,
  type ProjectInScope,
  projectInScope,
} from './of-project.server.ts'
import { formLimit } from './report.server.ts'

/** The round that is being prepared or examined, and its form; before anything was kept, an empty one. */
export function currentAcceptance(project: ProjectInScope): {
  row: ProjectInScope['acceptances'][number] | null
  round: number
  form: TypedAcceptance
  revision: number
} {
  const [last] = project.acceptances
  const row = last && last.concludedAt === null ? last : null
  const source = row ?? last
  return {
    row,
    round: row?.round ?? (last?.round ?? 0) + 1,
    form: source
      ? typedAcceptance.parse(JSON.parse(source.form))
      : blankAcceptance(contractOf(project)?.content ?? null),
    revision: row?.revision ?? 0,
  }
}

/** May the actor write the application for acceptance now? */
export function mayApply(ctx: Ctx, project: Pick<ProjectInScope, 'status' | 'enterpriseId'>): boolean {
  const owns = project.enterpriseId === ctx.actor.enterpriseId
  return openTransitions(projectWorkflow, project.status, doing(ctx.actor, owns)).includes('apply_acceptance')
}

/** The row of the round being prepared, made when first needed. */
export async function preparedAcceptance(tx: Tx, ctx: Ctx, project: ProjectInScope) {
  const { row, round, form } = currentAcceptance(project)
  if (row) return row
  return tx.acceptance.upsert({
    where: { projectId_round: { projectId: project.id, round } },
    create: { id: newId(), projectId: project.id, round, form: JSON.stringify(form), createdAt: ctx.now },
    update: {},
  })
}

/**
 * Keeps the application for acceptance as typed. `values` come from outside.
 * Refusals: wrong_state (409), form_unreadable, form_too_large (413), stale_version (409).
 */
export async function saveAcceptance(
  ctx: Ctx,
  { projectId, revision, values }: { projectId: string; revision: number; values: unknown },
): Promise<Result<{ revision: number }>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, projectId)
    const typed = typedAcceptance.safeParse(values)
    if (!typed.success) return refuse('form_unreadable', {}, { status: 400 })
    if (!mayApply(ctx, project)) return refuse('wrong_state', { state: project.status }, { status: 409 })
    const row = await preparedAcceptance(tx, ctx, project)
    const stored = typedAcceptance.parse(JSON.parse(row.form))
    const form = JSON.stringify(keepIndicators(stored, typed.data))
    if (Buffer.byteLength(form) > formLimit)
      return refuse('form_too_large', { mb: formLimit / 1024 / 1024 }, { status: 413 })
    const { count } = await tx.acceptance.updateMany({
      where: { id: row.id, revision, concludedAt: null },
      data: { form, revision: revision + 1 },
    })
    if (count !== 1) return refuse('stale_version', { seen: revision, now: row.revision }, { status: 409 })
    return done({ revision: revision + 1 })
  })
}

/**
 * D.5: hands the application for acceptance in. Refusals: form_has_problems with its fields, audit_report_missing,
 * red_alert_open {project, toldRisk, day} while a red alert stands, and those of the transition.
 */
export async function applyAcceptance(ctx: Ctx, { id, version }: ProjectAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const { form, row } = currentAcceptance(project)
    const { problems, figures } = readAcceptance(form)
    const files = row ? await acceptanceFiles(tx, row.id) : []
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: 'apply_acceptance',
      facts: {
        indicatorsReported: figures !== null && problems.length === 0,
        auditUploaded: files.some(({ slot }) => slot === 'audit_report'),
        redAlert: await redAlertOn(tx, project),
      },
      after: { round: row?.round ?? 1, files: files.map(({ cipherSha256 }) => cipherSha256) },
    })
    if (!moved.ok)
      return moved.refusal.code === 'indicators_missing'
        ? refuse('form_has_problems', { count: problems.length }, { fields: problems })
        : moved
    if (row) await tx.acceptance.update({ where: { id: row.id }, data: { appliedAt: ctx.now } })
    return done(null)
  })
}

/** The city sends the papers back, saying which. */
export async function returnMaterials(ctx: Ctx, { id, version, reason }: ProjectAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const { row } = currentAcceptance(project)
    const { tracking } = await configurationFor(ctx, project)
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: 'return_materials',
      reason,
      dueAt: acceptanceDue(project.endOn, tracking, ctx.now),
    })
    if (!moved.ok) return moved
    if (row) await tx.acceptance.update({ where: { id: row.id }, data: { appliedAt: null } })
    return done(null)
  })
}

/** The papers are complete; the panel meets. */
export async function startAcceptance(ctx: Ctx, { id, version }: ProjectAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const moved = await moveProject(tx, ctx, project, { version, transition: 'start_acceptance' })
    return moved.ok ? done(null) : moved
  })
}
