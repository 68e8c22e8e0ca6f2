import type { Tx } from '#app/db/client.server.ts'
import { evidenceRules } from '#app/domain/approval/objection.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { discardFile } from '#app/platform/files.server.ts'
import { enterFile, type KeptFile, keepFile } from '../keep-file.server.ts'

export type GivenEvidence = { name: string; content: Uint8Array }

/**
 * Evidence of an objection on its way to disk: all files or none, each looked into.
 * Refusals: too_many_files {max}, those of keepFile.
 */
export async function keepEvidence(given: readonly GivenEvidence[]): Promise<Result<KeptFile[]>> {
  const { most, megabytes, formats } = evidenceRules
  if (given.length > most) return refuse('too_many_files', { max: most })
  const kept: KeptFile[] = []
  for (const file of given) {
    const one = await keepFile(file, { formats, maxBytes: megabytes * 1024 * 1024 })
    if (!one.ok) {
      await dropEvidence(kept)
      return one
    }
    kept.push(one.value)
  }
  return done(kept)
}

/** Takes bytes away again whose objection was refused. */
export async function dropEvidence(files: readonly { id: string }[]): Promise<void> {
  for (const { id } of files) await discardFile(id)
}

/** Enters the files beside their objection, in its transaction. */
export async function enterEvidence(
  tx: Tx,
  objectionId: string,
  files: readonly KeptFile[],
  now: Date,
): Promise<void> {
  const owner = { ownerType: 'objection', ownerId: objectionId, slot: 'evidence' }
  for (const file of files) await enterFile(tx, file, { ...owner, uploadedById: null, createdAt: now })
}
