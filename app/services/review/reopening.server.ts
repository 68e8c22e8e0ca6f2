import { doing } from '#app/authorization/actor.ts'
import { openReopening, projectOf } from '#app/db/review/reopening.server.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { mayDo } from '#app/domain/kernel/decide.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, besideAt, noticeOf, openCase, type ReviewAct } from './case.server.ts'
import { backBy, invoicesIn, openAgain, takeUpAgain, unlessApplied, waysBack } from './come-back.server.ts'

const stopped = ['terminated', 'revoked', 'failed']

/**
 * T25, the first of two: a handler of the province asks in writing that an ended application be reopened at a node.
 * Refusals: not_yours (403), wrong_state (409), reason_required, node_missing, project_running, stale_version (409).
 */
export async function askReopening(
  ctx: Ctx,
  { id, version, node, basis }: ReviewAct & { node: string; basis: string },
): Promise<Result<null>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application } = opened.value
  if (!mayDo(doing(ctx.actor, false), 'province.handler', 'nobody'))
    return refuse('not_yours', {}, { status: 403 })
  const { from } = applicationWorkflow.transitions.reopen
  if (from === 'nothing' || !from.some((state) => state === application.status))
    return refuse('wrong_state', { state: application.status }, { status: 409 })
  if (!waysBack(opened.value).includes(node)) return refuse('node_missing')
  const text = basis.trim()
  if (!text) return refuse('reason_required')
  const project = await projectOf(ctx.db.client, id)
  if (project && !stopped.includes(project.status)) return refuse('project_running', { code: project.code })
  return ctx.db.transact(async (tx) => {
    const earlier = await openReopening(tx, id)
    if (earlier) await tx.reviewOpinion.updateMany({ where: { id: earlier.id }, data: { closedAt: ctx.now } })
    const opinionId = await addOpinion(tx, ctx, application, {
      node,
      kind: 'reopening_request',
      conclusion: 'pass',
      text,
    })
    await record(tx, ctx, {
      act: 'application.ask_reopening',
      dossier: `application:${id}`,
      object: { type: 'opinion', id: opinionId },
      unitCode: application.unitCode,
      after: { node, risk: 'high' },
      reason: text,
    })
    return done(null)
  })
}

/**
 * T25, the second of two: an approver of the province grants what a handler asked. A high-risk entry of the log.
 * Refusals: reopening_needs_two, reason_required, another_open (409), quota_used_up, stale_version (409).
 */
export async function grantReopening(
  ctx: Ctx,
  { id, version, basis }: ReviewAct & { basis: string },
): Promise<Result<{ to: string }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application } = opened.value
  const request = await openReopening(ctx.db.client, id)
  const next = request?.node ?? null
  const invoices = await invoicesIn(ctx, opened.value)
  return unlessApplied(() =>
    ctx.db.transact(async (tx): Promise<Result<{ to: string }>> => {
      const due = await backBy(tx, ctx, opened.value, next)
      if (!due.ok) return due
      const moved = await applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version,
        transition: 'reopen',
        reason: basis,
        facts: async () => ({ next, reopeningAskedBy: request?.authorId ?? null }),
        set: openAgain(application),
        dueAt: due.value,
        after: { risk: 'high', askedBy: request?.authorId ?? null, basis: request?.text ?? null },
        notice: { ...noticeOf(application), beside: besideAt(opened.value, next) },
      })
      if (!moved.ok || !request) return moved.ok ? refuse('reopening_needs_two') : moved
      await tx.reviewOpinion.updateMany({ where: { id: request.id }, data: { closedAt: ctx.now } })
      await addOpinion(tx, ctx, application, {
        node: request.node,
        kind: 'reopening',
        conclusion: 'pass',
        text: basis.trim(),
      })
      const taken = await takeUpAgain(tx, ctx, opened.value, request.node, invoices)
      return taken.ok ? done({ to: request.node }) : taken
    }),
  )
}
