import { exportedProjects, type ProjectQuery } from '#app/db/project-list.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { projectList } from '#app/domain/reports/project-list.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of projects, as `exportList`. */
export async function exportProjects(ctx: Ctx, query: ProjectQuery): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const { q } = query.filters
  const rows = await exportedProjects(ctx, query)
  return exportList(ctx, {
    act: 'project.export',
    filter: [words.tracking.views[query.view], q],
    rows: rows.map((row) => ({
      code: row.code,
      name: row.name,
      undertaker: row.undertaker,
      region: row.unitName,
      amountFen: row.amountFen,
      endOn: row.endOn,
      asked: row.asked,
      accepted: row.reports,
      late: row.late,
      status: textOf(words, `state.project.${row.status}`) ?? row.status,
      dueAt: row.dueAt,
    })),
    report: projectList,
    after: (found) => ({ view: query.view, q: q ?? null, ...found }),
  })
}
