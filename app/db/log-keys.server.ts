import { parseDeclaration } from '#app/domain/audit/epoch.ts'
import type { KeyFrom } from '#app/domain/audit/log-keys.ts'
import { formatKey, parseKey, parseNote } from '#app/domain/audit/note.ts'
import { rootOfFrontier } from '#app/domain/audit/frontier.ts'
import { sha256 } from '#app/platform/audit-key.server.ts'
import type { Db, Tx } from './client.server.ts'
import { readFrontier } from './log.server.ts'

/** The keys that have signed the log, the oldest first; none before the first checkpoint. */
export async function logKeys(tx: Pick<Tx, 'logKey'>): Promise<KeyFrom[]> {
  const rows = await tx.logKey.findMany({ orderBy: { number: 'asc' } })
  return rows.flatMap(({ text, fromEpoch, fromSize }) => {
    const key = parseKey(sha256, text)
    return key ? [{ key, from: { epoch: fromEpoch, size: fromSize } }] : []
  })
}

/** From here on this key signs. @throws when somebody was first */
export async function addLogKey(tx: Tx, { key, from }: KeyFrom, at: Date): Promise<void> {
  const number = await tx.logKey.count()
  const data = { number, text: formatKey(key), fromEpoch: from.epoch, fromSize: from.size, at }
  await tx.logKey.create({ data, select: { number: true } })
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
