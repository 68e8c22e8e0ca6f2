import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { keepTargets, readEvaluation } from '#app/domain/evaluation/form.ts'
import { typedEvaluation } from '#app/domain/evaluation/typed-evaluation.ts'
import { evaluationWorkflow } from '#app/domain/evaluation/workflow.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { formLimit } from '../tracking/report.server.ts'
import { applyTransition } from '../transition.server.ts'
import { evaluationDocument } from './document.server.ts'

/** An evaluation with its project, in the actor's scope. @throws NotFound */
export async function evaluationInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.evaluation.findFirst({
    where: { id, project: scope(ctx.actor, 'Project') },
    include: {
      project: { include: { application: { select: { guidelineId: true, guidelineVersion: true } } } },
    },
  })
  if (!row) throw new NotFound('evaluation')
  return { ...row, typed: typedEvaluation.parse(JSON.parse(row.form)) }
}
export type EvaluationInScope = Awaited<ReturnType<typeof evaluationInScope>>

/**
 * Weight of budget execution, the budget it is measured against, and what has arrived of it: what was sent in once it was,
 * until then what the undertaker has confirmed.
 */
export async function evaluationTerms(ctx: Ctx, evaluation: EvaluationInScope) {
  const { project, budgetFen } = evaluation
  const { guidelineId, guidelineVersion } = project.application
  const configuration = await configurationOf(ctx.db, guidelineId, guidelineVersion)
  const written = ['asked', 'returned'].includes(evaluation.status)
  const spentFen = written ? await arrivedFen(ctx.db.client, project.id) : evaluation.spentFen
  return { executionWeightCenti: configuration.evaluation.execution * 100, budgetFen, spentFen }
}

/** What of a project's money has arrived on the undertaker's account (C.5). */
async function arrivedFen(tx: Tx, projectId: string): Promise<bigint> {
  const rows = await tx.payment.findMany({
    where: { projectId, status: 'confirmed' },
    select: { amountFen: true },
  })
  return sumFen(rows.map(({ amountFen }) => amountFen))
}

/**
 * Keeps what was typed, as typed; targets and weights stay. `values` come from outside.
 * Refusals: wrong_state, not_yours, form_unreadable, form_too_large (413), stale_version (409).
 */
export async function saveEvaluation(
  ctx: Ctx,
  { id, revision, values }: { id: string; revision: number; values: unknown },
): Promise<Result<{ revision: number }>> {
  const evaluation = await evaluationInScope(ctx.db.client, ctx, id)
  const decision = decide(evaluationWorkflow, {
    transition: 'save',
    from: evaluation.status,
    doing: doing(ctx.actor, evaluation.project.enterpriseId === ctx.actor.enterpriseId),
    facts: { now: ctx.now, actorId: ctx.actor.id },
  })
  if (!decision.ok) return decision
  const typed = typedEvaluation.safeParse(values)
  if (!typed.success) return refuse('form_unreadable', {}, { status: 400 })
  const form = JSON.stringify(keepTargets(evaluation.typed, typed.data))
  if (Buffer.byteLength(form) > formLimit)
    return refuse('form_too_large', { mb: formLimit / 1024 / 1024 }, { status: 413 })
  const { count } = await ctx.db.client.evaluation.updateMany({
    where: { id, status: evaluation.status, revision },
    data: { form, revision: revision + 1 },
  })
  if (count !== 1)
    return refuse('stale_version', { seen: revision, now: evaluation.revision }, { status: 409 })
  return done({ revision: revision + 1 })
}

/**
 * E.1: scores what was typed and sends it to the county, or to the province where no county follows the project. Refusals: evaluation_has_problems with its fields,
 * draft_changed (409), and those of the transition.
 */
export async function submitEvaluation(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<Result<{ scoreCenti: number; grade: string }>> {
  const terms = await evaluationTerms(ctx, await evaluationInScope(ctx.db.client, ctx, id))
  return ctx.db.transact(async (tx) => {
    const evaluation = await evaluationInScope(tx, ctx, id)
    const { project, typed } = evaluation
    const scored = readEvaluation(typed, { ...terms, spentFen: await arrivedFen(tx, project.id) })
    const { problems, totalCenti, grade, spentFen } = scored
    const held = await tx.evaluation.updateMany({
      where: { id, revision: evaluation.revision },
      data: { revision: evaluation.revision },
    })
    if (held.count !== 1) return refuse('draft_changed', {}, { status: 409 })
    const sha256 = createHash('sha256')
      .update(canonicalize(typed) ?? '')
      .digest('hex')
    const moved = await applyTransition(tx, ctx, {
      workflow: 'evaluation',
      id,
      version,
      transition: 'submit',
      facts: async () => ({
        problems: problems.length,
        next: project.county ? 'county_review' : 'province_review',
      }),
      set: { submittedAt: ctx.now, scoreCenti: totalCenti, grade, spentFen, reviewed: null, answer: '' },
      after: { scoreCenti: totalCenti, grade, spentFen, sha256 },
      notice: { params: { project: project.name }, link: `/evaluations/${id}` },
      produce: {
        self_evaluation: async () =>
          evaluationDocument({
            evaluation,
            scored,
            sha256,
            submittedAt: ctx.now,
            fillerName: ctx.actor.name,
          }),
      },
    })
    if (!moved.ok)
      return moved.refusal.code === 'evaluation_has_problems'
        ? refuse('evaluation_has_problems', { count: problems.length }, { fields: problems })
        : moved
    return done({ scoreCenti: totalCenti ?? 0, grade: grade ?? '' })
  })
}
