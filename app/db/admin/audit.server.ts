import { z } from 'zod'
import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { erased } from '#app/domain/audit/erased.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { endOfDay, startOfDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from '../audit-personal.server.ts'
import type { Db, Prisma } from '../client.server.ts'

export const auditPage = 50
/** Counting ends here, so that a page costs the same however long the log is. */
export const auditMost = 10_000

export type AuditQuery = {
  /** application:… or the number that people know: receipt or project */
  dossier?: string
  person?: string
  act?: string
  /** days, both included */
  from?: string
  to?: string
  page: number
}

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

/** Entries of the log, newest first, for those who watch; nobody else learns that there is a log. */
export async function searchAudit(ctx: Ctx, query: AuditQuery) {
  if (!may(ctx.actor, 'read', 'AuditEntry')) throw new NotFound('audit')
  const { client } = ctx.db
  const [dossiers, people] = await Promise.all([
    dossiersOf(ctx.db, query.dossier),
    peopleOf(ctx.db, query.person),
  ])
  const where: Prisma.AuditEntryWhereInput = {
    AND: [
      scope(ctx.actor, 'AuditEntry'),
      dossiers ? { dossier: { in: dossiers } } : {},
      people ? { actorId: { in: people } } : {},
      query.act ? { act: { contains: query.act } } : {},
      query.from ? { at: { gte: startOfDay(query.from) } } : {},
      query.to ? { at: { lt: endOfDay(query.to) } } : {},
    ],
  }
  const [rows, count] = await Promise.all([
    client.auditEntry.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: (query.page - 1) * auditPage,
      take: auditPage,
    }),
    client.auditEntry.count({ where, take: auditMost }),
  ])
  const [names, said] = await Promise.all([
    namesOf(
      ctx.db,
      rows.map(({ actorId }) => actorId),
    ),
    personalOf(client, rows),
  ])
  return {
    count,
    rows: rows.map(({ id, at, dossier, n, act, result, actorId, leaf, bytes }) => {
      const event = entryBytes.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
      const { actor, object, before, after, files, refusal, request } = event
      const personal = (field: string, value: unknown) =>
        commitment.safeParse(value).data ? (said(id, field) ?? erased) : value
      return {
        id,
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
        ip: textOf(personal('actor.ip', actor.ip)),
        via: actor.via,
        changes: changesOf(before, after, personal),
      }
    }),
  }
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
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Dossiers that a search word means: the dossier itself, or the applications with that receipt or project number. */
async function dossiersOf({ client }: Db, word: string | undefined): Promise<string[] | null> {
  if (!word) return null
  if (word.includes(':')) return [word]
  const number = word.toUpperCase()
  const [applications, projects, guidelines, users] = await Promise.all([
    client.application.findMany({
      where: { OR: [{ receiptNo: number }, { id: word }, { projectName: { contains: word } }] },
      select: { id: true },
      take: 100,
    }),
    client.project.findMany({ where: { code: number }, select: { applicationId: true } }),
    client.guideline.findMany({ where: { OR: [{ code: word }, { id: word }] }, select: { id: true } }),
    client.user.findMany({ where: { OR: [{ loginName: word }, { id: word }] }, select: { id: true } }),
  ])
  return [
    ...applications.map(({ id }) => `application:${id}`),
    ...projects.map(({ applicationId }) => `application:${applicationId}`),
    ...guidelines.map(({ id }) => `guideline:${id}`),
    ...users.map(({ id }) => `user:${id}`),
    ...['panel', 'expert', 'enterprise', 'calendar', 'job'].map((kind) => `${kind}:${word}`),
  ]
}

async function peopleOf({ client }: Db, word: string | undefined): Promise<string[] | null> {
  if (!word) return null
  const users = await client.user.findMany({
    where: { OR: [{ id: word }, { loginName: word }, { name: { contains: word } }] },
    select: { id: true },
    take: 100,
  })
  return word === 'system' ? ['system'] : users.map(({ id }) => id)
}

async function namesOf({ client }: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const users = await client.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true, loginName: true },
  })
  return new Map(users.map(({ id, name, loginName }) => [id, `${name} (${loginName})`]))
}
