import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Content } from '#app/platform/file-cipher.server.ts'
import { openFile } from '#app/platform/files.server.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'
import { documentGuard, mayReadDocument, ownerInScope } from './document.server.ts'
import { ownSheetFile } from './scoring/material.server.ts'
import { snapshotFrom } from './working-application.server.ts'

/** The content of a stored file; the caller closes it. Null when the file was erased. */
export async function openStored(client: Pick<Tx, 'fileKey'>, id: string): Promise<Content | null> {
  const key = await client.fileKey.findUnique({ where: { fileId: id } })
  return key && openFile({ id, wrappedKey: key.wrapped })
}

export type FileToSend = {
  id: string
  name: string
  mediaType: string
  size: number
  /** goes out without what its metadata says of people and firms (invariant 12) */
  blind: boolean
}

type Row = Omit<FileToSend, 'blind'> & { ownerType: string; ownerId: string; uploadedById: string | null }

/**
 * A file that the actor may read, under the name that they may see. Produced documents follow their document; files of
 * an application are open to staff once they were sent in, and to an expert with a declared sheet, who under double
 * blind gets no name of people or firms. Throws NotFound for everything else.
 */
export async function findFile(ctx: Ctx, id: string): Promise<FileToSend> {
  const { client } = ctx.db
  const row = await client.storedFile.findUnique({ where: { id } })
  if (!row) throw new NotFound('file')
  const { name, mediaType, size } = row
  const file = { id, name, mediaType, size, blind: false }
  const document = await client.document.findFirst({ where: { fileId: id }, select: documentGuard })
  if (document) {
    if (await mayReadDocument(ctx, document)) return file
    throw new NotFound('file')
  }
  if (await ownerInScope(client, ctx.actor, row.ownerType, row.ownerId)) {
    if (await isOpen(client, ctx, row)) return file
    throw new NotFound('file')
  }
  return { ...file, ...(await asExpertSees(ctx, row)) }
}

/** What an applicant has put into the form is theirs until a snapshot names it. */
async function isOpen(tx: Tx, { actor }: Ctx, { id, ownerType, ownerId, uploadedById }: Row) {
  if (ownerType !== 'application') return true
  const application = await tx.application.findUnique({
    where: { id: ownerId },
    select: { enterpriseId: true, snapshots: { select: { content: true }, orderBy: { number: 'desc' } } },
  })
  if (actor.enterpriseId !== null && application?.enterpriseId === actor.enterpriseId) return true
  const uploader = uploadedById
    ? await tx.user.findUnique({ where: { id: uploadedById }, select: { enterpriseId: true } })
    : null
  if (!uploader?.enterpriseId) return true
  return application?.snapshots.some(({ content }) =>
    snapshotFrom(content).files.some((one) => one.id === id),
  )
}

async function asExpertSees(
  ctx: Ctx,
  { id, ownerType, ownerId }: Row,
): Promise<Pick<FileToSend, 'name' | 'blind'>> {
  const { expertId } = ctx.actor
  if (!expertId || ownerType !== 'application') throw new NotFound('file')
  const sheets = await ctx.db.client.scoreSheet.findMany({
    where: { applicationId: ownerId, expertId },
    select: { id: true },
  })
  for (const sheet of sheets) {
    const file = await ownSheetFile(ctx, sheet.id, id).catch(absent)
    if (file) return { name: file.name, blind: file.blind }
  }
  throw new NotFound('file')
}

function absent(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}
