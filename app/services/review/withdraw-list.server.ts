import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { requireImport } from '../import-workbook.server.ts'

/**
 * Takes a wrong list back, with all that it was the last to write: none of it is compared any more. Decisions that were
 * taken stay. Whoever may import may withdraw. Refusals: reason_required, list_withdrawn (409).
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
    const projects = await tx.listedProject.count({ where: { fileId } })
    await record(tx, ctx, {
      act: 'listed_projects.withdraw',
      dossier: `listed_projects:${fileId}`,
      object: { type: 'listed_projects', id: fileId },
      after: { projects },
      reason: why,
    })
    return done({ projects })
  })
}
