import canonicalize from 'canonicalize'
import { appendEntry, type EntryText } from '#app/db/audit.server.ts'
import type { PersonalRow } from '#app/db/audit-personal.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { eventKindOf } from '#app/domain/audit/events.ts'
import { type Commitment, commitTo } from '#app/platform/commitment.server.ts'
import { newId } from '#app/platform/id.ts'
import { programVersion } from '#app/platform/program.server.ts'
import type { Ctx } from './context.ts'

export type Plain = string | number | boolean | bigint | Date | null | undefined
export type Facts = Record<string, Plain | readonly string[]>

export type AuditEvent = {
  /** stage or record and what was done, e.g. application.submit */
  act: string
  /** code of the refusal, when it was tried in vain */
  refusal?: string
  dossier: string
  object: { type: string; id: string }
  unitCode?: string
  before?: Facts
  after?: Facts
  reason?: string | null
  files?: readonly { id: string; sha256: string; size: number }[]
}

/** Of the event's own fields. 2: session, program, schema and refusal; addresses and reasons as commitments. */
const formatVersion = 2
/** bytes: an entry of a C2SP bundle has two bytes for its length */
const largest = 60 * 1024

/**
 * Writes one event inside the business transaction: canonical JSON (RFC 8785), stored as exact bytes, numbered within
 * its dossier and holding the leaf hash (SHA-256 of 0x00 and the bytes, RFC 6962) of the dossier's previous event.
 * Network address, reason and what the act's schema calls personal enter as commitments; value and key lie beside the
 * log and can be erased. Throws when no stage knows the act, when before or after have not its shape, and over 60 KiB.
 * @returns the id of the entry
 */
export async function record(tx: Tx, ctx: Ctx, event: AuditEvent): Promise<string> {
  const { actor } = ctx
  const kind = eventKindOf(event.act)
  if (!kind) throw new Error(`event ${event.act}: no stage knows this act`)
  const id = newId()
  const result = event.refusal === undefined ? 'done' : 'refused'
  const personal: PersonalRow[] = []
  const commit = (field: string, text: unknown): Commitment | null => {
    if (typeof text !== 'string' || text === '') return null
    const { commitment, opening } = commitTo(text)
    personal.push({ entryId: id, field, ...opening })
    return commitment
  }
  const sealed = (place: 'before' | 'after') => {
    const facts = plain(event[place])
    for (const field of kind.personal[place])
      if (facts) facts[field] = commit(`${place}.${field}`, facts[field])
    return facts
  }
  const [before, after] = [sealed('before'), sealed('after')]
  const wrong = kind.check({ refused: result === 'refused', before, after })
  if (wrong) throw new Error(`event ${event.act}, version ${kind.version}: ${wrong}`)
  const text = textAround({
    version: formatVersion,
    id,
    time: ctx.now.toISOString(),
    actor: {
      id: actor.id,
      roles: [...actor.roles],
      org: actor.orgId,
      session: actor.session ?? null,
      ip: commit('actor.ip', ctx.ip),
      via: actor.via,
    },
    act: event.act,
    schema: kind.version,
    result,
    refusal: event.refusal ?? null,
    object: { ...event.object, dossier: event.dossier, unit: event.unitCode ?? '' },
    before,
    after,
    files: (event.files ?? []).map(({ id, sha256, size }) => ({ id, sha256, size })),
    reason: commit('reason', event.reason),
    request: ctx.requestId,
    program: programVersion,
  })
  const entry = {
    id,
    at: ctx.now,
    dossier: event.dossier,
    act: event.act,
    result,
    actorId: actor.id,
    unitCode: event.unitCode ?? '',
  }
  await appendEntry(tx, ctx.db.dialect, entry, text, personal)
  return id
}

/** characters of a number and of a leaf hash in quotes, at most */
const inserted = 10 + 66

/**
 * The canonical text of an event, cut where the dossier's next number and previous leaf belong. No field behind them in
 * canonical order has a field `n` or `prev` of its own. @throws over 60 KiB
 */
function textAround(event: Record<string, unknown> & { act: string }): EntryText {
  const text = canonicalize({ ...event, n: 0, prev: null }) ?? ''
  const length = Buffer.byteLength(text) + inserted
  if (length > largest)
    throw new Error(`event ${event.act}: ${length} bytes, at most ${largest} fit into the log`)
  const [n, prev] = [text.lastIndexOf(',"n":0,'), text.lastIndexOf(',"prev":null,')]
  return {
    beforeNumber: text.slice(0, n + 5),
    beforeLeaf: text.slice(n + 6, prev + 8),
    end: text.slice(prev + 12),
  }
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
