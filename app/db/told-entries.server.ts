import { reasonsInLog, toldAs } from '#app/domain/application/told-acts.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from './audit-personal.server.ts'
import { placesTaken } from './places-taken.server.ts'
import { officeOf, withOffice } from './review/people.server.ts'
import { readerOf } from './told.server.ts'

/** Columns of an entry that telling it needs. */
export const entryColumns = {
  id: true,
  at: true,
  dossier: true,
  act: true,
  actorId: true,
  bytes: true,
  leaf: true,
} as const

type Entry = {
  id: string
  at: Date
  dossier: string
  act: string
  actorId: string | null
  bytes: Uint8Array
  leaf: string
}

/**
 * Entries as this reader is told of them, in the order given: the one way from the log to a timeline and to the log of acts.
 * What is not told falls out; what is told without names has neither person nor reason. Of the enterprise's own account
 * and people, whoever is not of the enterprise is named by their office.
 */
export async function tellEntries(ctx: Ctx, entries: readonly Entry[]) {
  const reader = readerOf(ctx.actor)
  const told = entries.flatMap((entry) => {
    const own = !entry.dossier.startsWith('application:')
    const as = own ? 'whole' : toldAs(reader, entry.act)
    return as === 'not' ? [] : [{ ...entry, own, named: as === 'whole' }]
  })
  const { client } = ctx.db
  const [people, places, said, inPlaceOf] = await Promise.all([
    client.user.findMany({
      where: { id: { in: [...new Set(told.flatMap(({ actorId }) => actorId ?? []))] } },
      select: { id: true, name: true, enterpriseId: true, ...withOffice },
    }),
    client.logSequence.findMany({
      where: { entryId: { in: told.map(({ id }) => id) } },
      select: { entryId: true, number: true },
    }),
    personalOf(client, told),
    placesTaken(client, told),
  ])
  const persons = new Map(people.map((person) => [person.id, person]))
  const numbers = new Map(places.map(({ entryId, number }) => [entryId, number]))
  return told.map(({ id, at, dossier, act, actorId, bytes, leaf, own, named }) => {
    const person = persons.get(actorId ?? '')
    const { object, after } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
      object: { id: string }
      after: Record<string, unknown> | null
    }
    const fellow = !own || person?.enterpriseId === ctx.actor.enterpriseId
    return {
      id,
      at,
      dossier,
      act,
      object: object.id,
      after,
      leaf,
      /** its number in the signed log, null for the moment until it is published */
      place: numbers.get(id) ?? null,
      reason: named && !own && !reasonsInLog.includes(act) ? said(id, 'reason') : null,
      person: named && fellow ? (person?.name ?? null) : null,
      inPlaceOf: named && fellow ? inPlaceOf(id) : [],
      office: officeOf(person),
    }
  })
}
export type ToldEntry = Awaited<ReturnType<typeof tellEntries>>[number]
