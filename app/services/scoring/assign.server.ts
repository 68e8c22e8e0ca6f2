import type { Tx } from '#app/db/client.server.ts'
import { idsOf } from '#app/db/scoring/pool.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { decideCreation } from '../transition.server.ts'
import { blockCodes } from './avoidance.server.ts'

type PanelRow = { id: string; applicationIds: string; seatsWanted: number }

/** Sheets that may still count. */
export const liveSheets = ['assigned', 'scoring', 'submitted', 'unlock_requested', 'locked']

/**
 * Gives each application as many committed members as the panel has seats, in the order of the draw. Avoidance is
 * checked again for every pair: a blocked pair gets no sheet and an entry in the log.
 */
export async function assignMissing(tx: Tx, ctx: Ctx, panel: PanelRow): Promise<Result<null>> {
  const members = await tx.panelSeat.findMany({
    where: { panelId: panel.id, role: 'member', status: 'committed' },
    select: { expertId: true },
    orderBy: { order: 'asc' },
  })
  const applications = await tx.application.findMany({
    where: { id: { in: idsOf(panel.applicationIds) }, status: 'in_review' },
    select: { id: true, sheets: { select: { expertId: true, status: true } } },
    orderBy: { id: 'asc' },
  })
  for (const application of applications) {
    let live = application.sheets.filter(({ status }) => liveSheets.includes(status)).length
    for (const { expertId } of members) {
      if (live >= panel.seatsWanted) break
      if (application.sheets.some((sheet) => sheet.expertId === expertId)) continue
      if (await assign(tx, ctx, panel.id, application.id, expertId)) live++
    }
  }
  return done(null)
}

async function assign(
  tx: Tx,
  ctx: Ctx,
  panelId: string,
  applicationId: string,
  expertId: string,
): Promise<boolean> {
  const avoidance = await blockCodes(tx, ctx, expertId, applicationId)
  const decision = decideCreation(ctx, 'sheet', 'assign', { avoidance })
  const id = newId()
  if (decision.ok) {
    await tx.scoreSheet.create({
      data: { id, panelId, applicationId, expertId, status: decision.value.to },
      select: { id: true },
    })
  }
  await record(tx, ctx, {
    act: 'sheet.assign',
    ...(decision.ok ? {} : { refusal: decision.refusal.code }),
    dossier: `panel:${panelId}`,
    object: { type: 'sheet', id },
    after: {
      ...(decision.ok ? { status: decision.value.to } : {}),
      application: applicationId,
      expert: expertId,
      avoidance,
    },
  })
  return decision.ok
}
