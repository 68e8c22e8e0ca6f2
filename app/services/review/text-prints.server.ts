import { configurationOf } from '#app/db/configuration.server.ts'
import { keepBands, unprintedSnapshots } from '#app/db/review/text-prints.server.ts'
import { snapshotFrom } from '#app/db/working-application.server.ts'
import { bandsOfTexts, longTexts } from '#app/domain/application/duplicate.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'

/** Snapshots that one sweep takes at most; the next minute takes the rest. */
const batch = 200

/**
 * Takes the long texts of what was submitted into the index of the duplicate check, so that submitting itself does not
 * wait for it. Each in a transaction of its own. Returns how many.
 */
export async function printTexts(ctx: Ctx): Promise<number> {
  const snapshots = await unprintedSnapshots(ctx.db.client, batch)
  for (const snapshot of snapshots) {
    const { form, guideline } = snapshotFrom(snapshot.content)
    const configuration = await configurationOf(ctx.db, guideline.id, guideline.version)
    const bands = bandsOfTexts(longTexts(configuration.form, form))
    await ctx.db.transact(async (tx) => done(await keepBands(tx, snapshot, bands, ctx.now)))
  }
  return snapshots.length
}
