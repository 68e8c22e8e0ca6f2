import { type ApplicationQuery, applicationFilterNames, exportRows } from '#app/db/application.server.ts'
import { applicationList } from '#app/domain/reports/application-list.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of applications, as `exportList`. */
export async function exportApplications(
  ctx: Ctx,
  query: ApplicationQuery,
): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const [rows, names] = await Promise.all([
    exportRows(ctx, query),
    applicationFilterNames(ctx, query.filters),
  ])
  const audience = ctx.actor.enterpriseId === null ? 'staff' : 'applicant'
  const { q, ...filters } = query.filters
  const asked = (name: keyof typeof filters) => filters[name]?.slice(0, 200) ?? null
  return exportList(ctx, {
    act: 'application.export',
    filter: [
      words.application.views[query.view],
      names.guideline,
      names.unit,
      filters.status && textOf(words, `state.application.${audience}.${filters.status}`),
      q,
    ],
    rows: rows.map((row) => ({
      receiptNo: row.receiptNo ?? '',
      projectName: row.projectName,
      applicantName: row.applicantName,
      uscc: row.enterprise.uscc,
      region: row.unitName,
      category: row.guideline.category.name,
      status: textOf(words, `state.application.${audience}.${row.status}`) ?? row.status,
      totalInvestmentFen: row.totalInvestmentFen,
      requestedFen: row.requestedFen,
      submittedAt: row.submittedAt,
    })),
    report: applicationList,
    after: (found) => ({
      view: query.view,
      q: q ?? null,
      status: asked('status'),
      guideline: asked('guideline'),
      unit: asked('unit'),
      ...found,
    }),
  })
}
