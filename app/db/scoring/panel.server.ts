import { scope } from '#app/authorization/scope.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'

/** The panel, when the actor may see it. @throws NotFound */
export async function panelInScope(tx: Tx, { actor }: Ctx, id: string) {
  const panel = await tx.panel.findFirst({ where: { AND: [{ id }, scope(actor, 'Panel')] } })
  if (!panel) throw new NotFound('panel')
  return panel
}
