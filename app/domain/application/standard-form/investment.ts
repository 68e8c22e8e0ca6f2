import type { TableSection } from '../form.ts'
import { amount, both, cell } from './build.ts'

/** A.2 section 3: one fixed row per year, latest first. */
export function financeOf(years: readonly number[]): TableSection {
  return {
    key: 'finance',
    number: '3',
    title: both('财务情况', 'Finance'),
    help: both('与审计报告一致', 'As in the audit reports'),
    table: {
      prefillFrom: 'finance',
      rows: years.map((year) => ({ key: `y${year}`, label: both(`${year} 年`, String(year)) })),
      columns: [
        amount('assets', '资产总额', 'Assets', { required: true }),
        amount('debts', '负债总额', 'Debts', { required: true }),
        cell('debt_ratio', 'calculated', '资产负债率', 'Debt ratio', {
          unit: both('%', '%'),
          calculation: { op: 'ratio' as const, of: ['debts', 'assets'] },
        }),
        amount('revenue', '营业收入', 'Revenue', { required: true }),
        amount('profit', '利润总额', 'Profit', { required: true, min: '-99999999' }),
        amount('net_profit', '净利润', 'Net profit', { required: true, min: '-99999999' }),
        amount('tax', '入库税收', 'Tax paid', { required: true, min: '-99999999' }),
        amount('rnd', '研发费用', 'R&D expense', { required: true }),
        cell('rnd_share', 'calculated', '研发占比', 'R&D share', {
          unit: both('%', '%'),
          calculation: { op: 'ratio' as const, of: ['rnd', 'revenue'] },
        }),
        amount('exports', '出口额', 'Exports'),
      ],
    },
  }
}

/** A.2 section 5: the items of the total, and what of each is done. */
export const investment: TableSection = {
  key: 'investment',
  number: '5',
  title: both('投资估算', 'Investment'),
  help: both('各项合计应等于总投资', 'The items add up to the total investment'),
  table: {
    rows: [
      { key: 'buildings', label: both('固定资产投资：建筑工程', 'Fixed assets: buildings') },
      { key: 'equipment', label: both('固定资产投资：设备软件购置', 'Fixed assets: equipment and software') },
      { key: 'installation', label: both('固定资产投资：安装工程', 'Fixed assets: installation') },
      { key: 'other_fixed', label: both('固定资产投资：其他', 'Fixed assets: other') },
      { key: 'rnd', label: both('研发费', 'Research and development') },
      { key: 'working_capital', label: both('铺底流动资金', 'Initial working capital') },
      { key: 'other', label: both('其他', 'Other') },
    ],
    columns: [
      amount('amount', '计划投资', 'Planned', { required: true }),
      amount('done', '其中：已完成投资', 'Of which done', { required: true }),
    ],
    totals: ['amount', 'done'],
  },
}

/** A.2 section 5, by year. */
export const yearly: TableSection = {
  key: 'yearly',
  number: '5-1',
  title: both('分年度投资', 'Investment by year'),
  table: {
    minRows: 1,
    maxRows: 8,
    columns: [
      cell('year', 'integer', '年度', 'Year', {
        required: true,
        min: '2000',
        max: '2100',
        example: '2025',
      }),
      amount('amount', '投资额', 'Amount', { required: true }),
    ],
    totals: ['amount'],
  },
}

/** A.2 section 6: the sources add up to the total investment. */
export const sources: TableSection = {
  key: 'sources',
  number: '6',
  title: both('资金来源', 'Sources of money'),
  help: both('各项合计应等于总投资', 'The sources add up to the total investment'),
  table: {
    rows: [
      { key: 'self', label: both('自有、自筹资金', 'Own money') },
      { key: 'loan', label: both('银行贷款', 'Bank loans') },
      { key: 'grant', label: both('省级补助申请额', 'Provincial grant asked for') },
      { key: 'matching', label: both('市县配套资金', 'Matching money of city and county') },
      { key: 'other', label: both('其他资金', 'Other') },
    ],
    columns: [amount('amount', '金额', 'Amount', { required: true })],
    totals: ['amount'],
  },
}
