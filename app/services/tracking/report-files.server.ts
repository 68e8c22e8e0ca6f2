import type { Tx } from '#app/db/client.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { reportPapers } from '#app/domain/tracking/report-details.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { attachFile, type GivenFile, namedFile, type ShownFile, takeFile } from '../keep-file.server.ts'
import { mayWrite, type ReportInScope, reportFiles, reportInScope } from './report.server.ts'

const slot = 'paper'

/**
 * Takes a photograph or paper of a report that is being written. What is refused leaves nothing.
 * Refusals: those of keepFile, too_many_files {max}, wrong_state (409), not_yours.
 */
export async function addReportFile(
  ctx: Ctx,
  { reportId, ...given }: GivenFile & { reportId: string },
): Promise<Result<ShownFile>> {
  const report = await reportInScope(ctx.db.client, ctx, reportId)
  const allowed = mayWrite(ctx, report)
  if (!allowed.ok) return allowed
  const { formats, maxMB, maxCount } = reportPapers
  return takeFile(ctx, given, { formats, maxBytes: maxMB * 1024 * 1024 }, async (tx, kept) => {
    const held = await hold(tx, report)
    if (!held.ok) return held
    if ((await reportFiles(tx, reportId)).length >= maxCount)
      return refuse('too_many_files', { max: maxCount })
    const owned = { ownerType: 'report', ownerId: reportId, slot }
    return attachFile(tx, ctx, kept, owned, entry('report.attach', report))
  })
}

/** Takes one out again while the report is being written. Its bytes stay. Refusals: wrong_state (409), not_yours. */
export async function removeReportFile(
  ctx: Ctx,
  { reportId, fileId }: { reportId: string; fileId: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const report = await reportInScope(tx, ctx, reportId)
    const allowed = mayWrite(ctx, report)
    if (!allowed.ok) return allowed
    const held = await hold(tx, report)
    if (!held.ok) return held
    const file = (await reportFiles(tx, reportId)).find(({ id }) => id === fileId)
    if (!file) throw new NotFound('file')
    await tx.storedFile.update({ where: { id: fileId }, data: { removedAt: ctx.now } })
    const files = [namedFile(file)]
    await record(tx, ctx, { ...entry('report.detach', report), before: { slot }, files })
    return done(null)
  })
}

/** Holds the row until the end of the transaction: nobody sends the report in between. */
async function hold(tx: Tx, { id, status }: ReportInScope): Promise<Result<null>> {
  const { count } = await tx.progressReport.updateMany({
    where: { id, status },
    data: { revision: { increment: 0 } },
  })
  return count === 1 ? done(null) : refuse('wrong_state', {}, { status: 409 })
}

function entry(act: string, { id, project: { applicationId, unitCode } }: ReportInScope) {
  return { act, dossier: `application:${applicationId}`, object: { type: 'report', id }, unitCode }
}
