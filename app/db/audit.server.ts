import { hash } from 'node:crypto'
import { insertPersonal, type PersonalRow } from './audit-personal.server.ts'
import type { Dialect, Tx } from './client.server.ts'
import { driverOf } from './driver.server.ts'
import { insertRows } from './plain.server.ts'

type Last = { n: number; leaf: string }

const newestOf = {
  sqlite: 'SELECT n, leaf FROM "AuditEntry" WHERE dossier = ? ORDER BY n DESC LIMIT 1',
  postgres: 'SELECT n, leaf FROM last_entry($1)',
}

/** The dossier's newest entry. On Postgres the dossier is locked until the transaction ends, so that numbers have no gaps. */
export async function lastEntryOf(tx: Tx, dialect: Dialect, dossier: string): Promise<Last | null> {
  const [last] = await driverOf(tx).rows({ sql: newestOf[dialect], args: [dossier] })
  return last ? (last as Last) : null
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

const appended = 'SELECT append_entry($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)'

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
    const { beforeNumber, beforeLeaf, end } = text
    const values = JSON.stringify(personal.map(({ field, key, value }) => ({ field, key, value })))
    const args = [id, at, dossier, act, result, actorId, unitCode, beforeNumber, beforeLeaf, end, values]
    await driverOf(tx).change({ sql: appended, args })
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
