import { parseDeclaration } from '#app/domain/audit/epoch.ts'
import type { KeyFrom } from '#app/domain/audit/log-keys.ts'
import { formatKey, type NoteKey, parseKey, parseNote } from '#app/domain/audit/note.ts'
import { rootOfFrontier } from '#app/domain/audit/frontier.ts'
import { sha256 } from '#app/platform/audit-key.server.ts'
import type { Db, Tx } from './client.server.ts'
import { readFrontier } from './log.server.ts'

export type LogKeys = {
  /** that have signed the log, the oldest first; none before the first checkpoint */
  keys: KeyFrom[]
  /** that signed beside these, by the second profile */
  beside: KeyFrom[]
}

/** A key is followed by one of its own profile: what is of another than the very first one signs beside. */
export async function allLogKeys(tx: Pick<Tx, 'logKey'>): Promise<LogKeys> {
  return sortKeys(await tx.logKey.findMany({ orderBy: { number: 'asc' } }))
}

export function sortKeys(rows: readonly { text: string; fromEpoch: number; fromSize: number }[]): LogKeys {
  const all = rows.flatMap(({ text, fromEpoch, fromSize }) => {
    const key = parseKey(sha256, text)
    return key ? [{ key, from: { epoch: fromEpoch, size: fromSize } }] : []
  })
  const isFirst = ({ key }: KeyFrom) => key.kind === all[0]?.key.kind
  return { keys: all.filter(isFirst), beside: all.filter((one) => !isFirst(one)) }
}

/** The keys that have signed the log, the oldest first; none before the first checkpoint. */
export async function logKeys(tx: Pick<Tx, 'logKey'>): Promise<KeyFrom[]> {
  return (await allLogKeys(tx)).keys
}

/** From here on this key signs. @throws when somebody was first */
export async function addLogKey(tx: Tx, { key, from }: KeyFrom, at: Date): Promise<void> {
  const number = await tx.logKey.count()
  const data = { number, text: formatKey(key), fromEpoch: from.epoch, fromSize: from.size, at }
  await tx.logKey.create({ data, select: { number: true } })
}

const announced = 'log.keys'

/** The worker says which keys it signs with, so that no other program needs their secrets to know them. */
export async function announceKeys({ client }: Pick<Db, 'client'>, keys: readonly NoteKey[]): Promise<void> {
  const value = keys.map(formatKey).join(' ')
  const known = await client.setting.findUnique({ where: { key: announced } })
  if (known?.value === value) return
  await client.setting.upsert({
    where: { key: announced },
    create: { key: announced, value },
    update: { value },
    select: { key: true },
  })
}

/** What the worker said last; none before one has started. A log that was restored may not know these keys. */
export async function announcedKeys({ client }: Pick<Db, 'client'>): Promise<NoteKey[]> {
  const row = await client.setting.findUnique({ where: { key: announced } })
  return (row?.value.split(' ') ?? []).flatMap((text) => parseKey(sha256, text) ?? [])
}

/** 1, or that of the newest declaration. */
export async function currentEpoch(tx: Pick<Tx, 'logEpoch'>): Promise<number> {
  const last = await tx.logEpoch.findFirst({ orderBy: { epoch: 'desc' }, select: { epoch: true } })
  return last?.epoch ?? 1
}

/** What was declared lost, the oldest first. */
export async function logEpochs(tx: Pick<Tx, 'logEpoch'>) {
  const rows = await tx.logEpoch.findMany({ orderBy: { epoch: 'asc' } })
  return rows.flatMap(({ note, lostNote, ...row }) => {
    const declaration = parseDeclaration(parseNote(note)?.text ?? '')
    return declaration ? [{ ...row, note, lostNote, declaration }] : []
  })
}

/** The root over the first `size` entries. @throws when the log has fewer */
export async function rootAt(tx: Pick<Tx, 'logSequence' | 'logTile'>, size: number): Promise<Uint8Array> {
  return rootOfFrontier(sha256, await readFrontier(tx, size))
}

/** Why the log is not signed: a code under `common.halt` with its values. */
export type Halt = { code: HaltCode; params: Record<string, string | number> }

/** Whether nothing may be written meanwhile, because what is written would continue a lost history. */
export const haltCodes = {
  history_lost: { readOnly: true },
  history_differs: { readOnly: true },
  checkpoint_missing: { readOnly: true },
  checkpoint_damaged: { readOnly: false },
  checkpoint_unwritable: { readOnly: false },
  key_changed: { readOnly: false },
} as const
export type HaltCode = keyof typeof haltCodes

const haltKey = 'log.halt'

/** What server and workers last found wrong with the history; null: nothing. */
export async function readHalt({ client }: Db): Promise<(Halt & { readOnly: boolean }) | null> {
  const row = await client.setting.findUnique({ where: { key: haltKey } })
  if (!row) return null
  const halt: Halt = JSON.parse(row.value)
  return { ...halt, readOnly: haltCodes[halt.code].readOnly }
}

export async function writeHalt({ client }: Db, halt: Halt | null): Promise<void> {
  if (halt === null) {
    await client.setting.deleteMany({ where: { key: haltKey } })
    return
  }
  const value = JSON.stringify(halt)
  await client.setting.upsert({
    where: { key: haltKey },
    create: { key: haltKey, value },
    update: { value },
    select: { key: true },
  })
}
