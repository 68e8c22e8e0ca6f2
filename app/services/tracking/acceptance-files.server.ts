import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { acceptanceSlots, isAcceptanceSlot } from '#app/domain/tracking/acceptance-form.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { attachFile, type GivenFile, namedFile, type ShownFile, takeFile } from '../keep-file.server.ts'
import { mayApply, preparedAcceptance } from './acceptance.server.ts'
import { type ProjectInScope, projectInScope } from './of-project.server.ts'

export type AcceptanceFile = GivenFile & { projectId: string; slot: string }

/**
 * Takes a paper of the acceptance. What is refused leaves nothing.
 * Refusals: those of keepFile, unknown_slot, too_many_files {max}, wrong_state (409).
 */
export async function addAcceptanceFile(
  ctx: Ctx,
  { projectId, slot, ...given }: AcceptanceFile,
): Promise<Result<ShownFile>> {
  const project = await projectInScope(ctx.db.client, ctx, projectId)
  if (!mayApply(ctx, project)) return refuse('wrong_state', {}, { status: 409 })
  if (!isAcceptanceSlot(slot)) return refuse('unknown_slot', { slot: slot.slice(0, 40) })
  const { maxCount, maxMB, formats } = acceptanceSlots[slot]
  return takeFile(ctx, given, { formats, maxBytes: maxMB * 1024 * 1024 }, async (tx, kept) => {
    const now = await projectInScope(tx, ctx, projectId)
    if (!mayApply(ctx, now)) return refuse('wrong_state', {}, { status: 409 })
    const { id: ownerId } = await preparedAcceptance(tx, ctx, now)
    const owned = { ownerType: 'acceptance', ownerId, slot }
    if ((await tx.storedFile.count({ where: { ...owned, removedAt: null } })) >= maxCount)
      return refuse('too_many_files', { max: maxCount })
    return attachFile(tx, ctx, kept, owned, entry('acceptance.attach', now))
  })
}

/** Takes a paper out again while the application is still being written. Its bytes stay. */
export async function removeAcceptanceFile(
  ctx: Ctx,
  { projectId, fileId }: { projectId: string; fileId: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, projectId)
    if (!mayApply(ctx, project)) return refuse('wrong_state', {}, { status: 409 })
    const { id: ownerId } = await preparedAcceptance(tx, ctx, project)
    const where = { id: fileId, ownerType: 'acceptance', ownerId, removedAt: null }
    const file = await tx.storedFile.findFirst({ where })
    if (!file) throw new NotFound('file')
    await tx.storedFile.updateMany({ where, data: { removedAt: ctx.now } })
    await record(tx, ctx, {
      ...entry('acceptance.detach', project),
      before: { slot: file.slot },
      files: [namedFile(file)],
    })
    return done(null)
  })
}

function entry(act: string, { id, applicationId, unitCode }: ProjectInScope) {
  return { act, dossier: `application:${applicationId}`, object: { type: 'project', id }, unitCode }
}
