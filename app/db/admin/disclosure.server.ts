import { may, type Row } from '#app/authorization/ability.ts'
import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { disclosureWorkflow } from '#app/domain/audit/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from '../audit-personal.server.ts'
import type { Db } from '../client.server.ts'
import { placesTaken } from '../places-taken.server.ts'

const shown = 100

/**
 * Requests of this person's office for proofs with values, those that wait first, with what may be done with them now.
 * Reasons come from the log and are empty where they were erased. @throws NotFound for whoever does not watch the log
 */
export async function listDisclosures({ actor, db: { client }, now }: Ctx) {
  if (!may(actor, 'read', 'Disclosure')) throw new NotFound('disclosures')
  const rows = await client.disclosureRequest.findMany({
    where: scope(actor, 'Disclosure'),
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { askedAt: 'desc' }],
    take: shown,
  })
  const entries = await client.auditEntry.findMany({
    where: {
      dossier: { in: rows.map(({ id }) => `disclosure:${id}`) },
      act: { in: ['disclosure.ask', 'disclosure.agree', 'disclosure.refuse'] },
      result: 'done',
    },
  })
  const [reasonOf, inPlaceOf, people, places] = await Promise.all([
    personalOf(client, entries),
    placesTaken(client, entries),
    client.user.findMany({
      where: { id: { in: rows.flatMap(({ askedById, answeredById }) => [askedById, answeredById ?? '']) } },
      select: { id: true, name: true },
    }),
    client.logSequence.findMany({ where: { entryId: { in: rows.map(({ entryId }) => entryId) } } }),
  ])
  const said = (id: string, asking: boolean) => {
    const entry = entries.find(
      ({ dossier, act }) => dossier === `disclosure:${id}` && (act === 'disclosure.ask') === asking,
    )
    return entry
      ? { reason: reasonOf(entry.id, 'reason') ?? '', inPlaceOf: inPlaceOf(entry.id) }
      : { reason: '', inPlaceOf: [] }
  }
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    status: row.status,
    dueAt: row.dueAt,
    takeUntil: row.takeUntil,
    entryId: row.entryId,
    index: places.find(({ entryId }) => entryId === row.entryId)?.number ?? null,
    asked: { at: row.askedAt, name: nameOf(row.askedById), ...said(row.id, true) },
    answer:
      row.answeredAt && row.answeredById
        ? { at: row.answeredAt, name: nameOf(row.answeredById), ...said(row.id, false) }
        : null,
    mayTake: row.askedById === actor.id && row.takeUntil !== null && row.takeUntil > now,
    actions:
      row.askedById === actor.id ? [] : openTransitions(disclosureWorkflow, row.status, doing(actor, false)),
  }))
}
export type DisclosureRow = Awaited<ReturnType<typeof listDisclosures>>[number]

/** The place in the log of an entry that somebody wants to ask for; null: there is none, or not yet. */
export async function placeToDisclose(
  { actor, db: { client } }: Ctx,
  entryId: string,
): Promise<number | null> {
  const where = { AND: [{ id: entryId }, scope(actor, 'AuditEntry')] }
  if ((await client.auditEntry.count({ where })) === 0) return null
  return (await client.logSequence.findUnique({ where: { entryId } }))?.number ?? null
}

/** Lines of a desk: the entry by its place in the log, and who asks. */
export async function disclosuresAsked(client: Db['client'], where: Row, take: number) {
  const rows = await client.disclosureRequest.findMany({
    where,
    take,
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  })
  const [places, people] = await Promise.all([
    client.logSequence.findMany({ where: { entryId: { in: rows.map(({ entryId }) => entryId) } } }),
    client.user.findMany({
      where: { id: { in: rows.map(({ askedById }) => askedById) } },
      select: { id: true, name: true },
    }),
  ])
  return rows.map(({ id, entryId, askedById, status, dueAt }) => ({
    id,
    title: `#${places.find((place) => place.entryId === entryId)?.number ?? entryId}`,
    from: people.find((person) => person.id === askedById)?.name ?? '',
    status,
    dueAt,
    link: '/audit/disclosures',
  }))
}
