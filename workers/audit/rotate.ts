import { systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { hex } from '#app/domain/audit/note.ts'
import type { Signer } from '#app/platform/audit-key.server.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '#app/services/audit.server.ts'
import { foreignKey, keysOf } from './held-key.ts'
import { openSequencer, sequenceAll } from './sequencer.ts'

/**
 * Lets another key take over: an event, and one checkpoint signed by both. A worker that runs with the old key takes up
 * the new one when it finds its secret, and signs nothing until then. @param sequencerDb the connection that may add to the log
 * @throws in one sentence when it cannot be done now; the old key then stays
 */
export async function rotateKey(
  db: Db,
  sequencerDb: Db,
  {
    signer,
    next,
    checkpointFile,
    now = () => new Date(),
  }: { signer: Signer; next: Signer; checkpointFile: string; now?: () => Date },
): Promise<void> {
  if (signer.key.name !== next.key.name) throw new Error('the new key is of another log')
  const [own, coming] = [keysOf(signer), keysOf(next)].map((keys) => keys.map(({ kind }) => kind).join())
  if (own !== coming) throw new Error('the new key is of another kind')
  if (await foreignKey(db, signer))
    throw new Error('the configured key is not the one that signs the log now')
  const sequencer = openSequencer(sequencerDb, { signer, now, checkpointFile, seize: true })
  try {
    while ((await sequencer.step()) > 0);
    await db.transact((tx) =>
      record(
        tx,
        {
          db,
          actor: { ...systemActor, via: 'command' },
          now: now(),
          requestId: newId(),
          ip: '',
        },
        {
          act: 'log.key_rotated',
          dossier: 'log:history',
          object: { type: 'log_key', id: hex(next.key.id) },
          before: { key: hex(signer.key.id) },
          after: { key: hex(next.key.id) },
        },
      ),
    )
    if (!(await sequencer.handOver(next)))
      throw new Error('the log cannot be signed now: look at the red banner, then try again')
  } finally {
    await sequencer.end()
  }
  await sequenceAll(sequencerDb, { signer: next, now, checkpointFile, seize: true })
}
