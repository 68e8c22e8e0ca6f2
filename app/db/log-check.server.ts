import canonicalize from 'canonicalize'
import { append, type Frontier, rootOfFrontier } from '#app/domain/audit/frontier.ts'
import { isBefore, isInTime, openSigned } from '#app/domain/audit/log-keys.ts'
import { hex, parseKey } from '#app/domain/audit/note.ts'
import { leafHash } from '#app/domain/audit/tree.ts'
import { sha256 } from '#app/platform/audit-key.server.ts'
import { verifySignature } from '#app/platform/signature.server.ts'
import { type Breach, breach } from './breach.ts'
import type { Db } from './client.server.ts'
import { sortKeys } from './log-keys.server.ts'

/** Rows of a statement without parameters, however the database is read. */
export type ReadRows = <T>(statement: string) => Promise<T[]>

type Count = number | bigint
type EntryRow = {
  id: string
  at: Date | string | number
  dossier: string
  n: Count
  act: string
  result: string
  actorId: string | null
  unitCode: string
  bytes: Uint8Array
  leaf: string
}
type Placed = EntryRow & { number: Count; entryId: string; place: string }

const rule = 'log_is_as_signed'
const page = 2000
const columns = `e.id, e."at", e.dossier, e.n, e.act, e.result, e."actorId", e."unitCode", e.bytes, e.leaf`

/**
 * Reads the whole log from its tables and computes everything again: each entry's columns and hash from its bytes, the
 * chain of each dossier, every place, tile and root, and that a key of the log signed each checkpoint in its time.
 */
export async function logIsAsSigned(db: Db): Promise<Breach[]> {
  const read: ReadRows = (statement) => db.client.$queryRawUnsafe(statement)
  const unsound = db.dialect === 'sqlite' ? await unsoundPages(read) : []
  return [...unsound, ...(await checkLog(read))]
}

/** What SQLite itself finds wrong with its file. */
export async function unsoundPages(read: ReadRows): Promise<Breach[]> {
  const rows = await read<{ integrity_check: string }>('PRAGMA integrity_check')
  return rows
    .filter(({ integrity_check }) => integrity_check !== 'ok')
    .map(({ integrity_check }) => breach(rule, 'database', 'ok', integrity_check))
}

export async function checkLog(read: ReadRows): Promise<Breach[]> {
  const found: Breach[] = []
  const note = (subject: string, expected: unknown, is: unknown) => {
    if (expected !== is) found.push(breach(rule, subject, String(expected), String(is)))
  }
  const tiles = new Map<string, { hashes: Uint8Array; root: Uint8Array }>()
  for (const { level, number, ...tile } of await read<Tile>('SELECT * FROM "LogTile"'))
    tiles.set(`${level}/${number}`, tile)
  const signed = await signedRoots(read, note)
  const chains = new Map<string, { n: number; leaf: string }>()
  let [frontier, size]: [Frontier, number] = [[], 0]

  const check = (entry: EntryRow, subject: string) => {
    const { expected, prev } = columnsOf(entry)
    for (const [column, value] of Object.entries(expected))
      note(`${subject} ${column}`, value, plain(entry[column as keyof EntryRow]))
    const last = chains.get(entry.dossier)
    note(`${subject} n`, (last?.n ?? 0) + 1, Number(entry.n))
    note(`${subject} prev`, last?.leaf ?? null, prev)
    chains.set(entry.dossier, { n: Number(entry.n), leaf: entry.leaf })
  }
  const atSize = () => {
    const named = signed.get(size)
    if (!named) return
    const root = hex(rootOfFrontier(sha256, frontier))
    for (const [subject, expected] of named) note(subject, expected, root)
    signed.delete(size)
  }
  atSize()
  for (;;) {
    const rows = await read<Placed>(
      `SELECT s."number", s."entryId", s.leaf AS place, ${columns} FROM "LogSequence" s
      LEFT JOIN "AuditEntry" e ON e.id = s."entryId" WHERE s."number" >= ${size} ORDER BY s."number" LIMIT ${page}`,
    )
    for (const row of rows) {
      const subject = `place ${row.number}`
      note(subject, size, Number(row.number))
      note(`${subject} entry`, row.entryId, row.id)
      if (row.id === null || Number(row.number) !== size) return found
      note(`${subject} leaf`, row.leaf, row.place)
      check(row, `entry ${row.number}`)
      const grown = append(sha256, frontier, [leafHash(sha256, row.bytes)])
      for (const { level, number, hashes, root } of grown.tiles) {
        const tile = tiles.get(`${level}/${number}`)
        tiles.delete(`${level}/${number}`)
        note(`tile ${level}/${number}`, hex(Buffer.concat(hashes)), tile ? hex(tile.hashes) : 'none')
        note(`tile ${level}/${number} root`, hex(root), tile ? hex(tile.root) : 'none')
      }
      frontier = grown.frontier
      size++
      atSize()
    }
    if (rows.length < page) break
  }
  for (const size of signed.keys()) note(`checkpoint ${size}`, 'as many entries', 'fewer')
  for (const place of tiles.keys()) note(`tile ${place}`, 'none', 'one')
  const waiting = await read<EntryRow>(
    `SELECT ${columns} FROM "AuditEntry" e LEFT JOIN "LogSequence" s ON s."entryId" = e.id
    WHERE s."number" IS NULL ORDER BY e.dossier, e.n`,
  )
  for (const entry of waiting) check(entry, `waiting ${entry.id}`)
  return found
}

type Tile = { level: Count; number: Count; hashes: Uint8Array; root: Uint8Array }
type Signed = Map<number, [subject: string, root: string][]>

/** By size, the roots that checkpoints and days name; each checkpoint signed by a key of the log in its time. */
async function signedRoots(
  read: ReadRows,
  note: (subject: string, expected: unknown, is: unknown) => void,
): Promise<Signed> {
  const rows = await read<{ text: string; fromEpoch: Count; fromSize: Count }>(
    'SELECT * FROM "LogKey" ORDER BY "number"',
  )
  for (const [i, { text }] of rows.entries()) note(`key ${i}`, true, parseKey(sha256, text) !== null)
  const { keys, beside } = sortKeys(
    rows.map(({ text, fromEpoch, fromSize }) => ({
      text,
      fromEpoch: Number(fromEpoch),
      fromSize: Number(fromSize),
    })),
  )
  const signed: Signed = new Map()
  const add = (size: number, subject: string, root: string) =>
    signed.set(size, [...(signed.get(size) ?? []), [subject, root]])
  for (const row of await read<{ size: Count; root: string; note: string }>(
    'SELECT * FROM "LogCheckpoint"',
  )) {
    const subject = `checkpoint ${row.size}`
    const opened = openSigned(row.note, keys, verifySignature)
    note(`${subject} signature`, true, opened !== null && isInTime(opened, keys))
    const [firstBeside] = beside
    if (opened && firstBeside && isBefore(firstBeside.from, opened)) {
      const second = openSigned(row.note, beside, verifySignature)
      note(`${subject} second signature`, true, second !== null && isInTime(second, beside))
    }
    note(`${subject} size`, opened?.size, Number(row.size))
    note(`${subject} root`, opened && hex(opened.root), row.root)
    add(Number(row.size), subject, row.root)
  }
  for (const { day, size, root } of await read<{ day: string; size: Count; root: string }>(
    'SELECT * FROM "LogDay"',
  ))
    add(Number(size), `day ${day}`, root)
  return signed
}

/** What the columns beside the bytes must say; the bytes alone are hashed. */
function columnsOf({ bytes }: EntryRow): { expected: Record<string, unknown>; prev: unknown } {
  const text = Buffer.from(bytes).toString()
  const event = parsed(text)
  const { id, time, act, result, object, actor, n, prev } = event ?? {}
  const leaf = hex(leafHash(sha256, bytes))
  if (event === null || canonicalize(event) !== text)
    return { expected: { leaf, id: 'canonical JSON' }, prev }
  const unit = object?.unit === undefined ? {} : { unitCode: object.unit }
  const expected = {
    leaf,
    id,
    at: time,
    act,
    result,
    dossier: object?.dossier,
    actorId: actor?.id,
    n,
    ...unit,
  }
  return { expected, prev }
}

type Event = Record<'id' | 'time' | 'act' | 'result' | 'n' | 'prev', unknown> & {
  object?: { dossier?: unknown; unit?: unknown }
  actor?: { id?: unknown }
}

function parsed(text: string): Event | null {
  try {
    const event: unknown = JSON.parse(text)
    return typeof event === 'object' ? (event as Event | null) : null
  } catch {
    return null
  }
}

function plain(value: EntryRow[keyof EntryRow]): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  const instant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)$/.test(value)
  return instant ? new Date(value).toISOString() : value
}
