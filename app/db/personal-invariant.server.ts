import { hmacOf } from '#app/platform/commitment.server.ts'
import type { Db } from './client.server.ts'
import type { Breach } from './breach.ts'

const page = 2000
const invariant = 'personal_opens_its_commitment'

/** Every personal value opens the commitment in its entry, and a commitment without its value was erased by an event. */
export async function personalOpensItsCommitment({ client }: Db): Promise<Breach[]> {
  const erased = await erasures({ client })
  const found: Breach[] = []
  for (let after = ''; ;) {
    const entries = await client.auditEntry.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: page,
      select: { id: true, at: true, actorId: true, bytes: true },
    })
    const last = entries.at(-1)?.id
    if (last === undefined) return found
    const rows = await client.auditPersonal.findMany({ where: { entryId: { gt: after, lte: last } } })
    const openings = new Map(rows.map((row) => [`${row.entryId} ${row.field}`, row]))
    for (const { id, at, actorId, bytes } of entries)
      for (const [field, hmac] of commitmentsIn(bytes)) {
        const opening = openings.get(`${id} ${field}`)
        openings.delete(`${id} ${field}`)
        const until = erased.get(id) ?? (field === 'actor.ip' ? erased.get(`person ${actorId}`) : undefined)
        const gone = until !== undefined && at <= until
        if (opening ? hmacOf(opening) === hmac : gone) continue
        found.push({
          invariant,
          subject: `entry ${id} ${field}`,
          expected: opening ? 'the committed value' : 'a value, or its erasure',
          found: opening ? 'another' : 'none',
        })
      }
    for (const place of openings.keys())
      found.push({ invariant, subject: `entry ${place}`, expected: 'no value', found: 'one' })
    after = last
  }
}

/** Entries whose values were erased, and `person …` for those whose addresses were, with the last time of it. */
async function erasures({ client }: Pick<Db, 'client'>): Promise<Map<string, Date>> {
  const entries = await client.auditEntry.findMany({
    where: { dossier: { gte: 'erasure:', lt: 'erasure;' }, act: 'audit.erase', result: 'done' },
    orderBy: { at: 'asc' },
    select: { at: true, bytes: true },
  })
  return new Map(
    entries.map(({ at, bytes }): [string, Date] => {
      const { entry, person } = JSON.parse(Buffer.from(bytes).toString()).after
      return [entry === null ? `person ${person}` : String(entry), at]
    }),
  )
}

function commitmentsIn(bytes: Uint8Array): [field: string, hmac: string][] {
  const event = JSON.parse(Buffer.from(bytes).toString())
  const places: [string, unknown][] = [
    ['actor.ip', event.actor?.ip],
    ['reason', event.reason],
    ...['before', 'after'].flatMap((place) =>
      Object.entries(event[place] ?? {}).map(([key, value]): [string, unknown] => [`${place}.${key}`, value]),
    ),
  ]
  return places.flatMap(([field, value]): [string, string][] =>
    value !== null && typeof value === 'object' && 'hmac' in value ? [[field, String(value.hmac)]] : [],
  )
}
