import { actsFor } from '#app/authorization/delegation.ts'
import { appendEntry, type EntryText } from '#app/db/audit.server.ts'
import type { PersonalRow } from '#app/db/audit-personal.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { eventKindOf } from '#app/domain/audit/events.ts'
import { type Commitment, commitTo } from '#app/platform/commitment.server.ts'
import { newIdAt } from '#app/platform/id.ts'
import { programVersion } from '#app/platform/program.server.ts'
import type { Ctx } from './context.ts'

export type Plain = string | number | boolean | bigint | Date | null | undefined
export type Facts = Record<string, Plain | readonly string[]>

export type AuditEvent = {
  /** stage or record and what was done, e.g. application.submit */
  act: string
  /** code of the refusal, when it was tried in vain */
  refusal?: string
  /** ids of those in whose place a deputy acts; found here where the act is no transition */
  inPlaceOf?: readonly string[]
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
  const id = newIdAt(ctx.now)
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
    if (!facts || kind.personal[place].length === 0) return facts
    for (const field of kind.personal[place]) facts[field] = commit(`${place}.${field}`, facts[field])
    return inOrder(facts)
  }
  const [before, after] = [sealed('before'), sealed('after')]
  const person = {
    id: actor.id,
    ip: commit('actor.ip', ctx.ip),
    org: actor.orgId,
    roles: actor.roles,
    session: actor.session ?? null,
    via: actor.via,
  }
  const inPlaceOf = event.inPlaceOf ?? actsFor(actor, event.act, null)
  const wrong = kind.check({ refused: result === 'refused', before, after })
  if (wrong) throw new Error(`event ${event.act}, version ${kind.version}: ${wrong}`)
  const text = textAround(event.act, {
    beforeNumber: {
      act: event.act,
      actor: inPlaceOf.length > 0 ? { for: inPlaceOf, ...person } : person,
      after,
      before,
      files: (event.files ?? []).map(({ id, sha256, size }) => ({ id, sha256, size })),
      id,
    },
    beforeLeaf: {
      object: {
        dossier: event.dossier,
        id: event.object.id,
        type: event.object.type,
        unit: event.unitCode ?? '',
      },
    },
    end: {
      program: programVersion,
      reason: commit('reason', event.reason),
      refusal: event.refusal ?? null,
      request: ctx.requestId,
      result,
      schema: kind.version,
      time: ctx.now.toISOString(),
      version: formatVersion,
    },
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
 * The canonical text of an event (RFC 8785) in three pieces, between which the dossier's next number `n` and the leaf
 * `prev` belong. The parts name their fields in canonical order already, so that the language's own JSON is canonical.
 * @throws over 60 KiB
 */
function textAround(act: string, parts: Record<keyof EntryText, object>): EntryText {
  const [head, middle, end] = [parts.beforeNumber, parts.beforeLeaf, parts.end].map(fieldsOf)
  const text = {
    beforeNumber: `{${head},"n":`,
    beforeLeaf: `,${middle},"prev":`,
    end: `,${end}}`,
  }
  const length = Object.values(text).reduce((sum, part) => sum + Buffer.byteLength(part), inserted)
  if (length > largest) throw new Error(`event ${act}: ${length} bytes, at most ${largest} fit into the log`)
  return text
}

function fieldsOf(part: object): string {
  return JSON.stringify(part).slice(1, -1)
}

/** In canonical order, money and instants as text; what was not given is left out. */
function plain(facts: Facts | undefined): Record<string, unknown> | null {
  if (!facts) return null
  const sorted: Record<string, unknown> = {}
  for (const key of Object.keys(facts).toSorted()) {
    const value = facts[key]
    if (value !== undefined) sorted[key] = plainValue(value)
  }
  return sorted
}

/** A personal value that was not given stands there as null, in its place. */
function inOrder(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(facts)
      .toSorted()
      .map((key) => [key, facts[key]]),
  )
}

function plainValue(value: Facts[string]): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string') return value.toWellFormed()
  return Array.isArray(value) ? value.map((word: string) => word.toWellFormed()) : value
}
