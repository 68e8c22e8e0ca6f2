import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { openingsOf } from '#app/db/audit-personal.server.ts'
import { done, NotFound } from '#app/domain/kernel/refusal.ts'
import { presentKey } from '../audit-keys.server.ts'
import { proofOf } from '../audit-receipt.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/**
 * The proof of an entry with all that it says, personal values and their keys included: for those who watch the log.
 * Handing it out is an event, before it is handed out. Throws NotFound, also while the entry has no place yet.
 */
export async function discloseEntry(
  ctx: Ctx,
  { id }: { id: string },
): Promise<{ name: string; file: string }> {
  if (!may(ctx.actor, 'read', 'AuditEntry')) throw new NotFound('audit entry')
  const { db } = ctx
  const where = { AND: [{ id }, scope(ctx.actor, 'AuditEntry')] }
  if ((await db.client.auditEntry.count({ where })) === 0) throw new NotFound('audit entry')
  const { index, file } = await proofOf(db, await presentKey(db), id, { values: true })
  await db.transact(async (tx) => {
    await record(tx, ctx, {
      act: 'audit.disclose',
      dossier: `disclosed:${ctx.actor.id}`,
      object: { type: 'audit_entry', id },
      after: { fields: Object.keys(await openingsOf(tx, id)) },
    })
    return done(null)
  })
  return { name: `entry-${index}-values.tlog-proof`, file }
}
