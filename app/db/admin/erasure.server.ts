import { z } from 'zod'
import { may } from '#app/authorization/ability.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { lastEntryOf } from '../audit.server.ts'
import { personalOf } from '../audit-personal.server.ts'
import { Prisma, type Tx } from '../client.server.ts'

/** Whose values are to be erased: those of one entry, or the network addresses in all of a person's. */
export type ErasureTarget = { entry: string; person: null } | { entry: null; person: string }

const shown = 100
const askedBytes = z.object({
  after: z.union([
    z.object({ entry: z.string(), person: z.null(), values: z.number() }),
    z.object({ entry: z.null(), person: z.string(), values: z.number() }),
  ]),
})
const answers = ['audit.erase', 'audit.decline_erasure']

/** Requests to erase, as the log has them, the newest first. @throws NotFound for whoever has nothing to do with them */
export async function listErasures({ actor, db: { client } }: Ctx) {
  if (!may(actor, 'read', 'LogErasure')) throw new NotFound('erasures')
  const entries = await client.auditEntry.findMany({
    where: { dossier: { gte: 'erasure:', lt: 'erasure;' }, result: 'done' },
    orderBy: { dossier: 'desc' },
    take: shown * 2,
  })
  const [said, people] = await Promise.all([
    personalOf(client, entries),
    client.user.findMany({
      where: { id: { in: entries.flatMap(({ actorId }) => actorId ?? []) } },
      select: { id: true, name: true },
    }),
  ])
  const by = (entry: { id: string; at: Date; actorId: string | null } | undefined) =>
    entry
      ? {
          at: entry.at,
          name: people.find(({ id }) => id === entry.actorId)?.name ?? '',
          reason: said(entry.id, 'reason'),
        }
      : null
  const requests = entries.filter(({ act }) => act === 'audit.ask_erasure')
  return requests.slice(0, shown).map((asked) => {
    const answer = entries.find(({ dossier, act }) => dossier === asked.dossier && answers.includes(act))
    return {
      id: asked.dossier.slice('erasure:'.length),
      ...targetIn(asked.bytes),
      asked: by(asked),
      answer: by(answer),
      status: answer
        ? answer.act === 'audit.erase'
          ? ('erased' as const)
          : ('declined' as const)
        : ('asked' as const),
      own: asked.actorId === actor.id,
    }
  })
}
export type ErasureRow = Awaited<ReturnType<typeof listErasures>>[number]

/** A request that nobody has answered; holds its dossier until the transaction ends. */
export async function openErasure(tx: Tx, { db }: Ctx, id: string) {
  const dossier = `erasure:${id}`
  const last = await lastEntryOf(tx, db.dialect, dossier)
  const [asked] = await tx.auditEntry.findMany({ where: { dossier, n: 1, act: 'audit.ask_erasure' } })
  if (!asked) throw new NotFound('erasure')
  return { answered: last?.n !== 1, askedById: asked.actorId, ...targetIn(asked.bytes) }
}

function targetIn(bytes: Uint8Array): ErasureTarget & { values: number } {
  return askedBytes.parse(JSON.parse(Buffer.from(bytes).toString())).after
}

/** The entry that an administrator means: its id, or its number in the log. */
export async function findEntry(tx: Tx, word: string): Promise<string | null> {
  if (/^\d{1,9}$/.test(word))
    return (await tx.logSequence.findUnique({ where: { number: Number(word) } }))?.entryId ?? null
  return (await tx.auditEntry.findUnique({ where: { id: word }, select: { id: true } }))?.id ?? null
}

/** How many personal values a request would erase. */
export async function countPersonal(tx: Tx, { entry, person }: ErasureTarget): Promise<number> {
  if (entry !== null) return tx.auditPersonal.count({ where: { entryId: entry } })
  const [row] = await tx.$queryRaw<{ count: bigint | number }[]>`
    SELECT COUNT(*) AS count FROM "AuditPersonal" p JOIN "AuditEntry" e ON e.id = p."entryId"
    WHERE p.field = 'actor.ip' AND e."actorId" = ${person}`
  return Number(row?.count ?? 0)
}

/**
 * Removes values and keys for good. On SQLite what they occupied is overwritten; Postgres does so when it vacuums.
 * @returns how many
 */
export async function deletePersonal(tx: Tx, { db }: Ctx, { entry, person }: ErasureTarget): Promise<number> {
  const sqlite = db.dialect === 'sqlite'
  if (sqlite) await tx.$queryRaw(Prisma.sql`PRAGMA secure_delete = ON`)
  const count =
    entry !== null
      ? (await tx.auditPersonal.deleteMany({ where: { entryId: entry } })).count
      : await tx.$executeRaw`
          DELETE FROM "AuditPersonal" WHERE field = 'actor.ip'
            AND "entryId" IN (SELECT id FROM "AuditEntry" WHERE "actorId" = ${person})`
  if (sqlite) await tx.$queryRaw(Prisma.sql`PRAGMA secure_delete = OFF`)
  return count
}
