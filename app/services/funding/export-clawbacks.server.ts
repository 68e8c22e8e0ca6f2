import { type ClawbackQuery, exportedClawbacks } from '#app/db/funding/clawback-list.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { clawbackList } from '#app/domain/reports/clawback-list.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of clawbacks, as `exportList`. */
export async function exportClawbacks(
  ctx: Ctx,
  query: ClawbackQuery,
): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const rows = await exportedClawbacks(ctx, query)
  return exportList(ctx, {
    act: 'clawback.export',
    filter: [words.funding.clawback.views[query.view]],
    rows: rows.map(
      ({ project: { code, name, undertaker }, ground, amountFen, repaidFen, status, endsOn }) => ({
        code,
        name,
        undertaker,
        ground: textOf(words, `funding.clawback.grounds.${ground}`) ?? '',
        amountFen,
        repaidFen,
        status: textOf(words, `state.clawback.${status}`) ?? status,
        endsOn,
      }),
    ),
    report: clawbackList,
    after: (found) => ({ view: query.view, ...found }),
  })
}
