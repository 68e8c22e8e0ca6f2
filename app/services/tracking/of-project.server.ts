import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { filesOf } from '#app/db/working-application.server.ts'
import { termsFor } from '#app/domain/guideline/awards.ts'
import { NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { endedProjects, type ProjectFacts } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, type Act, type Moved } from '../transition.server.ts'
import { contractFrom } from './contract-document.server.ts'
import { endTracking } from './end-tracking.server.ts'

/** A project in the actor's scope with the contract that holds. @throws NotFound */
export async function projectInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.project.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Project')] },
    include: {
      application: { select: { guidelineId: true, guidelineVersion: true, channel: true } },
      contracts: { orderBy: { edition: 'desc' } },
      acceptances: { orderBy: { round: 'desc' } },
    },
  })
  if (!row) throw new NotFound('project')
  return row
}
export type ProjectInScope = Awaited<ReturnType<typeof projectInScope>>

/** The newest contract that all have signed, else the newest one; null where there is none. */
export function contractOf(project: ProjectInScope) {
  const held = project.contracts.find(({ status }) => ['effective', 'fulfilled'].includes(status))
  const row = held ?? project.contracts[0]
  return row ? { ...row, content: contractFrom(row.content) } : null
}

/** The call of a project as it holds for it. Ask outside transactions. */
export async function configurationFor(
  ctx: Ctx,
  { application, award }: { application: { guidelineId: string; guidelineVersion: number }; award: boolean },
) {
  return termsFor(await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion), {
    award,
  })
}

/** Files of the acceptance of a round. */
export async function acceptanceFiles(tx: Tx, acceptanceId: string) {
  return filesOf(tx, 'acceptance', acceptanceId)
}

export type ProjectAct = { id: string; version: number; reason?: string }

/** A project's transition with its facts, and the project's name and page for the notices. What ends it ends its tracking. */
export async function moveProject(
  tx: Tx,
  ctx: Ctx,
  project: Pick<ProjectInScope, 'id' | 'name' | 'above'>,
  act: Omit<Act<'project'>, 'workflow' | 'id' | 'facts'> & {
    facts?: Omit<ProjectFacts, 'now' | 'actorId' | 'holding'>
    words?: Record<string, string>
  },
): Promise<Result<Moved>> {
  const { facts, words, ...rest } = act
  const moved = await applyTransition(tx, ctx, {
    notice: {
      params: { project: project.name, period: '', reason: act.reason ?? '', ...words },
      link: `/projects/${project.id}`,
    },
    ...rest,
    holder: project.above,
    workflow: 'project',
    id: project.id,
    facts: async () => ({ ...facts, holding: { level: project.above, actorLevel: ctx.actor.level } }),
  })
  if (!moved.ok || !endedProjects.some((state) => state === moved.value.to)) return moved
  const ended = await endTracking(tx, ctx, project.id)
  return ended.ok ? moved : ended
}
