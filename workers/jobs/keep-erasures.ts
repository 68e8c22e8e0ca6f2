import { logKeys } from '#app/db/log-keys.server.ts'
import type { JobPayload } from '#app/domain/jobs.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import { env } from '#app/platform/env.server.ts'
import { keepErasures } from '../audit/keep-erasures.ts'
import type { Job } from '../job.ts'

/** Writes what was erased beside the checkpoint file, so that a restore does not bring it back. */
export const keepErasureList: Job<JobPayload<'keep_erasures'>> = {
  async run(_payload, { db, openSigner }) {
    const present = (await logKeys(db.client)).at(-1)?.key
    const signer = present && (await openSigner(present))
    if (!signer) return { later: 1 }
    await keepErasures(db, signer, erasureFile(env.auditCheckpointFile))
    return 'completed'
  },
}
