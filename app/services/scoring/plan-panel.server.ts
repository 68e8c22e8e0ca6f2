import type { Tx } from '#app/db/client.server.ts'
import { scope } from '#app/authorization/scope.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { type PanelConditions, planProblems, seatsOf } from '#app/domain/scoring/panel.ts'
import { seatedApplications } from '#app/db/scoring/panel.server.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { decideCreation } from '../transition.server.ts'

export type PanelPlan = {
  guidelineId: string
  name: string
  conditions: PanelConditions
  applicationIds: readonly string[]
}

/**
 * B.2: plans a panel for qualified applications of one guideline. Refusals: `form_has_problems` with fields,
 * `applications_taken` when one is not qualified or sits in another panel.
 */
export async function planPanel(ctx: Ctx, plan: PanelPlan): Promise<Result<{ id: string }>> {
  const applicationIds = [...new Set(plan.applicationIds)].sort()
  return ctx.db.transact(async (tx) => {
    const decision = decideCreation(ctx, 'panel', 'plan', {})
    if (!decision.ok) return decision
    const guideline = await tx.guideline.findFirst({
      where: { AND: [{ id: plan.guidelineId }, scope(ctx.actor, 'Guideline')] },
      select: { id: true, publishedVersion: true },
    })
    if (!guideline) throw new NotFound('guideline')
    const problems = planProblems({ ...plan, applications: applicationIds.length })
    if (problems.length > 0)
      return refuse('form_has_problems', { count: problems.length }, { fields: problems })
    const free = new Set(await freeApplications(tx, guideline.id))
    const taken = applicationIds.filter((id) => !free.has(id))
    if (taken.length > 0) return refuse('applications_taken', { count: taken.length }, { status: 409 })

    const id = newId()
    await tx.panel.create({
      data: {
        id,
        guidelineId: guideline.id,
        guidelineVersion: guideline.publishedVersion,
        name: plan.name.trim(),
        status: decision.value.to,
        seatsWanted: seatsOf(plan.conditions.seats),
        substitutesWanted: seatsOf(plan.conditions.substitutes),
        conditions: JSON.stringify(plan.conditions),
        applicationIds: JSON.stringify(applicationIds),
        createdById: ctx.actor.id,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'panel.plan',
      dossier: `panel:${id}`,
      object: { type: 'panel', id },
      after: {
        status: decision.value.to,
        guideline: guideline.id,
        applications: applicationIds,
        conditions: JSON.stringify(plan.conditions),
      },
    })
    return done({ id })
  })
}

/** Qualified applications of a guideline that sit in no panel that is still going on. */
export async function freeApplications(tx: Tx, guidelineId: string): Promise<string[]> {
  const [rows, sitting] = await Promise.all([
    tx.application.findMany({
      where: { guidelineId, status: 'qualified' },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    seatedApplications(tx, guidelineId),
  ])
  const seated = new Set(sitting)
  return rows.map(({ id }) => id).filter((id) => !seated.has(id))
}
