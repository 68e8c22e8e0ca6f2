import { type CreditQuery, exportedCredits } from '#app/db/funding/credit-list.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { creditList } from '#app/domain/reports/credit-list.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of credit records, as `exportList`. */
export async function exportCredits(ctx: Ctx, query: CreditQuery): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const rows = await exportedCredits(ctx, query)
  const { q } = query.filters
  return exportList(ctx, {
    act: 'credit.export',
    filter: [words.funding.credit.views[query.view], q],
    rows: rows.map(({ project, event, level, points, basisNo, startsOn, endsOn, status }) => ({
      ...project,
      event: textOf(words, `funding.credit.events.${event}`) ?? event,
      level: textOf(words, `funding.credit.levels.${level}`) ?? level,
      points: startsOn ? String(points) : '',
      basisNo,
      startsOn: startsOn ?? '',
      endsOn: endsOn ?? '',
      status: textOf(words, `state.credit.${status}`) ?? status,
    })),
    report: creditList,
    after: (found) => ({ view: query.view, q: q ?? null, ...found }),
  })
}
