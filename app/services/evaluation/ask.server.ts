import { statusTables } from '#app/db/status.server.ts'
import { latestSnapshot } from '#app/db/working-application.server.ts'
import { blankEvaluation } from '#app/domain/evaluation/form.ts'
import { evaluationWorkflow } from '#app/domain/evaluation/workflow.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { promisedIndicators } from '#app/domain/tracking/contract.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { configurationFor, projectInScope } from '../tracking/of-project.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'

const ready = ['accepted', 'paid']

/**
 * Asks an undertaker for its self-evaluation: the targets of the application as submitted, asked again, with the
 * guideline's weights. Refusals: project_not_evaluable (409), evaluation_exists (409), not_yours.
 */
export async function askEvaluation(
  ctx: Ctx,
  { projectId, year = Number(shanghaiDay(ctx.now).slice(0, 4)) }: { projectId: string; year?: number },
): Promise<Result<{ id: string }>> {
  const known = await projectInScope(ctx.db.client, ctx, projectId)
  const configuration = await configurationFor(ctx, known)
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, projectId)
    const decision = decideCreation(ctx, 'evaluation', 'ask', {})
    if (!decision.ok) return decision
    if (!ready.includes(project.status)) return refuse('project_not_evaluable', {}, { status: 409 })
    if ((await tx.evaluation.count({ where: { projectId, year } })) > 0)
      return refuse('evaluation_exists', { year }, { status: 409 })
    const snapshot = await latestSnapshot(tx, project.applicationId)
    if (!snapshot) throw new NotFound('snapshot')

    const id = newId()
    const status = decision.value.to
    const dueAt = await stateDue(tx, ctx, evaluationWorkflow.states.asked)
    const recognised = project.acceptances.find(({ outcome }) => outcome === 'passed')?.recognisedFen
    await tx.evaluation.create({
      data: {
        id,
        projectId,
        year,
        status,
        form: JSON.stringify(blankEvaluation(promisedIndicators(snapshot.form), configuration.evaluation)),
        budgetFen: recognised ?? project.amountFen,
        dueAt,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'evaluation.ask',
      dossier: `application:${project.applicationId}`,
      object: { type: 'evaluation', id },
      unitCode: project.unitCode,
      after: { status, year, dueAt },
    })
    const row = await statusTables.evaluation.find(tx, { id })
    if (!row) throw new NotFound('evaluation')
    await notifyOf(tx, ctx, 'evaluation_asked', row, 'applicant', {
      params: { project: project.name, deadline: dueAt ? deadlineText(dueAt) : '' },
      link: `/evaluations/${id}`,
    })
    return done({ id })
  })
}
