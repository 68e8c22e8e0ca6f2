import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { insertEntry, lastEntryOf } from '#app/db/audit.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'

export type Plain = string | number | boolean | bigint | Date | null | undefined
export type Facts = Record<string, Plain | readonly string[]>

export type AuditEvent = {
  /** past tense, e.g. application.submitted */
  act: string
  result?: 'done' | 'refused'
  dossier: string
  object: { type: string; id: string }
  unitCode?: string
  before?: Facts
  after?: Facts
  reason?: string | null
  files?: readonly { id: string; sha256: string; size: number }[]
}

const formatVersion = 1

/**
 * Writes one event inside the business transaction: canonical JSON (RFC 8785), stored as exact bytes, numbered within
 * its dossier and holding the leaf hash (SHA-256 of 0x00 and the bytes, RFC 6962) of the dossier's previous event.
 * Personal data does not belong into before/after: give ids and hashes.
 * @returns the id of the entry
 */
export async function record(tx: Tx, ctx: Ctx, event: AuditEvent): Promise<string> {
  const { actor } = ctx
  const last = await lastEntryOf(tx, ctx.db.dialect, event.dossier)
  const n = (last?.n ?? 0) + 1
  const id = newId()
  const bytes = Buffer.from(
    canonicalize({
      version: formatVersion,
      id,
      time: ctx.now.toISOString(),
      actor: { id: actor.id, roles: [...actor.roles], org: actor.orgId, ip: ctx.ip, via: actor.via },
      act: event.act,
      result: event.result ?? 'done',
      object: { ...event.object, dossier: event.dossier },
      n,
      prev: last?.leaf ?? null,
      before: plain(event.before),
      after: plain(event.after),
      files: (event.files ?? []).map(({ id, sha256, size }) => ({ id, sha256, size })),
      reason: event.reason ?? null,
      request: ctx.requestId,
    }) ?? '',
  )
  await insertEntry(tx, {
    id,
    at: ctx.now,
    dossier: event.dossier,
    n,
    act: event.act,
    result: event.result ?? 'done',
    actorId: actor.id,
    unitCode: event.unitCode ?? '',
    bytes,
    leaf: leafHash(bytes),
  })
  return id
}

/** RFC 6962 leaf hash in hex. */
export function leafHash(bytes: Uint8Array): string {
  return createHash('sha256')
    .update(new Uint8Array([0]))
    .update(bytes)
    .digest('hex')
}

/** Money and instants as text; what was not given is left out. */
function plain(facts: Facts | undefined): Record<string, unknown> | null {
  if (!facts) return null
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        key,
        typeof value === 'bigint' ? value.toString() : value instanceof Date ? value.toISOString() : value,
      ]),
  )
}
