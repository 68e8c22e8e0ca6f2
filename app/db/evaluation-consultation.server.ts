import { may } from '#app/authorization/ability.ts'
import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { consultationWorkflow, openConsultations } from '#app/domain/evaluation/consultation.ts'
import { gradeOf } from '#app/domain/evaluation/score.ts'
import { typedEvaluation } from '#app/domain/evaluation/typed-evaluation.ts'
import { underReview } from '#app/domain/evaluation/workflow.ts'
import { mayDo, openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'

/** Does this person read whom the province asks of a self-evaluation? Experts read what they are asked themselves, elsewhere. */
export function readsConsultations({ actor }: Ctx): boolean {
  return actor.expertId === null && may(actor, 'read', 'Consultation')
}

/** May this person ask an expert? */
export function mayConsult({ actor }: Ctx): boolean {
  return consultationWorkflow.transitions.ask.by.some((doer) => mayDo(doing(actor, false), doer, 'nobody'))
}

/** Whom the province asked for an opinion on a self-evaluation, the latest first; of all its revisions. */
export async function consultationsOf(ctx: Ctx, evaluationId: string) {
  if (!readsConsultations(ctx)) return []
  const rows = await ctx.db.client.consultation.findMany({
    where: { AND: [{ evaluationId }, scope(ctx.actor, 'Consultation')] },
    select: {
      id: true,
      revision: true,
      status: true,
      version: true,
      reason: true,
      dueAt: true,
      conflict: true,
      createdAt: true,
      expert: { select: { name: true, employer: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ expert, ...row }) => ({
    ...row,
    ...expert,
    actions: openTransitions(consultationWorkflow, row.status, doing(ctx.actor, false)),
  }))
}
export type ConsultationLine = Awaited<ReturnType<typeof consultationsOf>>[number]

/** Experts whose opinion on a self-evaluation is awaited, with the date, for those who may know of them. */
export async function expertsAwaited(ctx: Ctx, evaluationId: string) {
  if (!readsConsultations(ctx)) return []
  const rows = await ctx.db.client.consultation.findMany({
    where: {
      AND: [{ evaluationId, status: { in: [...openConsultations] } }, scope(ctx.actor, 'Consultation')],
    },
    select: { dueAt: true, expert: { select: { name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ dueAt, expert }) => ({ office: 'expert' as const, dueAt, name: expert.name }))
}

const evaluationOf = {
  evaluation: {
    include: {
      project: { include: { application: { select: { guidelineId: true, guidelineVersion: true } } } },
    },
  },
} as const

/**
 * A request that the actor may read, with the self-evaluation that it is about. `open`: that self-evaluation is under review,
 * in the revision that was asked about. @throws NotFound
 */
export async function consultationInScope(tx: Tx, { actor }: Ctx, id: string) {
  const row = await tx.consultation.findFirst({
    where: { AND: [{ id }, scope(actor, 'Consultation')] },
    include: evaluationOf,
  })
  if (!row) throw new NotFound('consultation')
  const { evaluation, ...consultation } = row
  const { status, revision, form } = evaluation
  return {
    ...consultation,
    evaluation: { ...evaluation, typed: typedEvaluation.parse(JSON.parse(form)) },
    open: underReview.some((state) => state === status) && revision === consultation.revision,
  }
}

/** What the expert who is asked said of the self-evaluation; null before. */
export async function ownOpinion(
  ctx: Ctx,
  { evaluationId, revision }: { evaluationId: string; revision: number },
) {
  const row = await ctx.db.client.evaluationOpinion.findUnique({
    where: {
      evaluationId_revision_authorId: { evaluationId, revision, authorId: ctx.actor.id },
    },
  })
  if (!row) return null
  const { authorId: _, ...opinion } = row
  return { ...opinion, grade: gradeOf(row.scoreCenti), own: true }
}

/** What the expert who asks has to answer, or may still change; of nobody else. */
export async function consultationsOfExpert(ctx: Ctx) {
  const expertId = ctx.actor.expertId ?? ''
  const rows = await ctx.db.client.consultation.findMany({
    where: { AND: [{ expertId }, scope(ctx.actor, 'Consultation')] },
    include: {
      evaluation: { select: { year: true, project: { select: { name: true, undertaker: true } } } },
    },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, status, dueAt, evaluation: { year, project } }) => ({
    id,
    status,
    dueAt,
    year,
    project: project.name,
    undertaker: project.undertaker,
  }))
}
