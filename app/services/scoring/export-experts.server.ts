import { exportedExperts, type ExpertQuery } from '#app/db/scoring/expert-list.server.ts'
import { divisionOf } from '#app/domain/kernel/industries.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { expertList } from '#app/domain/reports/expert-list.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/**
 * The official workbook of exactly this list of experts, as `exportList`. The rows are about people: their hash has no
 * salt and stays out of the event, so that nobody guesses them from it; the event names the workbook.
 */
export async function exportExperts(ctx: Ctx, query: ExpertQuery): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const { q, status, kind } = query.filters
  const stateOf = (code: string) => textOf(words, `state.expert.${code}`) ?? code
  const kindOf = (code: string) => textOf(words, `scoring.kind.${code}`) ?? code
  const rows = await exportedExperts(ctx, query)
  return exportList(ctx, {
    act: 'expert.export',
    filter: [kind && kindOf(kind), status && stateOf(status), q],
    rows: rows.map((row) => ({
      name: row.name,
      employer: row.employer,
      title: row.title,
      kind: kindOf(row.kind),
      specialties: row.specialties.map(divisionWithCode).join('、'),
      city: row.city.name,
      validTo: row.validTo,
      reviews: row.reviews,
      status: stateOf(row.status),
    })),
    report: expertList,
    after: ({ entries }) => ({ q: q ?? null, status: status ?? null, kind: kind ?? null, entries }),
  })
}

/** Name of an industry's division with its code behind it: 通用设备制造业（34）. */
function divisionWithCode(code: string): string {
  const division = divisionOf(code)
  return division ? `${division.zh}（${code}）` : code
}
