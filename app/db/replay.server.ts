import type { Db } from './client.server.ts'
import { type Breach, breach } from './breach.ts'
import { factsOf } from './replay-facts.ts'
import { sources } from './replay-sources.server.ts'

/** What the log says of a record, column by column, and in which entry it spoke of it last. */
type Replayed = { facts: Map<string, { value: unknown; entry: string }>; entry: string }

/**
 * Replays the events of every dossier and compares what they say of each record with its row: status and version, and
 * the numbers, amounts, scores, days and hashes that events carry. Names table, id and column, what should be and which
 * entry says so, what is.
 */
export async function replayEvents(db: Db): Promise<Breach[]> {
  const records = await replay(db)
  const found: Breach[] = []
  for (const [type, { table, rows, mayBegin, begins }] of Object.entries(sources))
    for (const row of await rows(db)) {
      const subject = `${table} ${row.id}`
      const key = `${type}:${row.subject ?? row.id}`
      const replayed = records.get(key)
      records.delete(key)
      const begun = replayed && (!begins || replayed.facts.has(begins))
      if (!begun && !mayBegin?.(row)) found.push(breach('status_has_its_event', subject, 'an event', 'none'))
      for (const [column, { value, entry }] of replayed?.facts ?? []) {
        if (!(column in row) || isErased(value)) continue
        const is = plain(row[column])
        if (is === plain(value)) continue
        const name =
          column === 'status' || column === 'version' ? 'status_has_its_event' : 'facts_are_recorded'
        found.push(breach(name, `${subject} ${column}`, `${plain(value)} (${entry})`, `${is}`))
      }
    }
  for (const [subject, { entry }] of records)
    if (Object.hasOwn(sources, subject.split(':')[0] ?? ''))
      found.push(breach('status_has_its_event', subject, `a row (${entry})`, 'none'))
  return found
}

/** What the events say of each record last, in the order of their dossiers. */
async function replay(db: Db): Promise<Map<string, Replayed>> {
  const records = new Map<string, Replayed>()
  for await (const { id, act, dossier, event, opened } of events(db)) {
    const { object, after } = event
    const entry = `${act}, entry ${id}`
    const known = (subject: string, column: string) => records.get(subject)?.facts.get(column)?.value
    const replayed = { act, dossier, actorId: event.actor.id, object, after: { ...after, ...opened } }
    for (const [subject, said] of factsOf(replayed, known)) {
      const record = records.get(subject) ?? { facts: new Map(), entry }
      records.set(subject, record)
      for (const [column, value] of Object.entries(said)) record.facts.set(column, { value, entry })
      record.entry = entry
    }
  }
  return records
}

/** A commitment that nothing opens any more: that it was erased rightly is another invariant's. */
function isErased(value: unknown): boolean {
  return value !== null && typeof value === 'object' && 'hmac' in value
}

const page = 2000

/** What was done, dossier by dossier in order; with the opened commitments of `after`. */
async function* events({ client }: Db) {
  for (let skip: { dossier: string; n: number } | null = null; ;) {
    const entries: { id: string; dossier: string; n: number; act: string; bytes: Uint8Array }[] =
      await client.auditEntry.findMany({
        where: {
          result: 'done',
          ...(skip && {
            OR: [{ dossier: { gt: skip.dossier } }, { dossier: skip.dossier, n: { gt: skip.n } }],
          }),
        },
        orderBy: [{ dossier: 'asc' }, { n: 'asc' }],
        take: page,
        select: { id: true, dossier: true, n: true, act: true, bytes: true },
      })
    const openings = await client.auditPersonal.findMany({
      where: { entryId: { in: entries.map(({ id }) => id) }, field: { startsWith: 'after.' } },
    })
    for (const { bytes, ...entry } of entries) {
      const own = openings.filter(({ entryId }) => entryId === entry.id)
      const opened = Object.fromEntries(own.map(({ field, value }) => [field.slice('after.'.length), value]))
      yield { ...entry, event: JSON.parse(new TextDecoder().decode(bytes)), opened }
    }
    skip = entries.at(-1) ?? null
    if (entries.length < page) return
  }
}

/** As the log writes it: amounts and instants are text, and an empty text has no commitment. */
function plain(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
