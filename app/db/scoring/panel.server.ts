import { scope } from '#app/authorization/scope.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'
import { idsOf } from './pool.server.ts'

/** The panel, when the actor may see it. @throws NotFound */
export async function panelInScope(tx: Tx, { actor }: Ctx, id: string) {
  const panel = await tx.panel.findFirst({ where: { AND: [{ id }, scope(actor, 'Panel')] } })
  if (!panel) throw new NotFound('panel')
  return panel
}

/** Applications that sit in a panel that is still going on, of one guideline or of all. */
export async function seatedApplications(tx: Tx, guidelineId?: string): Promise<string[]> {
  const panels = await tx.panel.findMany({
    where: { status: { not: 'closed' }, ...(guidelineId !== undefined && { guidelineId }) },
    select: { applicationIds: true },
  })
  return panels.flatMap((panel) => idsOf(panel.applicationIds))
}
