import { type Row } from '#app/authorization/ability.ts'
import { type Actor, has } from '#app/authorization/actor.ts'
import { statesHeldBy } from '#app/authorization/desk.ts'
import { evaluationWorkflow } from '#app/domain/evaluation/workflow.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Ctx } from '#app/services/context.ts'
import { disclosuresAsked } from './admin/disclosure.server.ts'
import { dueOfCoChecking, toCoCheck } from './approval/co-check.server.ts'
import { dueOfCoSigning, toCoSign } from './co-sign.server.ts'
import { mostCounted } from '#app/i18n/format.ts'
import { byDue, type Desk, ofProject, projectLine } from './desk.server.ts'
import { dueOfAmendments } from './entered.server.ts'
import { dueOfAdvising, toAdvise } from './evaluation-asked.server.ts'
import { fundingDesks } from './funding/desk.server.ts'
import { dueOfDecisions } from './review/decision-due.server.ts'
import { waitingForDecision } from './review/decisions.server.ts'
import { askedOfFinance } from './review/finance.server.ts'
import { scoringDesks } from './scoring/desk.server.ts'
import { seatedApplications } from './scoring/panel.server.ts'
import { trackingDesks } from './tracking-desk.server.ts'

/** What this person has to do with applications: of those that are qualified, the ones that no panel has taken. */
async function ofApplications(actor: Actor, ctx: Ctx): Promise<Row> {
  const officers = await inReview(actor, ctx)
  if (!has(actor, 'organiser')) return officers
  const seated = await seatedApplications(ctx.db.client)
  return { AND: [officers, { NOT: { status: 'qualified', id: { in: seated } } }] }
}

/** What the officers have to do, and what is asked of their finance beside them. */
async function inReview(actor: Actor, ctx: Ctx): Promise<Row> {
  const asked = await askedOfFinance(ctx)
  if (!asked) return handedOver(actor)
  const officer = actor.roles.includes('handler') || actor.roles.includes('approver')
  return officer ? { OR: [handedOver(actor), asked] } : asked
}

/** The handler acts until there is an opinion (`handlerId`), the approver from then on. */
function handedOver({ roles }: Actor): Row {
  const handler = roles.includes('handler')
  if (handler === roles.includes('approver')) return {}
  const reviewed = { status: { notIn: ['town_review', 'county_review', 'city_review', 'province_check'] } }
  return { OR: [reviewed, { handlerId: handler ? null : { not: null } }] }
}

/** Provincial finance beside the leader; who holds both offices decides as the leader. */
function asksFinance(actor: Actor): boolean {
  return has(actor, 'finance') && actor.level === 'province' && !has(actor, 'leader')
}

function amendments(actor: Actor): Row | null {
  return has(actor, 'leader') ? { amendmentNote: { not: null } } : null
}

/** How the records of each workflow stand on a desk: in which stage, how many, and what a line says of one. */
export const desks: Record<WorkflowName, Desk> = {
  guideline: {
    stage: 'guideline',
    mine: ({ roles }) => (roles.includes('leader') ? {} : { status: { not: 'reviewing' } }),
    asked: (actor) => (asksFinance(actor) ? 'coSign' : null),
    decisions: async (ctx) => (asksFinance(ctx.actor) ? toCoSign(ctx.db) : amendments(ctx.actor)),
    decisionsDue: (ctx, rows) =>
      asksFinance(ctx.actor) ? dueOfCoSigning(ctx.db, rows) : dueOfAmendments(ctx.db, rows),
    count: (client, where) => client.guideline.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.guideline.findMany({ where, take, orderBy: { id: 'asc' }, omit: { draft: true } })).map(
        ({ id, title, documentNo, status }) => ({
          id,
          title,
          from: documentNo,
          status,
          dueAt: null,
          link: `/guidelines/${id}`,
        }),
      ),
  },
  application: {
    stage: 'review',
    mine: ofApplications,
    decisions: waitingForDecision,
    decisionsDue: dueOfDecisions,
    // in the order of an index: without one Prisma orders by id and so reads all that match
    count: (client, where) =>
      client.application.count({ where, orderBy: { status: 'asc' }, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.application.findMany({ where, take, orderBy: [...byDue], omit: { form: true } })).map(
        ({ id, projectName, applicantName, status, dueAt }) => ({
          id,
          title: projectName,
          from: applicantName,
          status,
          dueAt,
          link: `/applications/${id}`,
        }),
      ),
  },
  recommendation: {
    stage: 'review',
    count: (client, where) => client.recommendationSheet.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (
        await client.recommendationSheet.findMany({
          where,
          take,
          orderBy: { id: 'asc' },
          omit: { content: true },
        })
      ).map(({ id, number, status }) => ({
        id,
        title: `${number}`,
        from: '',
        status,
        dueAt: null,
        link: `/recommendations/${id}`,
      })),
  },
  split: {
    stage: 'review',
    // whoever proposed it may take it back, and has nothing to do
    mine: (actor) => (has(actor, 'approver') ? {} : { id: { in: [] } }),
    count: (client, where) => client.quotaSplit.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (
        await client.quotaSplit.findMany({
          where,
          take,
          orderBy: [...byDue],
          include: { guideline: { select: { title: true } } },
        })
      ).map(({ id, guideline, guidelineId, cityCode, status, dueAt }) => ({
        id,
        title: guideline.title,
        from: '',
        status,
        dueAt,
        link: `/quotas/${guidelineId}/${cityCode}`,
      })),
  },
  ...scoringDesks,
  plan: {
    stage: 'approval',
    mine: ({ roles }) => (roles.includes('leader') ? {} : { status: { not: 'proposed' } }),
    asked: (actor) => (asksFinance(actor) ? 'coCheck' : null),
    decisions: async (ctx) => (asksFinance(ctx.actor) ? toCoCheck(ctx.db) : null),
    decisionsDue: ({ db }, rows) => dueOfCoChecking(db, rows),
    count: (client, where) => client.allocationPlan.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.allocationPlan.findMany({ where, take, orderBy: { id: 'asc' } })).map(
        ({ id, title, status, publicityEnd }) => ({
          id,
          title,
          from: '',
          status,
          dueAt: publicityEnd,
          link: `/approval/plans/${id}`,
        }),
      ),
  },
  objection: {
    stage: 'approval',
    count: (client, where) => client.objection.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (
        await client.objection.findMany({
          where,
          take,
          orderBy: { dueAt: 'asc' },
          include: { application: { select: { projectName: true } } },
        })
      ).map(({ id, number, application, status, dueAt }) => ({
        id,
        title: application.projectName,
        from: number,
        status,
        dueAt,
        link: `/approval/objections/${id}`,
      })),
  },
  ...fundingDesks,
  ...trackingDesks,
  evaluation: {
    stage: 'evaluation',
    // by their state they are with who holds them; opinions are asked beside it
    mine: (actor) => ({ status: { in: statesHeldBy(actor, evaluationWorkflow) } }),
    decisions: toAdvise,
    asked: () => 'advise',
    decisionsDue: ({ db }, rows) => dueOfAdvising(db, rows),
    count: (client, where) => client.evaluation.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.evaluation.findMany({ where, take, orderBy: { dueAt: 'asc' }, include: ofProject })).map(
        (row) => projectLine(row, `/evaluations/${row.id}`, `${row.project.name} ${row.year}`),
      ),
  },
  consultation: {
    // experts do all their work in one place
    stage: 'scoring',
    count: (client, where) => client.consultation.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (
        await client.consultation.findMany({
          where,
          take,
          orderBy: [...byDue],
          include: { evaluation: { include: ofProject } },
        })
      ).map(({ id, status, dueAt, evaluation: { project, year } }) =>
        projectLine({ id, status, dueAt, project }, `/consultations/${id}`, `${project.name} ${year}`),
      ),
  },
  epoch: {
    stage: 'admin',
    count: (client, where) => client.epochRequest.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.epochRequest.findMany({ where, take, orderBy: { id: 'asc' } })).map(
        ({ id, reason, status }) => ({
          id,
          title: reason,
          from: '',
          status,
          dueAt: null,
          link: '/admin/epoch',
        }),
      ),
  },
  disclosure: {
    stage: 'admin',
    mine: ({ id }) => ({ askedById: { not: id } }),
    count: (client, where) => client.disclosureRequest.count({ where, take: mostCounted }),
    rows: disclosuresAsked,
  },
}
