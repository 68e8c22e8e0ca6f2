import type { Tx } from '#app/db/client.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { requireImport } from '../import-workbook.server.ts'

/**
 * Takes a wrong list back: what no other list has is compared no more; the rest says again what the newest list says that
 * stands. Decisions that were taken stay. Whoever may import may withdraw. Refusals: reason_required, list_withdrawn (409).
 * @returns how many projects are compared no more
 * @throws NotFound
 */
export async function withdrawList(
  ctx: Ctx,
  { fileId, reason }: { fileId: string; reason: string },
): Promise<Result<{ projects: number }>> {
  requireImport(ctx, 'listed_projects')
  const why = reason.trim().slice(0, 2000)
  if (!why) return refuse('reason_required')
  return ctx.db.transact(async (tx) => {
    const { count } = await tx.importedList.updateMany({
      where: { fileId, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawnByName: ctx.actor.name, withdrawReason: why },
    })
    if (count === 0) {
      if (!(await tx.importedList.findUnique({ where: { fileId }, select: { fileId: true } })))
        throw new NotFound('list')
      return refuse('list_withdrawn', {}, { status: 409 })
    }
    const restored = await restoreOthers(tx, ctx, fileId)
    const projects = await tx.listedProject.count({ where: { fileId } })
    await record(tx, ctx, {
      act: 'listed_projects.withdraw',
      dossier: `listed_projects:${fileId}`,
      object: { type: 'listed_projects', id: fileId },
      after: { projects, restored },
      reason: why,
    })
    return done({ projects })
  })
}

/** Projects of a withdrawn list that others have: each says again what the newest of those says. @returns how many */
async function restoreOthers(tx: Tx, ctx: Ctx, fileId: string): Promise<number> {
  const rows = await tx.listedRow.findMany({
    where: { project: { fileId }, list: { withdrawnAt: null } },
    include: { list: { select: { importedAt: true } } },
  })
  const byProject = Map.groupBy(rows, ({ listedId }) => listedId)
  for (const [id, said] of byProject) {
    const newest = said.reduce((a, b) => (b.list.importedAt > a.list.importedAt ? b : a))
    const { rowNumber, undertakerName, amountFen } = newest
    await tx.listedProject.update({
      where: { id },
      data: {
        fileId: newest.fileId,
        rowNumber,
        undertakerName,
        amountFen,
        updatedAt: ctx.now,
        version: { increment: 1 },
      },
      select: { id: true },
    })
  }
  return byProject.size
}
