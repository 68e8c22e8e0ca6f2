import { hash } from 'node:crypto'
import { insertPersonal, type PersonalRow } from './audit-personal.server.ts'
import { type Dialect, Prisma, type Tx } from './client.server.ts'
import { change, insertRows, rowsOf } from './plain.server.ts'

type Last = { n: number; leaf: string }

/** The dossier's newest entry. On Postgres the dossier is locked until the transaction ends, so that numbers have no gaps. */
export async function lastEntryOf(tx: Tx, dialect: Dialect, dossier: string): Promise<Last | null> {
  const [last] = await rowsOf<Last>(
    tx,
    dialect === 'postgres'
      ? Prisma.sql`SELECT n, leaf FROM last_entry(${dossier})`
      : Prisma.sql`SELECT n, leaf FROM "AuditEntry" WHERE dossier = ${dossier} ORDER BY n DESC LIMIT 1`,
  )
  return last ?? null
}

export type NewEntry = {
  id: string
  at: Date
  dossier: string
  act: string
  result: string
  actorId: string
  unitCode: string
}

/** The text of an entry around its number and around the leaf hash of the dossier's entry before it. */
export type EntryText = { beforeNumber: string; beforeLeaf: string; end: string }

/**
 * Adds an entry as the dossier's next, with the personal values that its commitments stand for. On Postgres the database
 * does it in one statement: each statement costs a busy server more than what it does.
 */
export async function appendEntry(
  tx: Tx,
  dialect: Dialect,
  entry: NewEntry,
  text: EntryText,
  personal: readonly PersonalRow[],
): Promise<void> {
  const { id, at, dossier, act, result, actorId, unitCode } = entry
  if (dialect === 'postgres') {
    const values = JSON.stringify(personal.map(({ field, key, value }) => ({ field, key, value })))
    await change(
      tx,
      Prisma.sql`SELECT append_entry(${id}, ${at}, ${dossier}, ${act}, ${result}, ${actorId}, ${unitCode},
        ${text.beforeNumber}, ${text.beforeLeaf}, ${text.end}, ${values})`,
    )
    return
  }
  const last = await lastEntryOf(tx, dialect, dossier)
  const n = (last?.n ?? 0) + 1
  const prev = last ? `"${last.leaf}"` : 'null'
  const bytes = Buffer.from(`${text.beforeNumber}${n}${text.beforeLeaf}${prev}${text.end}`)
  await insertRows(tx, 'auditEntry', [{ ...entry, n, bytes, leaf: leafHash(bytes) }])
  await insertPersonal(tx, personal)
}

const leafPrefix = Uint8Array.of(0)

/** RFC 6962 leaf hash in hex. */
export function leafHash(bytes: Uint8Array): string {
  return hash('sha256', Buffer.concat([leafPrefix, bytes]))
}
