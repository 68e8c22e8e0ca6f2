import { redAlertOf } from '#app/db/alert.server.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { readIssue, type TypedIssue } from '#app/domain/funding/forms.ts'
import { nextInstalment, payerOf } from '#app/domain/funding/instalment.ts'
import { issueWorkflow } from '#app/domain/funding/workflow.ts'
import { termsFor } from '#app/domain/guideline/awards.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { sumFen, wanText } from '#app/domain/kernel/money.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'
import { type HeldProject, holdProjects } from './money.server.ts'

export type IssueToPropose = TypedIssue & {
  guidelineId: string
  /** the plan whose projects are issued together; null where they were chosen one by one */
  planId: string | null
  projectIds: readonly string[]
}

/** Projects of one document. */
const most = 300

/**
 * Proposes to issue the next instalment of each of these projects of a guideline under one document number; a second
 * person approves it. Refusals: not_yours, form_has_problems (documentNo, issuedOn, subjectCode), issue_empty,
 * issue_too_long {most}, issue_not_ready {count, projects}. @throws NotFound for a project of another guideline
 */
export async function proposeIssue(ctx: Ctx, input: IssueToPropose): Promise<Result<{ id: string }>> {
  const ids = [...new Set(input.projectIds)]
  const versions = await versionsOf(ctx, input, ids)
  const decision = decideCreation(ctx, 'issue', 'propose', {})
  if (!decision.ok) return decision
  const read = readIssue(input, { today: shanghaiDay(ctx.now) })
  if (!read.ok) return read
  if (ids.length === 0) return refuse('issue_empty')
  if (ids.length > most) return refuse('issue_too_long', { most })

  const taken = () =>
    refuse(
      'form_has_problems',
      { count: 1 },
      { fields: [{ path: 'documentNo', code: 'document_number_used', params: {} }] },
    )
  if ((await ctx.db.client.fundIssue.count({ where: { openNo: read.value.documentNo } })) > 0) return taken()
  try {
    return await ctx.db.transact((tx) => draw(tx, ctx, { ...input, ...read.value, ids, versions }))
  } catch (error) {
    if (isUniqueViolation(error)) return taken()
    throw error
  }
}

/** The call as it holds for each project, by its id. @throws NotFound when a project or the plan is not of this guideline */
async function versionsOf(ctx: Ctx, { guidelineId, planId }: IssueToPropose, ids: readonly string[]) {
  const { client } = ctx.db
  if (planId !== null && !(await client.allocationPlan.findFirst({ where: { id: planId, guidelineId } })))
    throw new NotFound('plan')
  const rows = await client.project.findMany({
    where: { AND: [{ id: { in: [...ids] }, guidelineId }, scope(ctx.actor, 'Project')] },
    select: { id: true, award: true, application: { select: { guidelineVersion: true } } },
  })
  const known = await client.guideline.count({
    where: { AND: [{ id: guidelineId }, scope(ctx.actor, 'Guideline')] },
  })
  if (known === 0 || rows.length !== ids.length) throw new NotFound('project')
  return new Map(
    await Promise.all(
      rows.map(async ({ id, application, ...project }) => {
        const published = await configurationOf(ctx.db, guidelineId, application.guidelineVersion)
        return [id, termsFor(published, project)] as const
      }),
    ),
  )
}

type Draw = IssueToPropose & { ids: string[]; versions: Map<string, GuidelineConfiguration> }

async function draw(tx: Tx, ctx: Ctx, input: Draw): Promise<Result<{ id: string }>> {
  const { guidelineId, planId, documentNo, issuedOn, subjectCode } = input
  const projects = await holdProjects(tx, input.ids)
  const rows = projects.map((project) => ({ project, next: instalmentOf(project, input.versions) }))
  const ready = rows.flatMap(({ project, next }) => (next.ok ? [{ project, ...next.value }] : []))
  if (ready.length < rows.length) {
    const waiting = rows.filter(({ next }) => !next.ok).map(({ project }) => project.name)
    return refuse('issue_not_ready', { count: waiting.length, projects: waiting.slice(0, 5).join('、') })
  }
  const id = newId()
  const totalFen = sumFen(ready.map(({ amountFen }) => amountFen))
  const issue = { documentNo, issuedOn, subjectCode, totalFen }
  await tx.fundIssue.create({
    data: {
      id,
      guidelineId,
      planId,
      ...issue,
      openNo: documentNo,
      status: 'proposed',
      draftedById: ctx.actor.id,
      dueAt: await stateDue(tx, ctx, issueWorkflow.states.proposed),
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'issue.propose',
    dossier: `guideline:${guidelineId}`,
    object: { type: 'issue', id },
    unitCode: '320000',
    after: { status: 'proposed', ...issue, payments: ready.length },
  })
  for (const one of ready) {
    const listed = await list(tx, ctx, id, one, input.versions)
    if (!listed.ok) return listed
  }
  const row = await statusTables.issue.find(tx, { id })
  if (!row) throw new NotFound('issue')
  await notifyOf(tx, ctx, 'issue_to_approve', row, issueWorkflow.states.proposed.owner, {
    params: { documentNo, count: String(ready.length), amount: wanText(totalFen) },
    link: `/funding/issues/${id}`,
  })
  return done({ id })
}

function instalmentOf(project: HeldProject, versions: Draw['versions']) {
  const configuration = versions.get(project.id)
  if (!configuration) throw new NotFound('guideline version')
  return nextInstalment(
    {
      ...project,
      redAlert: redAlertOf(project),
      payments: project.payments.length,
      paymentsFen: sumFen(project.payments.map((one) => one.amountFen)),
    },
    configuration,
  )
}

type Ready = { project: HeldProject; number: number; occasion: string; amountFen: bigint }

async function list(
  tx: Tx,
  ctx: Ctx,
  issueId: string,
  { project, number, occasion, amountFen }: Ready,
  versions: Draw['versions'],
): Promise<Result<null>> {
  const decision = decideCreation(ctx, 'payment', 'list', { redAlert: redAlertOf(project) })
  if (!decision.ok) return decision
  const funding = versions.get(project.id)?.funding
  if (!funding) throw new NotFound('guideline version')
  const payerCode = payerOf(funding, project)
  const id = newId()
  const status = decision.value.to
  await tx.payment.create({
    data: {
      id,
      issueId,
      projectId: project.id,
      number,
      occasion,
      amountFen,
      payerCode,
      status,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'payment.list',
    dossier: `application:${project.applicationId}`,
    object: { type: 'payment', id },
    unitCode: project.unitCode,
    after: { status, issue: issueId, number, amountFen, payerCode },
  })
  return done(null)
}
