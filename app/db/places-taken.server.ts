import type { Db } from './client.server.ts'

type Entry = { id: string; bytes: Uint8Array }

/** How an event of a deputy begins to say in whose place: no text in it can read so, because quotes in texts are escaped. */
const mark = '"actor":{"for":['

/** Names of those in whose place a deputy acted, by entry; asks the database only where there are such entries. */
export async function placesTaken(
  client: Db['client'],
  entries: readonly Entry[],
): Promise<(entryId: string) => string[]> {
  const taken = new Map<string, string[]>()
  for (const { id, bytes } of entries) {
    const text = Buffer.from(bytes)
    if (!text.includes(mark)) continue
    const { actor } = JSON.parse(text.toString('utf8')) as { actor: { for: string[] } }
    taken.set(id, actor.for)
  }
  if (taken.size === 0) return () => []
  const people = await client.user.findMany({
    where: { id: { in: [...new Set([...taken.values()].flat())] } },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (entryId) => (taken.get(entryId) ?? []).map((id) => names.get(id) ?? id)
}
