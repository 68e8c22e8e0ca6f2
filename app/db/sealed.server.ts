import { log } from '#app/platform/log.server.ts'
import { keyIds, marksOf, type Place, seal, unseal } from '#app/platform/sealed.server.ts'
import { type Db, Prisma } from './client.server.ts'
import { updateRows } from './find-rows.server.ts'

/** Every column that holds sealed values, the column that identifies a row, the place that values name, and their mark's column. */
export const sealedColumns = [
  { table: 'user', id: 'id', column: 'email', place: 'user.email' },
  { table: 'user', id: 'id', column: 'phone', place: 'user.phone' },
  {
    table: 'enterprise',
    id: 'id',
    column: 'contactPhone',
    place: 'enterprise.contactPhone',
    mark: 'contactPhoneMark',
  },
  { table: 'enterprise', id: 'id', column: 'contactEmail', place: 'enterprise.contactEmail' },
  { table: 'enterprise', id: 'id', column: 'profile', place: 'enterprise.profile' },
  { table: 'expert', id: 'id', column: 'phone', place: 'expert.phone' },
  { table: 'expert', id: 'id', column: 'email', place: 'expert.email' },
  { table: 'expert', id: 'id', column: 'idNo', place: 'expert.idNo' },
  { table: 'expertProposal', id: 'id', column: 'phone', place: 'proposal.phone' },
  { table: 'expertProposal', id: 'id', column: 'email', place: 'proposal.email' },
  { table: 'expertProposal', id: 'id', column: 'idNo', place: 'proposal.idNo' },
  { table: 'objection', id: 'id', column: 'objectorContact', place: 'objection.contact' },
  { table: 'fileKey', id: 'fileId', column: 'wrapped', place: 'file.key' },
] as const
export type SealedColumn = (typeof sealedColumns)[number]

export type SealedCount = {
  table: SealedColumn['table']
  column: SealedColumn['column']
  /** id of the key that sealed them */
  key: string
  count: number
}

/** How many values each key has sealed, by column. Reads every one of them. */
export async function countSealed({ client }: Db): Promise<SealedCount[]> {
  const found: SealedCount[] = []
  for (const { table, column } of sealedColumns) {
    const rows = await client.$queryRaw<{ start: string; count: number | bigint }[]>(Prisma.sql`
      SELECT substr(${named(column)}, 1, 11) AS start, COUNT(*) AS count FROM ${tableOf(table)}
      WHERE ${named(column)} <> '' GROUP BY 1 ORDER BY 1`)
    found.push(
      ...rows.map(({ start, count }) => ({
        table,
        column,
        key: start.split('.')[1] ?? '',
        count: Number(count),
      })),
    )
  }
  return found
}

/** What keys have sealed that FIELD_KEY does not name. */
export async function sealedByUnknown(db: Db): Promise<SealedCount[]> {
  const known = keyIds()
  return (await countSealed(db)).filter(({ key }) => !known.includes(key))
}

/** Says at each start which keys are missing: nobody can read what they sealed until FIELD_KEY names them again. */
export async function warnOfMissingKeys(db: Db): Promise<void> {
  for (const { key, ...sealed } of await sealedByUnknown(db))
    log.error({ key, ...sealed }, `FIELD_KEY lacks key ${key}: what it sealed cannot be read`)
}

type Page = {
  /** where the next page begins; null: this was the last */
  next: string | null
  resealed: number
  /** what its key does not open */
  damaged: Place[]
}

/**
 * Seals one page of a column again by the first key, as far as another key of `keys` sealed it. A value that was changed
 * or removed meanwhile stays as it is now. All of the page or nothing.
 * @param after id behind which the page begins
 */
export async function resealPage(
  db: Db,
  { table, id, column, place, ...more }: SealedColumn,
  { after, take, keys }: { after: string; take: number; keys: string },
): Promise<Page> {
  const [, ...older] = keyIds(keys)
  const rows = await db.client.$queryRaw<{ id: string; sealed: string }[]>(Prisma.sql`
    SELECT ${named(id)} AS id, ${named(column)} AS sealed FROM ${tableOf(table)}
    WHERE ${named(id)} > ${after} AND substr(${named(column)}, 1, 11) IN (${Prisma.join(older.map((key) => `v1.${key}`))})
    ORDER BY ${named(id)} LIMIT ${take}`)
  const damaged: Place[] = []
  const fresh = rows.flatMap((row) => {
    const at: Place = `${place}:${row.id}`
    try {
      const text = unseal(row.sealed, at, keys)
      const mark = 'mark' in more ? { [more.mark]: marksOf(text, place, keys)[0] } : {}
      return [{ ...row, set: { [column]: seal(text, at, keys), ...mark } }]
    } catch {
      damaged.push(at)
      return []
    }
  })
  const next = rows.length < take ? null : (rows.at(-1)?.id ?? null)
  if (fresh.length === 0) return { next, resealed: 0, damaged }
  const resealed = await db.transact(async (tx) => {
    let changed = 0
    for (const one of fresh)
      changed += await updateRows(tx, table, { [id]: one.id, [column]: one.sealed }, one.set)
    return changed
  })
  return { next, resealed, damaged }
}

function named(column: string): Prisma.Sql {
  return Prisma.raw(`"${column}"`)
}

function tableOf(table: SealedColumn['table']): Prisma.Sql {
  return named(`${table.charAt(0).toUpperCase()}${table.slice(1)}`)
}
