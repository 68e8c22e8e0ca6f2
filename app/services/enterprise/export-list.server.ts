import { type EnterpriseQuery, exportedEnterprises } from '#app/db/enterprise-list.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { enterpriseList } from '#app/domain/reports/enterprise-list.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of enterprises, as `exportList`. */
export async function exportEnterprises(
  ctx: Ctx,
  query: EnterpriseQuery,
): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const { q } = query.filters
  const rows = await exportedEnterprises(ctx, query)
  return exportList(ctx, {
    act: 'enterprise.export',
    filter: [q],
    rows: rows.map(({ name, uscc, unit, tags, applications }) => ({
      name,
      uscc,
      unit: unit.name,
      tags: tags.map((tag) => textOf(words, `configuration.tag.${tag}`) ?? tag).join('、'),
      applications,
    })),
    report: enterpriseList,
    after: (found) => ({ q: q ?? null, ...found }),
  })
}
