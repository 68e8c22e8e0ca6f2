import { hmacOf } from '#app/platform/commitment.server.ts'
import { doneErasures } from './admin/erasure.server.ts'
import type { Db } from './client.server.ts'
import { type Breach, breach } from './breach.ts'

const page = 2000
const invariant = 'personal_opens_its_commitment'

/** Every personal value opens the commitment in its entry; one that was erased by an event is gone, and no other is. */
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
        const own = erased.get(`entry ${id}`)
        const ofPerson = field === 'actor.ip' ? erased.get(`person ${actorId}`) : undefined
        if (opening && own === undefined && hmacOf(opening) === hmac) continue
        if (!opening && (own ?? (ofPerson !== undefined && at.toISOString() <= ofPerson))) continue
        const expected = opening
          ? own === undefined
            ? 'the committed value'
            : 'none, since it was erased'
          : 'a value, or its erasure'
        const is = !opening ? 'none' : own === undefined ? 'another' : 'a value'
        found.push(breach(invariant, `entry ${id} ${field}`, expected, is))
      }
    for (const place of openings.keys()) found.push(breach(invariant, `entry ${place}`, 'no value', 'one'))
    after = last
  }
}

/** By `entry …` and `person …`, the last time of their erasure. */
async function erasures(db: Pick<Db, 'client'>): Promise<Map<string, string>> {
  const done = (await doneErasures(db)).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return new Map(done.map(({ kind, id, at }) => [`${kind} ${id}`, at]))
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
