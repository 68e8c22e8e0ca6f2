import { mkdir } from 'node:fs/promises'
import { assertAppendOnly } from '#app/db/append-only.server.ts'
import { openDb } from '#app/db/client.server.ts'
import { announceKeys } from '#app/db/log-keys.server.ts'
import { openSequencerDb } from '#app/db/roles.server.ts'
import { warnOfMissingKeys } from '#app/db/sealed.server.ts'
import { openSigner, openSigners } from '#app/platform/audit-key.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { env } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import { checkHistory } from '#app/services/audit-history.server.ts'
import { eraseAgain } from './audit/erase-again.ts'
import { keysOf } from './audit/held-key.ts'
import { runSequencer, sequenceAll } from './audit/sequencer.ts'
import { drain, runOnce, runWorker } from './run.ts'

/** The worker process: runs until SIGTERM or SIGINT; `--once` runs one due job, `--drain` all that is due. */
const db = await openDb(env.databaseUrl)
await assertAppendOnly(db)
const sequencerDb = await openSequencerDb(db, env)
try {
  if (process.argv.includes('--once')) await runOnce(db, { now })
  else {
    const signer = await openSigner(env)
    await mkdir(env.dataDir, { recursive: true })
    const signers = () => openSigners(env)
    const { auditCheckpointFile: checkpointFile } = env
    const sequencing = { signer, signers, now, checkpointFile, app: db }
    await warnOfMissingKeys(db)
    await announceKeys(db, keysOf(signer))
    await checkHistory(db, keysOf(signer), checkpointFile)
    await eraseAgain(db, keysOf(signer), { checkpointFile, now: now() })
    if (process.argv.includes('--drain')) {
      const placed = await sequenceAll(sequencerDb, sequencing)
      const attempts = await drain(db, { now, signers })
      log.info({ attempts, placed: placed + (await sequenceAll(sequencerDb, sequencing)) }, 'drained')
    } else {
      const signal = stopSignal()
      await Promise.all([
        runWorker(db, { signal, now, signers }),
        runSequencer(sequencerDb, { signal, ...sequencing }),
      ])
    }
  }
} finally {
  await db.close()
  if (sequencerDb !== db) await sequencerDb.close()
}

function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort())
  return stop.signal
}
