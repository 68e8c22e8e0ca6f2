import { systemActor } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { sheetContent } from '#app/db/review/sheet-list.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'

/**
 * A.4: a recommended application changed, so every list that names it no longer holds. Done by the system, whoever
 * changed the application.
 */
export async function supersedeSheets(
  tx: Tx,
  ctx: Ctx,
  application: { id: string; guidelineId: string; unitCode: string; cityCode: string },
): Promise<void> {
  const sheets = await tx.recommendationSheet.findMany({
    where: {
      guidelineId: application.guidelineId,
      unitCode: { in: [application.unitCode, application.cityCode] },
      status: { in: ['generated', 'filed'] },
    },
    select: { id: true, content: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, content } of sheets) {
    if (!sheetContent(content).rows.some(({ applicationId }) => applicationId === application.id)) continue
    await supersede(tx, ctx, id, application.id)
  }
}

/** Ends one list; `application` is the one whose change did it, null when a newer list takes its place. */
export async function supersede(
  tx: Tx,
  ctx: Ctx,
  sheetId: string,
  applicationId: string | null,
): Promise<void> {
  const system = { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
  const ended = await applyTransition(tx, system, {
    workflow: 'recommendation',
    id: sheetId,
    version: null,
    transition: 'supersede',
    after: { application: applicationId },
  })
  if (!ended.ok) throw new Error(`recommendation ${sheetId}: ${ended.refusal.code}`)
}
