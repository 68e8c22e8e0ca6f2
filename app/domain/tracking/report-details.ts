/** The tables of a progress report (D.1): investment by item, equipment bought, output. A form as data, like the application. */
import {
  type FormDefinition,
  type FormValues,
  type Label,
  rowKey,
  rowsAt,
  tableOf,
  type TableSection,
} from '../application/form.ts'
import { amount, both, cell } from '../application/standard-form/build.ts'
import { readForm, sumOf } from '../application/read-form.ts'
import { fenFromWan, wanText } from '../kernel/money.ts'
import type { FieldProblem } from '../kernel/refusal.ts'

/** An item of the planned investment, 万元 as typed in the application; '' where nothing was planned. */
export type ReportItem = { key: string; label: Label; plannedWan: string }

/** The items among which an application divides its investment; none where its form has no such table. */
export function plannedItems(form: FormDefinition, values: FormValues): ReportItem[] {
  const planned = rowsAt(values, 'investment')
  return (tableOf(form, 'investment')?.table.rows ?? []).map(({ key, label }) => ({
    key,
    label,
    plannedWan: planned.find((row) => row[rowKey] === key)?.amount ?? '',
  }))
}

const unlimited = '-99999999'

function itemTable(items: readonly ReportItem[]): TableSection {
  return {
    key: 'items',
    number: '',
    title: both('分项投资', 'Investment by item'),
    help: both(
      '按申报书的投资估算分项填写，合计自动计算；没有发生的可不填',
      'By the items of the application; the totals are added up. Leave empty what did not happen',
    ),
    table: {
      rows: items.map(({ key, label, plannedWan }) => {
        const read = fenFromWan(plannedWan)
        const planned = wanText(read.ok ? read.value : 0n)
        return { key, label: both(`${label.zh}（计划 ${planned}）`, `${label.en} (planned ${planned})`) }
      }),
      columns: [
        amount('period', '本期完成', 'This period', { min: unlimited }),
        amount('cumulative', '累计完成', 'So far'),
      ],
      totals: ['period', 'cumulative'],
    },
  }
}

const equipment: TableSection = {
  key: 'equipment',
  number: '',
  title: both('设备购置', 'Equipment bought'),
  help: both('本期到货的设备和软件；没有则不填', 'What arrived in this period; leave empty if nothing did'),
  table: {
    maxRows: 300,
    columns: [
      cell('name', 'text', '名称', 'Name', { required: true, maxLength: 100 }),
      cell('model', 'text', '型号', 'Model', { maxLength: 100 }),
      cell('count', 'integer', '数量', 'Number', { required: true, min: '1' }),
      amount('amount', '金额', 'Amount', { required: true }),
    ],
    totals: ['amount'],
  },
}

const output = {
  key: 'output',
  number: '',
  title: both('产出效益', 'Output'),
  help: both(
    '项目在本期产生的；尚未投产的可不填',
    'Of the project in this period; leave empty before it produces',
  ),
  fields: [
    amount('revenue', '新增营业收入', 'New revenue'),
    amount('profit', '新增利润', 'New profit', { min: unlimited }),
    amount('tax', '新增税收', 'New tax', { min: unlimited }),
    cell('jobs', 'integer', '新增就业（人）', 'New jobs'),
    cell('patents', 'integer', '新增授权专利（件）', 'New patents granted'),
  ],
}

/** The tables of a report as a form; without the first where the application has no items. */
export function detailsForm(items: readonly ReportItem[]): FormDefinition {
  return { sections: [...(items.length > 0 ? [itemTable(items)] : []), equipment, output] }
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
