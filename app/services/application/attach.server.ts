import { doing } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import {
  flaggedPaths,
  type WorkingApplication,
  workingApplication,
} from '#app/db/working-application.server.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { attachFile, type GivenFile, namedFile, type ShownFile, takeFile } from '../keep-file.server.ts'
import { isClosed } from './save-draft.server.ts'

export type NewFile = GivenFile & { applicationId: string; slot: string }

/**
 * Takes an upload into a slot. What is refused leaves nothing.
 * Refusals: those of keepFile, unknown_slot, too_many_files {max}, field_locked, wrong_state (409).
 */
export async function addAttachment(ctx: Ctx, input: NewFile): Promise<Result<ShownFile>> {
  const application = await workingApplication(ctx, input.applicationId)
  const slot = await openSlot(ctx, application, input.slot)
  if (!slot.ok) return slot
  const { maxCount, maxMB, formats } = slot.value
  const full = () => refuse('too_many_files', { max: maxCount })
  if (application.files.filter((file) => file.slot === input.slot).length >= maxCount) return full()

  return takeFile(ctx, input, { formats, maxBytes: maxMB * 1024 * 1024 }, async (tx, kept) => {
    const held = await hold(tx, ctx, application)
    if (!held.ok) return held
    const owned = { ownerType: 'application', ownerId: application.id, slot: input.slot }
    if (
      (await tx.storedFile.count({ where: { ...owned, removedAt: null, uploadedById: { not: null } } })) >=
      maxCount
    )
      return full()
    return attachFile(tx, ctx, kept, owned, entry('application.attach', application))
  })
}

/** Takes a file out of the form. Its bytes stay, for snapshots that name it. Refusals as addAttachment. */
export async function removeAttachment(
  ctx: Ctx,
  { applicationId, fileId }: { applicationId: string; fileId: string },
): Promise<Result<null>> {
  const application = await workingApplication(ctx, applicationId)
  const file = application.files.find((candidate) => candidate.id === fileId)
  if (!file) throw new NotFound('file')
  const slot = await openSlot(ctx, application, file.slot)
  if (!slot.ok) return slot
  return ctx.db.transact(async (tx) => {
    const held = await hold(tx, ctx, application)
    if (!held.ok) return held
    await tx.storedFile.updateMany({ where: { id: fileId, removedAt: null }, data: { removedAt: ctx.now } })
    await record(tx, ctx, {
      ...entry('application.detach', application),
      before: { slot: file.slot },
      files: [namedFile(file)],
    })
    return done(null)
  })
}

/** The slot, if files may be put in and taken out now. */
async function openSlot(
  ctx: Ctx,
  application: WorkingApplication,
  key: string,
): Promise<Result<AttachmentSlot>> {
  const decision = decide(applicationWorkflow, {
    transition: 'save',
    from: application.status,
    doing: doing(ctx.actor, application.enterpriseId === ctx.actor.enterpriseId),
    facts: { now: ctx.now, actorId: ctx.actor.id },
  })
  if (!decision.ok) return decision
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const slot = configuration.attachments.find((candidate) => candidate.key === key)
  if (!slot) return refuse('unknown_slot', { slot: key.slice(0, 40) })
  if (!isClosed(ctx, application)) return done(slot)
  const path = `attachments.${key}`
  const flags = await flaggedPaths(ctx.db.client, application)
  if (flags.some(({ field }) => field === path || field === 'attachments')) return done(slot)
  return refuse('field_locked', { count: 1 }, { fields: [{ path, code: 'field_locked', params: {} }] })
}

/** Holds the row until the end of the transaction: nobody submits between the file and its application. */
async function hold(tx: Tx, ctx: Ctx, { id, status }: WorkingApplication): Promise<Result<null>> {
  const { count } = await tx.application.updateMany({
    where: { id, status },
    data: { revision: { increment: 1 }, updatedAt: ctx.now },
  })
  return count === 1 ? done(null) : refuse('wrong_state', {}, { status: 409 })
}

function entry(act: string, { id, unitCode }: WorkingApplication) {
  return { act, dossier: `application:${id}`, object: { type: 'application', id }, unitCode }
}
