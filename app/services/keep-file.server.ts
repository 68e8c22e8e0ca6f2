import type { Tx } from '#app/db/client.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { cipherSize } from '#app/platform/file-cipher.server.ts'
import { checkFile } from '#app/platform/file-gate.server.ts'
import { discardFile, openFile, type Stored, storeFile } from '#app/platform/files.server.ts'
import { newId } from '#app/platform/id.ts'
import { type AuditEvent, record } from './audit.server.ts'
import type { Ctx } from './context.ts'

export type GivenFile = { name: string; content: ReadableStream<Uint8Array> | Uint8Array }
/** A file on disk that no record names yet. */
export type KeptFile = Stored & { id: string; name: string; mediaType: string }

/**
 * Takes an upload: encrypted on its way to disk, then looked into. What is refused leaves nothing; what is kept has to
 * be entered, or discarded.
 * Refusals: those of storeFile and checkFile.
 */
export async function keepFile(
  { name: given, content }: GivenFile,
  { formats, maxBytes }: { formats: readonly string[]; maxBytes: number },
): Promise<Result<KeptFile>> {
  const id = newId()
  const name = tidyName(given)
  const stored = await storeFile(id, content, { limit: maxBytes })
  if (!stored.ok) return stored
  const opened = await openFile({ id, ...stored.value })
  const checked = await checkFile(opened, { name, formats, maxBytes }).finally(opened.close)
  if (checked.ok) return done({ ...stored.value, id, name, mediaType: checked.value.mediaType })
  await discardFile(id)
  return checked
}

/**
 * Keeps an upload and lets `enter` enter it, in one transaction; what that refuses leaves nothing.
 * Refusals: those of keepFile and of `enter`.
 */
export async function takeFile<T>(
  ctx: Ctx,
  given: GivenFile,
  allowed: { formats: readonly string[]; maxBytes: number },
  enter: (tx: Tx, file: KeptFile) => Promise<Result<T>>,
): Promise<Result<T>> {
  const kept = await keepFile(given, allowed)
  if (!kept.ok) return kept
  const entered = await ctx.db.transact((tx) => enter(tx, kept.value))
  if (!entered.ok) await discardFile(kept.value.id)
  return entered
}

type Owner = {
  ownerType: string
  ownerId: string
  /** attachment slot or document kind */
  slot: string
  /** null: produced, or given by somebody who is not signed in */
  uploadedById: string | null
  createdAt: Date
}

/** Enters a file and its key beside the record that it belongs to, in its transaction. */
export async function enterFile(
  tx: Tx,
  { wrappedKey, ...file }: KeptFile,
  { ownerType, ownerId, slot, uploadedById, createdAt }: Owner,
): Promise<void> {
  await tx.storedFile.create({
    data: { ...file, ownerType, ownerId, slot, uploadedById, createdAt },
    select: { id: true },
  })
  await tx.fileKey.create({ data: { fileId: file.id, wrapped: wrappedKey }, select: { fileId: true } })
}

/** A file as whoever gave it sees it again. */
export type ShownFile = Pick<KeptFile, 'id' | 'name' | 'size'>

/** Enters what the actor gave to a record, with the event that names it and its slot. */
export async function attachFile(
  tx: Tx,
  ctx: Ctx,
  file: KeptFile,
  owned: Pick<Owner, 'ownerType' | 'ownerId' | 'slot'>,
  event: AuditEvent,
): Promise<Result<ShownFile>> {
  await enterFile(tx, file, { ...owned, uploadedById: ctx.actor.id, createdAt: ctx.now })
  await record(tx, ctx, { ...event, after: { slot: owned.slot }, files: [namedFile(file)] })
  const { id, name, size } = file
  return done({ id, name, size })
}

/** What an event says of a file: hash and size of the bytes on disk, which tell nothing of the content. */
export function namedFile({ id, cipherSha256, size }: Pick<KeptFile, 'id' | 'cipherSha256' | 'size'>) {
  return { id, sha256: cipherSha256, size: cipherSize(size) }
}

/** The last part of a path, without characters that no file system likes, at most 120 long with its ending kept. */
function tidyName(name: string): string {
  const last = (name.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}<>:"|?*]/gu, '').trim()
  const dot = last.lastIndexOf('.')
  const ending = dot > 0 ? last.slice(dot).slice(0, 10) : ''
  const stem = dot > 0 ? last.slice(0, dot) : last
  return `${[...stem].slice(0, 110).join('')}${ending}`
}
