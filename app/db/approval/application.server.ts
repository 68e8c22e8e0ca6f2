import { type Actor, doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'

/** Acts of this stage on one application. */
export const applicationActs = ['reserve', 'send_to_site', 'end_site', 'not_approve', 'approve'] as const
export type ApplicationActName = (typeof applicationActs)[number]

/** Those that office and state leave open to this person; what the facts say is asked when one is done. */
export function approvalActs(actor: Actor, status: string): ApplicationActName[] {
  if (actor.enterpriseId !== null) return []
  const open = openTransitions(applicationWorkflow, status, doing(actor, false))
  return applicationActs.filter((name) => open.includes(name))
}

/** One application as the approval sees it: standing, money, looks on site, the plan it is in. */
export async function findForApproval(ctx: Ctx, id: string) {
  const row = await ctx.db.client.application.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Application')] },
    select: {
      id: true,
      version: true,
      status: true,
      receiptNo: true,
      projectName: true,
      applicantName: true,
      rank: true,
      scoreCenti: true,
      reviewOutcome: true,
      requestedFen: true,
      proposedFen: true,
      approvedFen: true,
      reservedUntil: true,
      dueAt: true,
      guideline: { select: { id: true, title: true } },
      opinions: {
        where: { kind: 'site_check' },
        select: { id: true, conclusion: true, text: true, checks: true, authorName: true, createdAt: true },
        orderBy: { id: 'desc' },
      },
      allocationItems: {
        select: { amountFen: true, endsOn: true, plan: { select: { id: true, title: true, status: true } } },
        orderBy: { id: 'desc' },
      },
      project: { select: { id: true, code: true } },
    },
  })
  if (!row || ctx.actor.enterpriseId !== null) throw new NotFound('application')
  return {
    ...row,
    opinions: row.opinions.map((opinion) => ({ ...opinion, team: JSON.parse(opinion.checks) as string[] })),
    actions: approvalActs(ctx.actor, row.status),
  }
}
