import { openDb } from '#app/db/client.server.ts'
import { env } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import { drain, runOnce, runWorker } from './run.ts'

/** The worker process: runs until SIGTERM or SIGINT; `--once` runs one due job, `--drain` all that is due. */
const db = await openDb(env.databaseUrl)
try {
  if (process.argv.includes('--once')) await runOnce(db)
  else if (process.argv.includes('--drain')) log.info({ attempts: await drain(db) }, 'drained')
  else await runWorker(db, { signal: stopSignal() })
} finally {
  await db.close()
}

function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort())
  return stop.signal
}
