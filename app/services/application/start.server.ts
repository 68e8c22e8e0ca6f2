import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { openedEnterprise } from '#app/db/contact.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { valuesFrom } from '#app/db/working-application.server.ts'
import { prefill } from '#app/domain/application/form-changes.ts'
import { type FormValues, textAt } from '#app/domain/application/form.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { profileValues } from '#app/domain/enterprise/profile.ts'
import { type Channel, mayGoDirect } from '#app/domain/guideline/chain.ts'
import { phaseAt } from '#app/domain/guideline/draft.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/**
 * T01: a draft under an open guideline, filled from the enterprise's profile. As many open applications as the guideline
 * allows per applicant, also when several are started at once.
 * Refusals: guideline_not_open, already_applied (409) {id}, channel_not_open, not_yours (403).
 */
export async function startApplication(
  ctx: Ctx,
  { guidelineId, channel }: { guidelineId: string; channel: Channel },
): Promise<Result<{ id: string }>> {
  const { actor, db } = ctx
  const [guideline, enterprise] = await Promise.all([
    db.client.guideline.findFirst({
      where: { AND: [{ id: guidelineId }, scope(actor, 'Guideline')] },
      omit: { draft: true },
    }),
    db.client.enterprise.findFirst({
      where: { AND: [{ id: actor.enterpriseId ?? '' }, scope(actor, 'Enterprise')] },
    }),
  ])
  if (!guideline || !enterprise) throw new NotFound('guideline')
  const configuration = await configurationOf(db, guideline.id, guideline.publishedVersion)
  if (channel === 'direct' && !mayGoDirect(configuration.chain, enterprise.tags.split(',')))
    return refuse('channel_not_open')

  const keys = Array.from(
    { length: configuration.perApplicant.limit },
    (_, n) => `${enterprise.id}:${guideline.id}${n === 0 ? '' : `:${n + 1}`}`,
  )
  const open = await db.client.application.findMany({
    where: { openKey: { in: keys } },
    select: { id: true, openKey: true },
    orderBy: { updatedAt: 'desc' },
  })
  const openKey = keys.find((key) => !open.some((other) => other.openKey === key))
  const accepting = guideline.status === 'open' || guideline.status === 'published'
  const decision = decide(applicationWorkflow, {
    transition: 'create',
    from: null,
    doing: doing(actor, true),
    facts: {
      now: ctx.now,
      actorId: actor.id,
      guideline: { ...guideline, open: accepting && phaseAt(guideline, ctx.now) === 'open' },
      openApplications: openKey ? 0 : open.length,
    },
  })
  if (!decision.ok) {
    if (decision.refusal.code !== 'already_applied') return decision
    return alreadyApplied(open[0]?.id)
  }

  const id = newId()
  const opened = openedEnterprise(enterprise)
  const form = prefill(configuration.form, profileValues(opened, valuesFrom(opened.profile)))
  try {
    return await db.transact(async (tx) => {
      await tx.application.create({
        data: {
          id,
          guidelineId: guideline.id,
          guidelineVersion: guideline.publishedVersion,
          enterpriseId: enterprise.id,
          applicantName: enterprise.name,
          unitCode: enterprise.unitCode,
          cityCode: enterprise.cityCode,
          townCode: enterprise.townCode,
          channel,
          projectName: projectNameIn(form),
          status: decision.value.to,
          form: JSON.stringify(form),
          dueAt: guideline.applyEnd,
          createdById: actor.id,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          openKey: openKey ?? null,
        },
        select: { id: true },
      })
      await record(tx, ctx, {
        act: 'application.create',
        dossier: `application:${id}`,
        object: { type: 'application', id },
        unitCode: enterprise.unitCode,
        after: { status: decision.value.to, guideline: guideline.id, channel },
      })
      return done({ id })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const other = await db.client.application.findFirst({
      where: { openKey: { in: keys } },
      select: { id: true },
    })
    return alreadyApplied(other?.id)
  }
}

function alreadyApplied(id: string | undefined) {
  return refuse('already_applied', id ? { id } : {}, { status: 409 })
}

/** The name that lists show, as far as it has been typed. */
export function projectNameIn(form: FormValues): string {
  return textAt(form, 'cover.project_name').trim().slice(0, 200)
}
