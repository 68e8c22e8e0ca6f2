/** D.1: the tables of a progress report. */
import { fenFromWan, wanText } from '#app/domain/kernel/money.ts'
import type { FieldSection, Label, TableSection } from '../form.ts'
import { amount, both, cell } from './build.ts'

/** An item of the planned investment, 万元 as typed in the application; '' where nothing was planned. */
export type ReportItem = { key: string; label: Label; plannedWan: string }

const unlimited = '-99999999'

/** Investment of the period and so far, by the items that were planned. */
export function itemTable(items: readonly ReportItem[]): TableSection {
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

export const boughtEquipment: TableSection = {
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

export const output: FieldSection = {
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
