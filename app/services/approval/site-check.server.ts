import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import type { ApplicationAct } from './reserve.server.ts'

export const siteResults = ['pass', 'adjust', 'fail'] as const
export type SiteResult = (typeof siteResults)[number]

/** T14: asks for a look on site; the reason says what is to be looked at. */
export async function sendToSite(ctx: Ctx, input: ApplicationAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: input.applicationId,
      version: input.version,
      transition: 'send_to_site',
      reason: input.reason,
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * T14: at least two people were there; what they found stands as an opinion beside the others.
 * Refusals: site_team_too_small, outcome_missing, reason_required, wrong_state, stale_version (409).
 */
export async function endSiteCheck(
  ctx: Ctx,
  input: ApplicationAct & { result: string; team: string },
): Promise<Result<null>> {
  const result = siteResults.find((one) => one === input.result)
  if (!result) return refuse('outcome_missing')
  const team = [...new Set(input.team.split(/[,，、;；\s]+/).filter((name) => name !== ''))]
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: input.applicationId,
      version: input.version,
      transition: 'end_site',
      reason: input.reason,
      facts: async () => ({ siteTeam: team.length }),
      after: { result, team: team.length },
    })
    if (!moved.ok) return moved
    await writeOpinion(tx, ctx, input, result, team)
    return done(null)
  })
}

async function writeOpinion(
  tx: Tx,
  ctx: Ctx,
  { applicationId, reason }: ApplicationAct,
  result: SiteResult,
  team: readonly string[],
): Promise<void> {
  const application = await tx.application.findFirst({
    where: { AND: [{ id: applicationId }, scope(ctx.actor, 'Application')] },
    select: { snapshotNumber: true },
  })
  if (!application) throw new NotFound('application')
  await tx.reviewOpinion.create({
    data: {
      id: newId(),
      applicationId,
      node: 'site_check',
      kind: 'site_check',
      conclusion: result,
      text: reason.trim(),
      checks: JSON.stringify(team),
      snapshotNumber: application.snapshotNumber,
      authorId: ctx.actor.id,
      authorName: ctx.actor.name,
      orgId: ctx.actor.orgId,
      orgName: ctx.actor.orgName,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
}
