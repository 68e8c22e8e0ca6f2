/** The tables of a progress report (D.1): investment by item, equipment bought, output. A form as data, like the application. */
import { type FormDefinition, type FormValues, rowKey, rowsAt, tableOf } from '../application/form.ts'
import { boughtEquipment, itemTable, output, type ReportItem } from '../application/standard-form/progress.ts'
import { readForm, sumOf } from '../application/read-form.ts'
import { fenFromWan, wanText } from '../kernel/money.ts'
import type { FieldProblem } from '../kernel/refusal.ts'

export type { ReportItem } from '../application/standard-form/progress.ts'

/** The items among which an application divides its investment; none where its form has no such table. */
export function plannedItems(form: FormDefinition, values: FormValues): ReportItem[] {
  const planned = rowsAt(values, 'investment')
  return (tableOf(form, 'investment')?.table.rows ?? []).map(({ key, label }) => ({
    key,
    label,
    plannedWan: planned.find((row) => row[rowKey] === key)?.amount ?? '',
  }))
}

/** The tables of a report as a form; without the first where the application has no items. */
export function detailsForm(items: readonly ReportItem[]): FormDefinition {
  return { sections: [...(items.length > 0 ? [itemTable(items)] : []), boughtEquipment, output] }
}

type Detailed = { items: readonly ReportItem[]; details: FormValues }

/** What was typed into the tables, understood, and what is wrong with it. Refusals: required at `items` where all is empty. */
export function readDetails({ items, details }: Detailed): ReturnType<typeof readForm> {
  const { form, problems } = readForm(detailsForm(items), details)
  const typed = rowsAt(details, 'items').some(
    ({ period, cumulative }) => period?.trim() || cumulative?.trim(),
  )
  const untyped: FieldProblem = { path: 'items', code: 'required', params: {} }
  return { form, problems: items.length > 0 && !typed ? [untyped, ...problems] : problems }
}

export type ItemProgress = ReportItem & { plannedFen: bigint; periodFen: bigint; cumulativeFen: bigint }

/** Each item with its plan and what was invested in it, in fen; what cannot be read counts as nothing. */
export function itemProgress(report: Detailed): ItemProgress[] {
  const rows = readDetails(report).form.tables.items ?? []
  const fen = (value: unknown) => (typeof value === 'bigint' ? value : 0n)
  return report.items.map((item, i) => {
    const planned = fenFromWan(item.plannedWan)
    return {
      ...item,
      plannedFen: planned.ok ? planned.value : 0n,
      periodFen: fen(rows[i]?.cells.period),
      cumulativeFen: fen(rows[i]?.cells.cumulative),
    }
  })
}

/** What the items add up to, in fen; null where a report has none. */
export function itemSums(report: Detailed): { periodFen: bigint; cumulativeFen: bigint } | null {
  if (report.items.length === 0) return null
  const { form } = readDetails(report)
  return { periodFen: sumOf(form, 'items', 'period'), cumulativeFen: sumOf(form, 'items', 'cumulative') }
}

/** The report with the sums of its items as its investment; as typed where it has no items. */
export function withSums<R extends Detailed & { periodWan: string; cumulativeWan: string }>(report: R): R {
  const sums = itemSums(report)
  if (!sums) return report
  return { ...report, periodWan: wanText(sums.periodFen), cumulativeWan: wanText(sums.cumulativeFen) }
}

/** What a report takes beside its tables: photographs of the site, invoices. */
export const reportPapers = { formats: ['jpg', 'png', 'pdf'], maxMB: 20, maxCount: 20 } as const
