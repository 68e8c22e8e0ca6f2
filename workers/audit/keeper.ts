import type { Db, Tx } from '#app/db/client.server.ts'
import { announceKeys, currentEpoch, type Halt, rootAt } from '#app/db/log-keys.server.ts'
import { latestCheckpoint, logSize } from '#app/db/log.server.ts'
import { formatDeclaration } from '#app/domain/audit/epoch.ts'
import { type Signer, signNote } from '#app/platform/audit-key.server.ts'
import { replaceCheckpointFile } from '#app/platform/checkpoint-file.server.ts'
import { log } from '#app/platform/log.server.ts'
import { checkHistory, isLoss, judgeHistory, openByLog } from '#app/services/audit-history.server.ts'
import { eraseAgain } from './erase-again.ts'
import { enterKeys, type HeldKey, keysOf } from './held-key.ts'

/** milliseconds between two looks at the checkpoint file, and between two writings */
const pause = 1_000

/**
 * Watches over what may be signed: the key is the log's present one, and the checkpoint file, on a disk that no restore
 * of the database reaches, holds what was written last or what the database continues. Keeps the newest checkpoint there.
 * @param app the connection that erases again what a restore has brought back
 */
export function openKeeper(
  db: Db,
  { held, file, now, app }: { held: HeldKey; file: string; now: () => Date; app: Db },
) {
  let lookedAt = Number.NEGATIVE_INFINITY
  let wroteAt = Number.NEGATIVE_INFINITY
  let halted: Halt | null = null
  let present: string | null = null

  const erased = () => eraseAgain(app, keysOf(held.present()), { checkpointFile: file, now: now() })

  /** May the log be signed? Looks at most once a second. */
  async function maySign(): Promise<boolean> {
    const at = now().getTime()
    if (at < lookedAt + pause) return halted === null
    lookedAt = at
    if (halted?.code === 'checkpoint_unwritable') await keep({ always: true })
    const other = halted?.code === 'checkpoint_unwritable' ? halted : await held.follow()
    const own = keysOf(held.present())
    let history = await checkHistory(db, own, file, { other, remembered: present })
    if (isLoss(history.halt) && !isLoss(halted)) await erased()
    if (isLoss(history.halt) && (await beginEpoch(db, held.present(), history.lostNote, erased)))
      history = await checkHistory(db, own, file)
    if (history.halt && history.halt.code !== halted?.code) {
      await announceKeys(db, own)
      log.error({ ...history.halt }, 'the log is not signed')
    }
    halted = history.halt
    if (!halted) present = history.present ?? present
    if (present === null) await keep({ always: true })
    return halted === null
  }

  /** Writes the newest checkpoint, at most once a second, if the database proves that it continues the file's. */
  async function keep({ always = false } = {}): Promise<void> {
    const at = now().getTime()
    if ((halted && halted.code !== 'checkpoint_unwritable') || (!always && at < wroteAt + pause)) return
    const newest = (await latestCheckpoint(db))?.note
    if (newest === undefined) return
    wroteAt = at
    if (newest === present) return
    const found = await judgeHistory(db, keysOf(held.present()), file, present)
    if (found.halt) {
      lookedAt = Number.NEGATIVE_INFINITY
      return
    }
    if (found.present === null && present !== null) log.warn({ file }, 'the checkpoint file was removed')
    try {
      if (await replaceCheckpointFile(file, found.present, newest)) present = newest
      if (halted?.code === 'checkpoint_unwritable') halted = null
    } catch (error) {
      log.error({ err: error }, 'the checkpoint file cannot be written')
      halted = { code: 'checkpoint_unwritable', params: { file } }
    }
  }

  return { maySign, keep }
}

/**
 * Begins the epoch that two people declared for exactly this loss: signs their declaration. A key that the restored
 * database does not know begins with it.
 * @param erased whether everything that was erased is gone again: before that nothing becomes writable
 */
async function beginEpoch(
  db: Db,
  signer: Signer,
  lostNote: string | null,
  erased: () => Promise<boolean>,
): Promise<boolean> {
  const request = await db.client.epochRequest.findFirst({
    where: { status: 'declared', lostNote: lostNote ?? '' },
    orderBy: { epoch: 'desc' },
  })
  const lost = request && (await openByLog(db, keysOf(signer), request.lostNote))
  if (!request?.answeredById || !request.answeredAt || !lost || !(await erased())) return false
  const { epoch, keptSize, askedById: asked, answeredById: declared, answeredAt } = request
  return db.transact(async (tx: Tx) => {
    if ((await logSize(tx)) !== keptSize || (await currentEpoch(tx)) >= epoch) return false
    const text = formatDeclaration({
      name: signer.key.name,
      epoch,
      kept: { size: keptSize, root: await rootAt(tx, keptSize) },
      lost: { size: lost.size, root: lost.root, epoch: lost.epoch },
      at: answeredAt.toISOString(),
      asked,
      declared,
    })
    const data = {
      epoch,
      keptSize,
      lostNote: request.lostNote,
      note: await signNote(signer, text),
      at: answeredAt,
    }
    await tx.logEpoch.create({ data, select: { epoch: true } })
    await enterKeys(tx, signer, { epoch, size: keptSize }, answeredAt)
    return true
  })
}

/** One note with the signatures of the key that leaves and of the key that comes. */
export async function signByBoth(leaving: Signer, coming: Signer, text: string): Promise<string> {
  const [own, next] = [await signNote(leaving, text), await signNote(coming, text)]
  return own + next.slice(text.length + 1)
}
