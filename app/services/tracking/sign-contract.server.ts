import { scope } from '#app/authorization/scope.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { contractDocument } from './contract-document.server.ts'
import { moveProject } from './of-project.server.ts'

export const parties = ['a', 'b', 'c'] as const
export type Party = (typeof parties)[number]

/**
 * C.6: B, then C where a county follows the project, then A sign; A's signature makes the contract effective and, the first time, starts the project.
 * Refusals: wrong_state out of order, not_yours, stale_version.
 */
export async function signContract(
  ctx: Ctx,
  { id, version, party }: { id: string; version: number; party: Party },
): Promise<Result<{ projectId: string; status: string }>> {
  return ctx.db.transact(async (tx) => {
    const contract = await tx.contract.findFirst({
      where: { id, project: scope(ctx.actor, 'Project') },
      include: { project: { select: { id: true, name: true, status: true, county: true, above: true } } },
    })
    if (!contract) throw new NotFound('contract')
    const { project, sha256 } = contract
    const signed = await applyTransition(tx, ctx, {
      workflow: 'contract',
      id,
      version,
      transition: `sign_${party}`,
      facts: async () => ({ next: project.county ? 'b_signed' : 'c_signed' }),
      set: { [`${party}SignedAt`]: ctx.now, [`${party}SignedById`]: ctx.actor.id },
      after: { sha256 },
      notice: { params: { project: project.name }, link: `/projects/${project.id}/contract` },
      produce: { contract: () => contractDocument(tx, id) },
    })
    if (!signed.ok) return signed
    if (party === 'a' && project.status === 'contracting') {
      const started = await moveProject(tx, ctx, project, { version: null, transition: 'sign' })
      if (!started.ok) return started
    }
    return done({ projectId: project.id, status: signed.value.to })
  })
}
