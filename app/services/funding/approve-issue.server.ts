import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { issueScope } from '#app/db/funding/scope.server.ts'
import { isPayable } from '#app/domain/funding/instalment.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { issueDocument } from './documents.server.ts'
import { holdProjects, takeGuidelineIssued, takeIssued } from './money.server.ts'
import { dueIn, movePayment } from './of-payment.server.ts'

export type IssueAct = { id: string; version: number; reason?: string }

/** An issue in the actor's scope with its payments and their projects, in the order of the projects' codes. @throws NotFound */
export async function issueInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.fundIssue.findFirst({
    where: { AND: [{ id }, issueScope(ctx.actor)] },
    include: {
      guideline: { select: { id: true, category: { select: { name: true, fund: true } } } },
      payments: {
        include: { project: { include: { application: { select: { guidelineVersion: true } } } } },
        orderBy: { project: { code: 'asc' } },
      },
    },
  })
  if (!row) throw new NotFound('issue')
  return row
}
export type IssueInScope = Awaited<ReturnType<typeof issueInScope>>

/**
 * A second person approves: every payment of the document goes out to its finance office, all or none, each project and
 * the guideline within what was approved, by conditional update (C.3). Refusals: second_person_needed, issue_not_ready
 * {count, projects}, over_approved {projects} (409) and those of the transition.
 */
export async function approveIssue(ctx: Ctx, { id, version }: IssueAct): Promise<Result<null>> {
  const known = await issueInScope(ctx.db.client, ctx, id)
  const days = new Map(
    await Promise.all(
      known.payments.map(async ({ id: payment, project }) => {
        const { funding } = await configurationOf(
          ctx.db,
          known.guidelineId,
          project.application.guidelineVersion,
        )
        return [payment, funding.receiveDays] as const
      }),
    ),
  )
  return ctx.db.transact(async (tx) => {
    const issue = await issueInScope(tx, ctx, id)
    const { documentNo, issuedOn, subjectCode, totalFen, payments } = issue
    const rows = payments.map(({ id: payment, amountFen, payerCode }) => ({
      payment,
      payerCode,
      amountFen: String(amountFen),
    }))
    const sha256 = createHash('sha256')
      .update(canonicalize({ documentNo, issuedOn, subjectCode, totalFen: String(totalFen), rows }) ?? '')
      .digest('hex')
    const moved = await applyTransition(tx, ctx, {
      workflow: 'issue',
      id,
      version,
      transition: 'issue',
      facts: async () => ({ draftedById: issue.draftedById }),
      set: { approvedById: ctx.actor.id },
      after: { documentNo, totalFen, payments: payments.length, sha256 },
      produce: { fund_issue: () => issueDocument(tx, issue, sha256) },
    })
    if (!moved.ok) return moved

    const projects = await holdProjects(
      tx,
      payments.map(({ projectId }) => projectId),
    )
    const halted = projects.filter(({ status }) => !isPayable(status)).map(({ name }) => name)
    if (halted.length > 0)
      return refuse('issue_not_ready', { count: halted.length, projects: halted.slice(0, 5).join('、') })
    for (const payment of payments) {
      const project = projects.find((one) => one.id === payment.projectId)
      if (!project || !(await takeIssued(tx, project, payment.amountFen)))
        return refuse('over_approved', { projects: payment.project.name }, { status: 409 })
      const issued = await movePayment(tx, ctx, payment, {
        version: null,
        transition: 'issue',
        dueAt: dueIn(ctx, days.get(payment.id) ?? 0),
        after: { documentNo, amountFen: payment.amountFen },
      })
      if (!issued.ok) return issued
    }
    if (!(await takeGuidelineIssued(tx, issue.guidelineId, totalFen)))
      return refuse('over_approved', { projects: issue.guideline.category.name }, { status: 409 })
    return done(null)
  })
}

/** The second person does not approve, with the reason: the document is discarded and its number is free again. */
export async function rejectIssue(ctx: Ctx, { id, version, reason }: IssueAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const issue = await issueInScope(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'issue',
      id,
      version,
      transition: 'reject',
      reason,
      set: { openNo: null },
      notice: {
        params: { documentNo: issue.documentNo, reason: reason ?? '' },
        link: `/funding/issues/${id}`,
        named: [issue.draftedById],
      },
    })
    if (!moved.ok) return moved
    for (const payment of issue.payments) {
      const dropped = await movePayment(tx, ctx, payment, { version: null, transition: 'drop', reason })
      if (!dropped.ok) return dropped
    }
    return done(null)
  })
}
