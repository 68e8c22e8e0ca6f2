import { rm } from 'node:fs/promises'
import type { Tx } from '#app/db/client.server.ts'
import { evidenceRules } from '#app/domain/approval/objection.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { checkFile } from '#app/platform/file-gate.server.ts'
import { filePath, storeFile } from '#app/platform/files.server.ts'
import { newId } from '#app/platform/id.ts'

export type GivenFile = { name: string; content: Uint8Array }
export type KeptFile = { id: string; name: string; size: number; sha256: string; mediaType: string }

/**
 * Evidence of an objection on its way to disk: all files or none, each looked into.
 * Refusals: too_many_files {max}, those of storeFile and checkFile.
 */
export async function keepEvidence(given: readonly GivenFile[]): Promise<Result<KeptFile[]>> {
  const { most, megabytes, formats } = evidenceRules
  if (given.length > most) return refuse('too_many_files', { max: most })
  const maxBytes = megabytes * 1024 * 1024
  const kept: KeptFile[] = []
  for (const { name: typed, content } of given) {
    const id = newId()
    const name = typed
      .replace(/[\\/\p{Cc}]/gu, ' ')
      .trim()
      .slice(-200)
    const one = await keepOne(id, name, content, { formats, maxBytes })
    if (!one.ok) {
      await dropEvidence([...kept, { id }])
      return one
    }
    kept.push(one.value)
  }
  return done(kept)
}

async function keepOne(
  id: string,
  name: string,
  content: Uint8Array,
  { formats, maxBytes }: { formats: readonly string[]; maxBytes: number },
): Promise<Result<KeptFile>> {
  const stored = await storeFile(id, content, { limit: maxBytes })
  if (!stored.ok) return stored
  const checked = await checkFile(filePath(id), { name, size: stored.value.size, formats, maxBytes })
  return checked.ok ? done({ id, name, ...stored.value, mediaType: checked.value.mediaType }) : checked
}

/** Takes bytes away again whose objection was refused. */
export async function dropEvidence(files: readonly { id: string }[]): Promise<void> {
  for (const { id } of files) await rm(filePath(id), { force: true })
}

/** Enters the files beside their objection, in its transaction. */
export async function enterEvidence(
  tx: Tx,
  objectionId: string,
  files: readonly KeptFile[],
  now: Date,
): Promise<void> {
  for (const file of files)
    await tx.storedFile.create({
      data: {
        ...file,
        ownerType: 'objection',
        ownerId: objectionId,
        slot: 'evidence',
        uploadedById: null,
        createdAt: now,
      },
      select: { id: true },
    })
}
