import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, Tx } from '#app/db/client.server.ts'
import { dropLease, holdsLease, seizeLease, takeLease } from '#app/db/lease.server.ts'
import {
  type Cursor,
  extendLog,
  logSize,
  readFrontier,
  type Waiting,
  waitingEntries,
  withMissingEarlier,
} from '#app/db/log.server.ts'
import { closeDay } from '#app/db/log-days.server.ts'
import { formatCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { originOf } from '#app/domain/audit/epoch.ts'
import { append, type Frontier, rootOfFrontier, sizeOf } from '#app/domain/audit/frontier.ts'
import { hex } from '#app/domain/audit/note.ts'
import { tileWidth } from '#app/domain/audit/tiles.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { leafHash } from '#app/domain/audit/tree.ts'
import { sha256, type Signer, signNote } from '#app/platform/audit-key.server.ts'
import { newId } from '#app/platform/id.ts'
import { log } from '#app/platform/log.server.ts'
import { enterKeys, epochToSign, holdKey, type Signers } from './held-key.ts'
import { openKeeper, signByBoth } from './keeper.ts'

export type SequencerOptions = {
  signer: Signer
  /** asked when another key has taken over; without it the log then stands still until a restart */
  signers?: Signers
  now?: () => Date
  /** milliseconds between looks while nothing waits */
  pause?: number
  /** where the newest checkpoint is kept outside the database; without it nothing shows that a backup was restored */
  checkpointFile?: string
  /** what may remove personal values, after a restore; the sequencer's own connection unless roles are separate */
  app?: Db
  /** takes the lead from whichever worker has it */
  seize?: true
}

const leaseName = 'log'
/** milliseconds that a leader may be silent before another takes over */
const leaseTime = 15_000

/**
 * Gives every committed audit entry its place in the log and signs the grown tree, at most 256 entries at a time,
 * until `signal` aborts. Of several workers one leads. Each step is one transaction that only inserts, so that a crash
 * anywhere is repeated without loss and without doubles.
 */
export async function runSequencer(
  db: Db,
  { signal, pause = 100, ...options }: SequencerOptions & { signal: AbortSignal },
): Promise<void> {
  const sequencer = openSequencer(db, options)
  while (!signal.aborted) {
    const placed = await sequencer.step().catch((error: unknown) => {
      log.error({ err: error }, 'the log does not grow')
      return 0
    })
    if (placed < tileWidth / 2) await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
  await sequencer.end().catch(() => undefined)
}

/** Places everything that is committed now. @returns how many entries; fewer than wait while another worker leads */
export async function sequenceAll(db: Db, options: SequencerOptions): Promise<number> {
  const sequencer = openSequencer(db, options)
  let sum = 0
  try {
    for (let placed = await sequencer.step(); placed > 0; placed = await sequencer.step()) sum += placed
  } finally {
    await sequencer.end()
  }
  return sum
}

/** What a leader remembers between steps; all of it can be read again. */
type Memory = { cursor: Cursor; frontier: Frontier; leaseUntil: Date }

export function openSequencer(
  db: Db,
  { signer: first, signers, now = () => new Date(), checkpointFile, app = db, seize }: SequencerOptions,
) {
  const holder = newId()
  const held = holdKey(db, first, signers)
  const keeper = checkpointFile ? openKeeper(db, { held, file: checkpointFile, now, app }) : null
  let memory: Memory | null = null
  let closedOn: string | null = null

  /** @returns how many entries got their place; 0: none waits, or another worker leads */
  async function step(): Promise<number> {
    const known = memory
    memory = null
    const led = await lead(known)
    if (!led) return 0
    memory = led
    if (shanghaiDay(now()) !== closedOn) {
      await closeDay(db, now())
      closedOn = shanghaiDay(now())
    }
    if (keeper && !(await keeper.maySign())) return 0
    const { entries, next } = await waitingEntries(db.client, db.dialect, { cursor: led.cursor, limit: 1 })
    if (entries.length === 0) {
      led.cursor = next
      await keeper?.keep()
      return 0
    }
    const done = await db.transact((tx) => place(tx, led))
    memory = { ...led, ...done.memory }
    if (done.foreign && (await held.follow()) === null) return step()
    await keeper?.keep()
    return done.placed
  }

  async function lead(known: Memory | null): Promise<Memory | null> {
    const at = now()
    if (known && at.getTime() < known.leaseUntil.getTime() - (leaseTime * 2) / 3) return known
    const until = new Date(at.getTime() + leaseTime)
    if (seize && !known) await seizeLease(db, leaseName, { holder, until })
    else if (!(await takeLease(db, leaseName, { holder, now: at, until }))) return null
    return { cursor: known?.cursor ?? 0n, frontier: known?.frontier ?? [], leaseUntil: until }
  }

  async function place(
    tx: Tx,
    { cursor, frontier: known }: Memory,
    coming: Signer | null = null,
  ): Promise<{ placed: number; memory: Partial<Memory>; foreign?: true }> {
    if (!(await holdsLease(tx, leaseName, holder))) return { placed: 0, memory: {} }
    const signer = held.present()
    const epoch = await epochToSign(tx, signer, now())
    if (epoch === null) return { placed: 0, memory: {}, foreign: true }
    const size = await logSize(tx)
    const frontier = sizeOf(known) === size ? known : await readFrontier(tx, size)
    const limit = tileWidth - (size % tileWidth)
    const { entries, next } = await readyEntries(tx, cursor, limit)
    if (entries.length === 0) return { placed: 0, memory: { frontier } }

    const leaves = entries.map(({ bytes }) => leafHash(sha256, bytes))
    const grown = append(sha256, frontier, leaves)
    const root = rootOfFrontier(sha256, grown.frontier)
    const newSize = size + entries.length
    const text = formatCheckpoint({ origin: originOf(signer.key.name, epoch), size: newSize, root })
    await extendLog(tx, {
      places: entries.map(({ id }, i) => ({ number: size + i, entryId: id, leaf: hex(leaves[i] ?? root) })),
      tiles: grown.tiles,
      checkpoint: {
        size: newSize,
        root: hex(root),
        note: coming ? await signByBoth(signer, coming, text) : await signNote(signer, text),
        signedAt: now(),
      },
    })
    if (coming) await enterKeys(tx, coming, { epoch, size: newSize }, now())
    return { placed: entries.length, memory: { cursor: next, frontier: grown.frontier } }
  }

  /** Entries whose dossier's earlier entries all have their place, or get it in the same step, in that order. */
  async function readyEntries(
    tx: Tx,
    cursor: Cursor,
    limit: number,
  ): Promise<{ entries: Waiting[]; next: Cursor }> {
    for (let look = limit; ; look *= 4) {
      const { entries, next } = await waitingEntries(tx, db.dialect, { cursor, limit: look })
      const ordered = byDossier(entries)
      if (db.dialect === 'sqlite') return { entries: ordered, next }
      const early = await withMissingEarlier(tx, entries)
      const ready = ordered.filter(({ dossier }) => !early.has(dossier)).slice(0, limit)
      const complete = ready.length === entries.length
      if (ready.length > 0 || entries.length < look) return { entries: ready, next: complete ? next : cursor }
    }
  }

  /**
   * Signs the next checkpoint by the present key and by `coming`, which takes over there. Something must wait to be placed.
   * @returns whether it did; false: another worker leads, or the log may not be signed now
   */
  async function handOver(coming: Signer): Promise<boolean> {
    const led = await lead(memory)
    if (!led || (keeper && !(await keeper.maySign()))) return false
    memory = led
    const done = await db.transact((tx) => place(tx, led, coming))
    await keeper?.keep({ always: true })
    return done.placed > 0
  }

  async function end(): Promise<void> {
    if (memory) await keeper?.keep({ always: true })
    memory = null
    await dropLease(db, leaseName, holder)
  }

  return { step, handOver, end }
}

/** Each dossier keeps its positions, filled in the order of its numbers. */
function byDossier(entries: readonly Waiting[]): Waiting[] {
  const dossiers = new Map<string, Waiting[]>()
  for (const entry of entries) dossiers.set(entry.dossier, [...(dossiers.get(entry.dossier) ?? []), entry])
  for (const own of dossiers.values()) own.sort((a, b) => a.n - b.n)
  return entries.map((entry) => dossiers.get(entry.dossier)?.shift() ?? entry)
}
