import { z } from 'zod'
import { erased } from '#app/domain/audit/erased.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from '../audit-personal.server.ts'
import type { Db, Prisma } from '../client.server.ts'
import { ordered } from '../paging.server.ts'
import { placesTaken } from '../places-taken.server.ts'
import { type AuditFilter, auditWhere } from './audit-filter.server.ts'

export const auditPage = 50
/** Counting ends here, so that a page costs the same however long the log is. */
export const auditMost = 10_000

const commitment = z.object({ hmac: z.string() }).nullable()
const entryBytes = z.object({
  actor: z.object({ ip: commitment, via: z.string(), roles: z.array(z.string()) }),
  object: z.object({ type: z.string(), id: z.string() }),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  files: z.array(z.object({ id: z.string(), sha256: z.string(), size: z.number() })),
  reason: commitment,
  refusal: z.string().nullable(),
  request: z.string(),
})

export const auditSorts: readonly string[] = ['at']
/** By time, which the id is made of; newest first unless told. */
export type AuditOrder = { descending: boolean }
const newestFirst: AuditOrder = { descending: true }

/** Entries of the log for those who watch; nobody else learns that there is a log. */
export async function searchAudit(
  ctx: Ctx,
  { page, sort = newestFirst, ...filter }: AuditFilter & { page: number; sort?: AuditOrder },
) {
  const where = await auditWhere(ctx, filter)
  const [rows, count] = await Promise.all([
    readEntries(ctx.db, where, sort, { skip: (page - 1) * auditPage, take: auditPage }),
    ctx.db.client.auditEntry.count({ where, take: auditMost }),
  ])
  return { rows, count }
}

/** At most `most` entries that fit, to be taken out: no commitment is opened. And how many fit, counted up to `auditMost`. */
export async function entriesFound(
  ctx: Ctx,
  filter: AuditFilter,
  { most, sort = newestFirst }: { most: number; sort?: AuditOrder },
) {
  const where = await auditWhere(ctx, filter)
  const count = await ctx.db.client.auditEntry.count({ where, take: auditMost })
  const rows = count > most ? [] : await readEntries(ctx.db, where, sort, { take: most, sealed: true })
  return { count, rows }
}

async function readEntries(
  db: Db,
  where: Prisma.AuditEntryWhereInput,
  { descending }: AuditOrder,
  { sealed, ...range }: { skip?: number; take: number; sealed?: boolean },
) {
  const { client } = db
  const rows = await client.auditEntry.findMany({
    where,
    orderBy: ordered('id', descending),
    ...range,
  })
  const [names, said, places, inPlaceOf] = await Promise.all([
    namesOf(
      db,
      rows.map(({ actorId }) => actorId),
    ),
    personalOf(client, sealed ? [] : rows),
    client.logSequence.findMany({
      where: { entryId: { in: rows.map(({ id }) => id) } },
      select: { entryId: true, number: true },
    }),
    placesTaken(client, rows),
  ])
  const numbers = new Map(places.map(({ entryId, number }) => [entryId, number]))
  return rows.map(({ id, at, dossier, n, act, result, actorId, leaf, bytes }) => {
    const event = entryBytes.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    const { actor, object, before, after, files, refusal, request } = event
    const personal = (field: string, value: unknown) =>
      commitment.safeParse(value).data ? (said(id, field) ?? erased) : value
    return {
      id,
      /** place in the log; null: it waits for one */
      index: numbers.get(id) ?? null,
      at,
      dossier,
      n,
      act,
      result,
      refusal,
      leaf,
      object,
      files,
      reason: textOf(personal('reason', event.reason)),
      request,
      person: names.get(actorId ?? '') ?? actorId ?? '',
      inPlaceOf: inPlaceOf(id),
      ip: textOf(personal('actor.ip', actor.ip)),
      via: actor.via,
      changes: changesOf(before, after, personal),
    }
  })
}
export type AuditRow = Awaited<ReturnType<typeof searchAudit>>['rows'][number]

function changesOf(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  personal: (field: string, value: unknown) => unknown,
) {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return keys.map((key) => ({
    key,
    before: textOf(personal(`before.${key}`, before?.[key])),
    after: textOf(personal(`after.${key}`, after?.[key])),
  }))
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('、')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function namesOf({ client }: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const users = await client.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true, loginName: true },
  })
  return new Map(users.map(({ id, name, loginName }) => [id, `${name} (${loginName})`]))
}
