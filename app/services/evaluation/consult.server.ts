import type { Tx } from '#app/db/client.server.ts'
import { usersNamed } from '#app/db/recipients.server.ts'
import { avoidanceFacts, poolExperts } from '#app/db/scoring/pool.server.ts'
import { countsAsAsked, forgottenConsultation } from '#app/domain/evaluation/consultation.ts'
import { underReview } from '#app/domain/evaluation/workflow.ts'
import { byName } from '#app/domain/kernel/pinyin.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { blocked } from '#app/domain/scoring/panel.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { boundOf, isAble } from '../scoring/avoidance.server.ts'
import { usersOfExperts } from '../scoring/draw-panel.server.ts'
import { applyTransition, decideCreation, stateDue } from '../transition.server.ts'
import { evaluationInScope, type EvaluationInScope } from './self-evaluation.server.ts'

/**
 * Whom the province could ask now: experts able to be named who were not asked about this revision yet; apart those who have
 * to avoid the application (B.3), with the rules.
 */
export async function expertsToAsk(ctx: Ctx, { id, revision, project }: EvaluationInScope) {
  const { client } = ctx.db
  const [applications, asked] = await Promise.all([
    avoidanceFacts(client, [project.applicationId]),
    client.consultation.findMany({
      where: { evaluationId: id, revision, status: { not: forgottenConsultation } },
      select: { expertId: true },
    }),
  ])
  const before = new Set(asked.map(({ expertId }) => expertId))
  const able = (await poolExperts(client, applications)).filter(
    (expert) => isAble(expert, ctx.now) && !before.has(expert.id),
  )
  const today = shanghaiDay(ctx.now)
  const rules = new Map(
    able.map((expert) => [
      expert.id,
      [...new Set(blocked(expert, applications, today).map(({ rule }) => rule))],
    ]),
  )
  const rows = await client.expert.findMany({
    where: { id: { in: [...rules.keys()] } },
    select: { id: true, name: true, employer: true, kind: true },
    orderBy: { id: 'asc' },
  })
  const named = byName(rows).map((row) => ({ ...row, rules: rules.get(row.id) ?? [] }))
  return {
    free: named.filter((expert) => expert.rules.length === 0),
    barred: named.filter((expert) => expert.rules.length > 0),
  }
}

/**
 * Is this revision still under review? Holds the self-evaluation until the transaction ends, so that nobody ends its review, or
 * asks another expert, meanwhile.
 */
export async function holdUnderReview(
  tx: Tx,
  { id, revision }: { id: string; revision: number },
): Promise<boolean> {
  const { count } = await tx.evaluation.updateMany({
    where: { id, revision, status: { in: [...underReview] } },
    data: { revision },
  })
  return count === 1
}

/**
 * The province's handler asks an expert of the pool for an opinion on a self-evaluation under review, for a reason, within the
 * working days of the call. Refusals: reason_required, evaluation_not_under_review, consulted_not_able, expert_asked_before,
 * enough_consulted {most}, avoidance_found {rules}, not_yours (403).
 */
export async function askExpert(
  ctx: Ctx,
  { id: evaluationId, expertId, reason }: { id: string; expertId: string; reason: string },
): Promise<Result<{ id: string }>> {
  return ctx.db.transact(async (tx) => {
    const { project, revision } = await evaluationInScope(tx, ctx, evaluationId)
    const held = await holdUnderReview(tx, { id: evaluationId, revision })
    const others = await tx.consultation.findMany({
      where: { evaluationId, revision },
      select: { expertId: true, status: true },
    })
    const bound = await boundOf(tx, ctx, [project.applicationId], expertId)
    const said = reason.trim()
    const decision = decideCreation(
      ctx,
      'consultation',
      'ask',
      {
        underReview: held,
        able: bound !== null,
        avoidance: bound?.avoidance,
        askedBefore: others.some(
          (other) => other.expertId === expertId && other.status !== forgottenConsultation,
        ),
        asked: others.filter(({ status }) => countsAsAsked(status)).length,
      },
      { reason: said },
    )
    if (!decision.ok) return decision

    const id = newId()
    const status = decision.value.to
    const term = { owner: 'expert', deadline: { handling: 'opinionDays' } } as const
    const dueAt = await stateDue(tx, ctx, term, null, { dossier: `application:${project.applicationId}` })
    await tx.consultation.create({
      data: {
        id,
        evaluationId,
        revision,
        expertId,
        status,
        reason: said,
        askedById: ctx.actor.id,
        dueAt,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'consultation.ask',
      dossier: `consultation:${id}`,
      object: { type: 'consultation', id },
      after: { status, evaluation: evaluationId, revision, expert: expertId, dueAt },
      reason: said,
    })
    const people = await usersNamed(tx, await usersOfExperts(tx, [expertId]))
    await notify(tx, ctx, 'consultation_asked', people, {
      params: { project: project.name, deadline: dueAt ? deadlineText(dueAt) : '' },
      link: `/consultations/${id}`,
    })
    return done({ id })
  })
}

/**
 * The province asks an expert no more who has not answered yet, and says why.
 * Refusals: reason_required, wrong_state, not_yours (403), stale_version (409).
 */
export async function withdrawConsultation(
  ctx: Ctx,
  input: { evaluationId: string; id: string; version: number; reason: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { project } = await evaluationInScope(tx, ctx, input.evaluationId)
    const row = await tx.consultation.findFirst({
      where: { id: input.id, evaluationId: input.evaluationId },
      select: { expertId: true },
    })
    if (!row) throw new NotFound('consultation')
    const reason = input.reason.trim()
    const moved = await applyTransition(tx, ctx, {
      workflow: 'consultation',
      id: input.id,
      version: input.version,
      transition: 'withdraw',
      reason: reason || null,
      notice: {
        params: { project: project.name, reason },
        link: '/scoring/mine',
        named: await usersOfExperts(tx, [row.expertId]),
      },
    })
    return moved.ok ? done(null) : moved
  })
}
