import { type AlertQuery, exportedAlerts } from '#app/db/alert-list.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { alertList } from '#app/domain/reports/alert-list.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of alerts, as `exportList`; to the undertaker in the words told to it. */
export async function exportAlerts(ctx: Ctx, query: AlertQuery): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const { q, level } = query.filters
  const { risks, toldRisks } = words.alert
  const named: Record<string, string> = ctx.actor.enterpriseId === null ? risks : toldRisks
  const levelOf = (one: number | string) => textOf(words, `alert.levels.${one}`) ?? String(one)
  const rows = await exportedAlerts(ctx, query)
  return exportList(ctx, {
    act: 'alert.export',
    filter: [words.alert.views[query.view], level && levelOf(level), q],
    rows: rows.map((row) => ({
      code: row.project.code,
      name: row.project.name,
      undertaker: row.project.undertaker,
      risk: named[row.risk] ?? row.risk,
      level: levelOf(row.level),
      raisedOn: shanghaiDay(row.raisedAt),
      status: textOf(words, `state.alert.${row.status}`) ?? row.status,
      dueAt: row.dueAt,
      closedOn: row.closedAt ? shanghaiDay(row.closedAt) : '',
    })),
    report: alertList,
    after: (found) => ({ view: query.view, level: level ?? null, q: q ?? null, ...found }),
  })
}
