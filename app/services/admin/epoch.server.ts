import { announcedKeys, currentEpoch, readHalt } from '#app/db/log-keys.server.ts'
import { logSize } from '#app/db/log.server.ts'
import { base64 } from '#app/domain/audit/note.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { isLoss, judgeHistory, openByLog } from '../audit-history.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { canReadErasures } from './erasure-list.server.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'

export type Loss = {
  /** number of the epoch that would begin */
  epoch: number
  /** entries that the database still has */
  kept: number
  /**
   * The checkpoint of what was lost, as it stands in the file, or the newest of the database where the file is missing;
   * no larger than `kept`: of another history.
   */
  note: string
  lost: { size: number; epoch: number; root: string }
}

/**
 * What a restore has lost, or which other history there was, by the checkpoint file, or that it is missing; null:
 * nothing, or it cannot be told.
 */
export async function lossNow({ db }: Pick<Ctx, 'db'>): Promise<Loss | null> {
  const own = await announcedKeys(db)
  const { halt, lostNote } = await judgeHistory(db, own, env.auditCheckpointFile)
  const said = await readHalt(db)
  const gone = halt?.code === 'checkpoint_missing' && said?.readOnly && said.code !== halt.code
  if (lostNote === null || gone || !isLoss(halt)) return null
  const lost = await openByLog(db, own, lostNote)
  if (!lost) return null
  const [kept, epoch] = await Promise.all([logSize(db.client), currentEpoch(db.client)])
  return {
    epoch: Math.max(epoch, lost.epoch) + 1,
    kept,
    note: lostNote,
    lost: { size: lost.size, epoch: lost.epoch, root: base64(lost.root) },
  }
}

/**
 * The security administrator asks that the log goes on without what a restore has lost, or the file says otherwise.
 * Refusals: reason_required, history_not_lost, epoch_asked_already, not_yours.
 */
export async function askEpoch(ctx: Ctx, { reason }: { reason: string }): Promise<Result<{ id: string }>> {
  const loss = await lossNow(ctx)
  return ctx.db.transact(async (tx) => {
    const asked = await tx.epochRequest.count({ where: { status: 'asked' } })
    const decision = decideCreation(ctx, 'epoch', 'ask', { lost: loss !== null, asked }, { reason })
    if (!decision.ok) return decision
    if (!loss) return refuse('history_not_lost')
    const id = newId()
    const status = decision.value.to
    await tx.epochRequest.create({
      data: {
        id,
        status,
        epoch: loss.epoch,
        keptSize: loss.kept,
        lostNote: loss.note,
        reason: reason.trim().slice(0, 2000),
        askedById: ctx.actor.id,
        askedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'epoch.ask',
      dossier: 'log:history',
      object: { type: 'epoch', id },
      after: { status, ...factsOf(loss) },
      reason,
    })
    return done({ id })
  })
}

/**
 * The audit administrator, another person, declares the loss: the sequencer then begins the epoch.
 * Refusals: same_person, history_not_lost (it is another loss by now), erasures_unreadable {file} (409), stale_version, not_yours.
 */
export async function declareEpoch(ctx: Ctx, { id, version }: { id: string; version: number }) {
  const loss = await lossNow(ctx)
  const file = erasureFile(env.auditCheckpointFile)
  if (loss && !(await canReadErasures(ctx.db, await announcedKeys(ctx.db), file)))
    return refuse('erasures_unreadable', { file }, { status: 409 })
  return ctx.db.transact(async (tx) =>
    applyTransition(tx, ctx, {
      workflow: 'epoch',
      id,
      version,
      transition: 'declare',
      facts: async () => {
        const { askedById, lostNote, keptSize } = await tx.epochRequest.findUniqueOrThrow({ where: { id } })
        return { askedById, lost: loss?.note === lostNote && loss.kept === keptSize }
      },
      set: { answeredById: ctx.actor.id, answeredAt: ctx.now },
      ...(loss && { after: factsOf(loss) }),
    }),
  )
}

/** The audit administrator declines: the system stays read-only. Refusals: reason_required, stale_version, not_yours. */
export async function declineEpoch(
  ctx: Ctx,
  { id, version, reason }: { id: string; version: number; reason: string },
) {
  return ctx.db.transact(async (tx) =>
    applyTransition(tx, ctx, {
      workflow: 'epoch',
      id,
      version,
      transition: 'decline',
      reason,
      set: { answeredById: ctx.actor.id, answeredAt: ctx.now },
    }),
  )
}

function factsOf({ epoch, kept, lost }: Loss) {
  return { epoch, kept, lost: lost.size, lostEpoch: lost.epoch, lostRoot: lost.root }
}
