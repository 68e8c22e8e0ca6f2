import { Prisma, type Tx } from './client.server.ts'

type Value = string | number | boolean | bigint | Date | Uint8Array | null

/**
 * Inserts rows in one statement of ours. Prisma's createMany compiles its plan anew each time, which costs a busy
 * transaction more than the insert itself. Names are those of the schema, never from outside; rows have equal keys.
 */
export async function insertRows(
  tx: Tx,
  table: Uncapitalize<Prisma.ModelName>,
  rows: readonly Record<string, Value>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const keys = Object.keys(first)
  const name = table.charAt(0).toUpperCase() + table.slice(1)
  const head = `INSERT INTO "${name}" (${keys.map((key) => `"${key}"`).join(', ')}) VALUES (`
  const values = rows.flatMap((row) => keys.map((key) => row[key] ?? null))
  const between = values.slice(1).map((_, at) => ((at + 1) % keys.length === 0 ? '), (' : ', '))
  await tx.$executeRaw(new Prisma.Sql([head, ...between, ')'], values))
}
