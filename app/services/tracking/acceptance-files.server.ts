import { rm } from 'node:fs/promises'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { acceptanceSlots, isAcceptanceSlot } from '#app/domain/tracking/acceptance-form.ts'
import { checkFile } from '#app/platform/file-gate.server.ts'
import { filePath, storeFile } from '#app/platform/files.server.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { mayApply, preparedAcceptance } from './acceptance.server.ts'
import { type ProjectInScope, projectInScope } from './of-project.server.ts'

export type AcceptanceFile = {
  projectId: string
  slot: string
  name: string
  content: ReadableStream<Uint8Array> | Uint8Array
}

/**
 * Takes a paper of the acceptance: streamed to disk, looked into, entered. What is refused leaves nothing.
 * Refusals: those of storeFile and checkFile, unknown_slot, too_many_files {max}, wrong_state (409).
 */
export async function addAcceptanceFile(
  ctx: Ctx,
  { projectId, slot, name: given, content }: AcceptanceFile,
): Promise<Result<{ id: string; name: string; size: number }>> {
  const project = await projectInScope(ctx.db.client, ctx, projectId)
  if (!mayApply(ctx, project)) return refuse('wrong_state', {}, { status: 409 })
  if (!isAcceptanceSlot(slot)) return refuse('unknown_slot', { slot: slot.slice(0, 40) })
  const { maxCount, maxMB, formats } = acceptanceSlots[slot]
  const id = newId()
  const name = given
    .replace(/[\\/\p{Cc}]/gu, ' ')
    .trim()
    .slice(-200)
  const maxBytes = maxMB * 1024 * 1024
  const stored = await storeFile(id, content, { limit: maxBytes })
  if (!stored.ok) return stored
  const { size, sha256 } = stored.value
  const checked = await checkFile(filePath(id), { name, size, formats, maxBytes })
  const entered = checked.ok
    ? await ctx.db.transact(async (tx) => {
        const now = await projectInScope(tx, ctx, projectId)
        if (!mayApply(ctx, now)) return refuse('wrong_state', {}, { status: 409 })
        const { id: ownerId } = await preparedAcceptance(tx, ctx, now)
        const owned = { ownerType: 'acceptance', ownerId, slot }
        if ((await tx.storedFile.count({ where: { ...owned, removedAt: null } })) >= maxCount)
          return refuse('too_many_files', { max: maxCount })
        await tx.storedFile.create({
          data: {
            ...owned,
            id,
            name,
            size,
            sha256,
            mediaType: checked.value.mediaType,
            uploadedById: ctx.actor.id,
            createdAt: ctx.now,
          },
          select: { id: true },
        })
        await record(tx, ctx, {
          ...entry('acceptance.attach', now),
          after: { slot },
          files: [{ id, sha256, size }],
        })
        return done({ id, name, size })
      })
    : checked
  if (!entered.ok) await rm(filePath(id), { force: true })
  return entered
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
      files: [file],
    })
    return done(null)
  })
}

function entry(act: string, { id, applicationId, unitCode }: ProjectInScope) {
  return { act, dossier: `application:${applicationId}`, object: { type: 'project', id }, unitCode }
}
