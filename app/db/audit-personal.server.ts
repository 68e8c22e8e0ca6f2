import type { Tx } from './client.server.ts'
import { insertRows } from './plain.server.ts'

export type PersonalRow = { entryId: string; field: string; key: string; value: string }

export async function insertPersonal(tx: Tx, rows: readonly PersonalRow[]): Promise<void> {
  await insertRows(tx, 'auditPersonal', rows)
}

/** Reads what an entry's commitment stands for; null when there is none, or it has been erased. */
export type Said = (entryId: string, field: string) => string | null

/** The personal values of these entries, as far as they have not been erased. */
export async function personalOf(
  client: Pick<Tx, 'auditPersonal'>,
  entries: readonly { id: string }[],
): Promise<Said> {
  const rows = await client.auditPersonal.findMany({
    where: { entryId: { in: entries.map(({ id }) => id) } },
    select: { entryId: true, field: true, value: true },
  })
  const values = new Map(rows.map(({ entryId, field, value }) => [`${entryId} ${field}`, value]))
  return (entryId, field) => values.get(`${entryId} ${field}`) ?? null
}

/** Value and key of each commitment of an entry that has not been erased, by its place in the entry. */
export async function openingsOf(
  client: Pick<Tx, 'auditPersonal'>,
  entryId: string,
): Promise<Record<string, { key: string; value: string }>> {
  const rows = await client.auditPersonal.findMany({ where: { entryId }, orderBy: { field: 'asc' } })
  return Object.fromEntries(rows.map(({ field, key, value }) => [field, { key, value }]))
}
