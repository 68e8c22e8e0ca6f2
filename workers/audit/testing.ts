import { systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { newKey, signerOf } from '#app/platform/audit-key.server.ts'
import { record } from '#app/services/audit.server.ts'
import type { Ctx } from '#app/services/context.ts'

/** A fixed key for tests and measurements. */
export const testKey = newKey('test.example/log', new Uint8Array(32).fill(7))
export const testSigner = signerOf(testKey.secret)

export function systemCtx(db: Db): Ctx {
  return { db, actor: systemActor, now: new Date('2026-03-18T09:00:00Z'), requestId: 'test', ip: '' }
}

/** Records `count` events, spread over dossiers in turn, `together` of them per transaction. */
export async function recordEvents(
  db: Db,
  count: number,
  { dossiers = 3, together = 50, name = 'test' } = {},
): Promise<void> {
  const ctx = systemCtx(db)
  for (let from = 0; from < count; from += together)
    await db.transact(async (tx) => {
      for (let i = from; i < Math.min(count, from + together); i++)
        await record(tx, ctx, {
          act: 'enterprise.save_profile',
          dossier: `${name}:${i % dossiers}`,
          object: { type: 'test', id: String(i % dossiers) },
          after: { fields: [`\u4e8b\u9879 ${i}`] },
        })
    })
}
