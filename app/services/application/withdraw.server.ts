import { has } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { type WorkingApplication, workingApplication } from '#app/db/working-application.server.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { releaseBudget } from '../approval/budget.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notify, notifyOf } from '../notify.server.ts'
import { addOpinion } from '../review/case.server.ts'
import { releasePlaces } from '../review/places.server.ts'
import { supersedeSheets } from '../review/supersede.server.ts'
import { applyTransition } from '../transition.server.ts'
import { releaseInvoices } from './send-in.server.ts'

export type Withdrawal = {
  /** node whose recommendation stands last; null: nobody has recommended it */
  recommendedAt: string | null
  asked: { reason: string; at: Date } | null
  answer: 'pass' | 'reject' | null
}

const kinds = ['recommend', 'withdrawal_request', 'withdrawal_consent']

/** How far a withdrawal has come: who recommended last, what was asked after that, and the answer. */
export async function withdrawalOf(tx: Tx, applicationId: string): Promise<Withdrawal> {
  const opinions = await tx.reviewOpinion.findMany({
    where: { applicationId, kind: { in: kinds }, closedAt: null },
    select: { kind: true, node: true, text: true, conclusion: true, createdAt: true },
    orderBy: { id: 'desc' },
  })
  const last = (kind: string) => opinions.findIndex((opinion) => opinion.kind === kind)
  const recommended = opinions[last('recommend')]
  const request = opinions[last('withdrawal_request')]
  const consent = opinions[last('withdrawal_consent')]
  const answered = request && consent && consent.createdAt >= request.createdAt
  const answer = answered ? (consent.conclusion === 'pass' ? 'pass' : 'reject') : null
  return {
    recommendedAt: recommended?.node ?? null,
    asked: request && answer !== 'reject' ? { reason: request.text, at: request.createdAt } : null,
    answer,
  }
}

/** The applicant asks the last recommender to agree to a withdrawal. Refusals: reason_required, withdrawal_not_needed, withdrawal_asked, wrong_state (409). */
export async function requestWithdrawal(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null>> {
  const application = await workingApplication(ctx, id)
  if (application.enterpriseId !== ctx.actor.enterpriseId) return refuse('not_yours', {}, { status: 403 })
  if (!isOpenToWithdraw(application)) return refuse('wrong_state', {}, { status: 409 })
  if (!reason.trim()) return refuse('reason_required')
  return ctx.db.transact(async (tx) => {
    const { recommendedAt, asked } = await withdrawalOf(tx, id)
    if (!recommendedAt) return refuse('withdrawal_not_needed')
    if (asked) return refuse('withdrawal_asked')
    await recordOpinion(tx, ctx, application, {
      node: recommendedAt,
      kind: 'withdrawal_request',
      conclusion: 'pass',
      text: reason.trim(),
    })
    const level = levelOfNode(recommendedAt)
    const people = level
      ? await usersOf(tx, level, { ...application, dossier: '', expertId: null }, ctx.now)
      : []
    await notify(tx, ctx, 'withdrawal_asked', people, {
      params: {
        project: application.projectName,
        applicant: application.applicantName,
        reason: reason.trim(),
      },
      link: `/applications/${id}`,
    })
    return done(null)
  })
}

/** The approver of the unit that recommended last agrees, or not. Refusals: not_yours (403), withdrawal_not_asked, reason_required. */
export async function consentWithdrawal(
  ctx: Ctx,
  { id, agrees, text }: { id: string; agrees: boolean; text: string },
): Promise<Result<null>> {
  const application = await workingApplication(ctx, id)
  return ctx.db.transact(async (tx) => {
    const { recommendedAt, asked, answer } = await withdrawalOf(tx, id)
    if (!asked || answer) return refuse('withdrawal_not_asked')
    const own = has(ctx.actor, 'approver') && levelOfNode(recommendedAt) === ctx.actor.level
    if (!own) return refuse('not_yours', {}, { status: 403 })
    if (!agrees && !text.trim()) return refuse('reason_required')
    await recordOpinion(tx, ctx, application, {
      node: recommendedAt ?? '',
      kind: 'withdrawal_consent',
      conclusion: agrees ? 'pass' : 'reject',
      text: text.trim(),
    })
    const { application: words } = messagesOf('zh-CN')
    const row = { ...application, dossier: '', expertId: null }
    await notifyOf(tx, ctx, 'withdrawal_answered', row, 'applicant', {
      params: {
        project: application.projectName,
        answer: agrees ? words.withdrawal.agreed : `${words.withdrawal.declined} ${text.trim()}`,
      },
      link: `/applications/${id}`,
    })
    return done(null)
  })
}

/**
 * T22: withdrawn for good; places, invoices and proposed money are given back. Recommended applications need the consent of the last
 * recommender. Refusals: consent_missing, reason_required, stale_version (409).
 */
export async function withdrawApplication(
  ctx: Ctx,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<Result<null>> {
  const application = await workingApplication(ctx, id)
  return ctx.db.transact(async (tx) => {
    const { recommendedAt, answer } = await withdrawalOf(tx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'withdraw',
      reason,
      facts: async () => ({ consent: { needed: recommendedAt !== null, given: answer === 'pass' } }),
      set: { openKey: null, node: null, proposedFen: null },
      notice: { params: { project: application.projectName }, link: `/applications/${id}` },
    })
    if (!moved.ok) return moved
    await releasePlaces(tx, application, ctx.now)
    await releaseInvoices(tx, id)
    await releaseBudget(tx, application.guidelineId, application.proposedFen)
    await supersedeSheets(tx, ctx, application)
    return done(null)
  })
}

/** Writes what was said of a withdrawal, and its event. */
async function recordOpinion(
  tx: Tx,
  ctx: Ctx,
  application: WorkingApplication,
  opinion: { node: string; kind: string; conclusion: string; text: string },
): Promise<void> {
  const id = await addOpinion(tx, ctx, application, opinion)
  await record(tx, ctx, {
    act: `application.${opinion.kind}`,
    dossier: `application:${application.id}`,
    object: { type: 'opinion', id },
    unitCode: application.unitCode,
    after: { conclusion: opinion.conclusion },
    reason: opinion.text,
  })
}

function isOpenToWithdraw({ status }: WorkingApplication): boolean {
  const { from } = applicationWorkflow.transitions.withdraw
  return from !== 'nothing' && from.some((state) => state === status)
}
