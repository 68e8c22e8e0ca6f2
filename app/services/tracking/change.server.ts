import type { Followers } from '#app/domain/guideline/chain.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { addYears, checkDay } from '#app/domain/kernel/shanghai.ts'
import { changeKinds, changeLevelOf } from '#app/domain/tracking/change.ts'
import { systemActor } from '#app/authorization/actor.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { drawUpContract } from './draw-up-contract.server.ts'
import {
  configurationFor,
  contractOf,
  moveProject,
  type ProjectAct,
  projectInScope,
} from './of-project.server.ts'

export type ChangeAsked = ProjectAct & { kind: string; before: string; after: string; newEndOn: string }

/**
 * The undertaker asks for a change: what is, what shall be, why. An extension names its day: later than now agreed, at
 * most a year later, and once. Refusals: change_incomplete, extension_wrong {end}, extension_used, and those of the transition.
 */
export async function askChange(ctx: Ctx, input: ChangeAsked): Promise<Result<null>> {
  const { id, version, reason = '' } = input
  const kind = changeKinds.find((one) => one === input.kind)
  const { tracking } = await configurationFor(ctx, await projectInScope(ctx.db.client, ctx, id))
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: 'ask_change',
      reason,
      after: { kind },
    })
    if (!moved.ok) return moved
    if (!kind || !input.before.trim() || !input.after.trim()) return refuse('change_incomplete')
    const day = checkDay(input.newEndOn)
    if (kind === 'extension') {
      const end = day.ok ? day.value : ''
      if (end <= project.endOn || end > addYears(project.endOn, 1))
        return refuse('extension_wrong', { end: project.endOn })
      if ((await tx.changeRequest.count({ where: { projectId: id, kind, approved: true } })) > 0)
        return refuse('extension_used')
    }
    const newEndOn = kind === 'extension' && day.ok ? day.value : null
    await tx.changeRequest.create({
      data: {
        id: newId(),
        projectId: id,
        kind,
        before: input.before.trim(),
        after: input.after.trim(),
        reason: reason.trim(),
        newEndOn,
        level: changeLevelOf(tracking, { kind, endOn: project.endOn, newEndOn }, followersIn(project)),
        askedById: ctx.actor.id,
        askedAt: ctx.now,
      },
      select: { id: true },
    })
    return done(null)
  })
}

function followersIn({ county, above }: { county: boolean; above: string }): Followers {
  return { county, above: above === 'city' ? 'city' : 'province' }
}

/**
 * The level decides that the guideline named for the kind. An approved extension moves the project's end and draws up the
 * contract's next edition, which the parties sign anew; the old one stays readable.
 * Refusals: change_decided_by_county, _city or _province, and those of the transition.
 */
export async function decideChange(
  ctx: Ctx,
  { id, version, reason = '', approved }: ProjectAct & { approved: boolean },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, id)
    const open = await tx.changeRequest.findFirst({ where: { projectId: id, approved: null } })
    const newEndOn = approved ? open?.newEndOn : null
    const moved = await moveProject(tx, ctx, project, {
      version,
      transition: 'decide_change',
      reason,
      facts: { deciding: open ? { level: open.level, actorLevel: ctx.actor.level } : undefined },
      after: { approved, kind: open?.kind, endOn: newEndOn ?? undefined },
      set: newEndOn ? { endOn: newEndOn } : {},
    })
    if (!moved.ok) return moved
    if (open)
      await tx.changeRequest.update({
        where: { id: open.id },
        data: { approved, opinion: reason.trim(), decidedById: ctx.actor.id, decidedAt: ctx.now },
      })
    const contract = contractOf(project)
    if (!newEndOn || contract?.status !== 'effective') return done(null)
    const system = bySystem(ctx)
    const changed = await applyTransition(tx, system, {
      workflow: 'contract',
      id: contract.id,
      version: null,
      transition: 'change',
      reason,
    })
    if (!changed.ok) return changed
    const drawn = await drawUpContract(tx, system, {
      projectId: id,
      edition: contract.edition + 1,
      content: { ...contract.content, endOn: newEndOn },
    })
    return drawn.ok ? done(null) : drawn
  })
}

/** What follows from a decision is the system's: the level that decides need not be a party of the contract. */
function bySystem(ctx: Ctx): Ctx {
  return { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
}
