import { z } from 'zod'
import { may } from '#app/authorization/ability.ts'
import { type ErasureTarget, targetOfFacts } from '#app/domain/audit/erasures.ts'
import type { DoneErasure } from '#app/domain/audit/erasure-list.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { lastEntryOf } from '../audit.server.ts'
import { personalOf } from '../audit-personal.server.ts'
import { type Db, Prisma, type Tx } from '../client.server.ts'

const shown = 100
const page = 500
const saidBytes = z.object({
  after: z.object({
    entry: z.string().nullable(),
    person: z.string().nullable(),
    file: z.string().nullable().default(null),
    values: z.number(),
    erasedAt: z.string().nullable().default(null),
  }),
})
const answers = ['audit.erase', 'audit.erase_again', 'audit.decline_erasure']

/** Requests to erase, as the log has them, the newest first. @throws NotFound for whoever has nothing to do with them */
export async function listErasures({ actor, db: { client } }: Ctx) {
  if (!may(actor, 'read', 'LogErasure')) throw new NotFound('erasures')
  const entries = await client.auditEntry.findMany({
    where: { dossier: { gte: 'erasure:', lt: 'erasure;' }, result: 'done' },
    orderBy: { dossier: 'desc' },
    take: shown * 2,
  })
  const [reasonOf, people] = await Promise.all([
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
          reason: reasonOf(entry.id, 'reason'),
        }
      : null
  const dossiers = Map.groupBy(entries, ({ dossier }) => dossier)
  return [...dossiers.values()].slice(0, shown).flatMap((own) => {
    const asked = own.find(({ act }) => act === 'audit.ask_erasure')
    const answer = own.find(({ act }) => answers.includes(act))
    // a restore may have lost who asked
    const first = asked ?? answer
    if (!first) return []
    const { target, values } = said(first.bytes)
    return {
      id: first.dossier.slice('erasure:'.length),
      target,
      values,
      asked: by(asked),
      answer: by(answer),
      status: answer
        ? answer.act === 'audit.decline_erasure'
          ? ('declined' as const)
          : ('erased' as const)
        : ('asked' as const),
      own: first.actorId === actor.id,
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
  return { answered: last?.n !== 1, askedById: asked.actorId, target: said(asked.bytes).target }
}

function said(bytes: Uint8Array): { target: ErasureTarget; values: number; erasedAt: string | null } {
  const { values, erasedAt, ...facts } = saidBytes.parse(JSON.parse(Buffer.from(bytes).toString())).after
  const target = targetOfFacts(facts)
  if (!target) throw new Error('an erasure of nothing')
  return { target, values, erasedAt }
}

/** Every erasure that this database knows to be done, again or for the first time. */
export async function doneErasures({ client }: Pick<Db, 'client'>): Promise<DoneErasure[]> {
  const entries = await client.auditEntry.findMany({
    where: {
      dossier: { gte: 'erasure:', lt: 'erasure;' },
      act: { in: ['audit.erase', 'audit.erase_again'] },
      result: 'done',
    },
    orderBy: { dossier: 'asc' },
    select: { dossier: true, at: true, bytes: true },
  })
  const done = entries.map(({ dossier, at: answered, bytes }): DoneErasure => {
    const { target, erasedAt } = said(bytes)
    return { ...target, erasure: dossier.slice('erasure:'.length), at: erasedAt ?? answered.toISOString() }
  })
  return [...new Map(done.map((one) => [one.erasure, one])).values()]
}

/** The entry that an administrator means: its id, or its number in the log. */
export async function findEntry(tx: Tx, word: string): Promise<string | null> {
  if (/^\d{1,9}$/.test(word))
    return (await tx.logSequence.findUnique({ where: { number: Number(word) } }))?.entryId ?? null
  return (await tx.auditEntry.findUnique({ where: { id: word }, select: { id: true } }))?.id ?? null
}

/** How many values a request would erase; a file is one. What a document is made of stays, so those are none. */
export async function countPersonal(tx: Tx, { kind, id }: ErasureTarget): Promise<number> {
  switch (kind) {
    case 'entry':
      return tx.auditPersonal.count({ where: { entryId: id } })
    case 'person': {
      const [row] = await tx.$queryRaw<{ count: bigint | number }[]>`
        SELECT COUNT(*) AS count FROM "AuditPersonal" p JOIN "AuditEntry" e ON e.id = p."entryId"
        WHERE p.field = 'actor.ip' AND e."actorId" = ${id}`
      return Number(row?.count ?? 0)
    }
    case 'file':
      if ((await tx.document.count({ where: { fileId: id } })) > 0) return 0
      return tx.fileKey.count({ where: { fileId: id } })
  }
}

/** What a file's own row says of its content; its ending stays, by which forms and rules know what kind of file it is. */
async function forgetFile(tx: Tx, id: string): Promise<void> {
  const file = await tx.storedFile.findUnique({ where: { id }, select: { name: true } })
  if (!file) return
  const ending = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? ''
  await tx.storedFile.updateMany({
    where: { id },
    data: { plainSha256: null, name: `${captions.erasedFile}${ending}` },
  })
}

/**
 * Removes values and keys for good, with a file's key its name. On SQLite what they occupied is overwritten; Postgres
 * does so when it vacuums.
 * @param until of a person's entries, those up to this time
 * @returns how many
 */
export async function deletePersonal(
  tx: Tx,
  { dialect }: Pick<Db, 'dialect'>,
  target: ErasureTarget,
  until: Date,
): Promise<number> {
  const sqlite = dialect === 'sqlite'
  if (sqlite) await tx.$queryRaw(Prisma.sql`PRAGMA secure_delete = ON`)
  const count = await remove(tx, target, until)
  if (sqlite) await tx.$queryRaw(Prisma.sql`PRAGMA secure_delete = OFF`)
  return count
}

async function remove(tx: Tx, { kind, id }: ErasureTarget, until: Date): Promise<number> {
  switch (kind) {
    case 'entry':
      return (await tx.auditPersonal.deleteMany({ where: { entryId: id } })).count
    case 'person': {
      let count = 0
      for (let after = ''; ;) {
        const entries = await tx.auditEntry.findMany({
          where: { actorId: id, at: { lte: until }, id: { gt: after } },
          orderBy: { id: 'asc' },
          take: page,
          select: { id: true },
        })
        const ids = entries.map((entry) => entry.id)
        count += (await tx.auditPersonal.deleteMany({ where: { field: 'actor.ip', entryId: { in: ids } } }))
          .count
        after = ids.at(-1) ?? ''
        if (ids.length < page) return count
      }
    }
    case 'file':
      await forgetFile(tx, id)
      return (await tx.fileKey.deleteMany({ where: { fileId: id } })).count
  }
}
