import { expect, test } from 'vitest'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { checkFacts } from '#fixtures/check-facts.ts'
import { formValues } from '#fixtures/form-values.ts'
import { zhigaishuzhuan2025 as call } from '#fixtures/guidelines/zhigaishuzhuan-2025.ts'
import type { Row } from '../form.ts'
import { catalogue, ruleOf } from './catalogue.ts'
import { messageParams } from './rule.ts'
import { blocking, type RuleResult, runRules } from './run.ts'

type Change = Parameters<typeof checkFacts>[0]

/** One rule with its default severity over the demo's call and facts with these changes. */
function judge(
  code: string,
  change: Change = {},
  params: Record<string, unknown> = {},
  config?: Partial<GuidelineConfiguration>,
) {
  const rest = call.rules.filter((rule) => rule.code !== code)
  const severity = ruleOf(code)?.severity ?? 'block'
  const configuration = { ...call, ...config, rules: [{ code, severity, params }, ...rest] }
  const [result] = runRules(configuration, checkFacts({ ...change, configuration }))
  if (!result) throw new Error('no result')
  return result
}

function said(result: RuleResult, locale: 'zh-CN' | 'en' = 'zh-CN'): string[] {
  return result.messages.map((message) => {
    const text = textOf(
      messagesOf(locale),
      `rules.${message.key}`,
      messageParams(message, locale === 'en' ? 'en' : 'zh'),
    )
    return text ?? `no text ${message.key}`
  })
}

function rows(table: string, index: number, change: Row): Row[] {
  const typed = formValues({ direction: 'factory' })[table]
  if (!Array.isArray(typed)) throw new Error(`${table} is no table`)
  return typed.map((row, at) => (at === index ? { ...row, ...change } : row))
}

const flag = { level: '', occurredOn: '2024-05-01', endsOn: null }
const credit = { basisNo: '苏工信函〔2025〕9号', startsOn: '2025-01-01', endsOn: '2025-06-16' }
const project = { name: '旧项目', code: 'P-1' }
const other = {
  projectName: '另一项目',
  projectCode: '2403-320583-89-02-100000',
  direction: 'factory',
  sameGuideline: true,
  supportMode: 'interest_subsidy' as const,
}
const window = { from: '2024-01-01', to: '2025-06-30' }
const noFiles: Change = { files: [] }

// prettier-ignore
const table: [code: string, change: Change, params: Record<string, unknown>, result: string, text: RegExp][] = [
  ['R01', {}, {}, 'pass', /符合/],
  ['R01', { values: { 'enterprise.uscc': '91320583MADEMX02XR' } }, {}, 'fail', /18 位代码/],
  ['R01', { enterprise: { uscc: '91320102MADEMX0112' } }, {}, 'fail', /91320583MADEMX02XQ.*91320102MADEMX0112/],
  ['R02', {}, {}, 'pass', /符合/],
  ['R02', { values: { 'enterprise.region': '320500' } }, {}, 'fail', /320500.*320583/],
  ['R02', { enterprise: { regionCode: '330100' } }, {}, 'fail', /330100/],
  ['R03', {}, {}, 'pass', /符合/],
  ['R03', { enterprise: { independentLegalPerson: false } }, {}, 'fail', /分支机构/],
  ['R04', { enterprise: { establishedOn: '2021-06-30' } }, { on: '2022-06-30' }, 'pass', /符合/],
  ['R04', { enterprise: { establishedOn: '2021-07-01' } }, { on: '2022-06-30' }, 'fail', /不满 12 个月/],
  ['R04', { enterprise: { establishedOn: '2021-07-01', tags: ['NEW'] } }, { on: '2022-06-30', exemptTags: ['NEW'] }, 'manual', /豁免/],
  ['R04', { enterprise: { establishedOn: '' } }, {}, 'error', /成立日期/],
  ['R05', {}, {}, 'pass', /符合/],
  ['R05', { enterprise: { status: 'liquidation' } }, {}, 'fail', /存续/],
  ['R06', {}, {}, 'pass', /符合/],
  ['R06', { enterprise: { industryCode: '6510' } }, {}, 'fail', /6510/],
  ['R06', { enterprise: { industryCode: 'C3489' } }, { allowed: ['34'] }, 'pass', /符合/],
  ['R07', {}, { tags: ['LITTLE_GIANT', 'ZJTX'] }, 'pass', /符合/],
  ['R07', { enterprise: { tags: [], size: 'small' } }, { tags: ['ZJTX'], sizes: ['large'] }, 'fail', /（专精特新中小企业、大型）/],
  ['R07', {}, {}, 'not_applicable', /不适用/],
  ['R08', {}, { minRevenueWan: '42000', minRndShare: 450 }, 'pass', /符合/],
  ['R08', {}, { minRevenueWan: '42000.01' }, 'fail', /2024 年营业收入 42,000 万元/],
  ['R08', {}, { minRndShare: 451 }, 'fail', /4.51%/],
  ['R09', {}, {}, 'pass', /符合/],
  ['R09', {}, { maxDebtRatio: 4000 }, 'warn', /40%/],
  ['R09', { values: { finance: rows('finance', 0, { debts: '50400' }) } }, {}, 'warn', /净资产/],
  ['R10', { enterprise: { flags: [{ ...flag, kind: 'abnormal_operation', endsOn: '2025-06-15' }] } }, {}, 'pass', /符合/],
  ['R10', { enterprise: { flags: [{ ...flag, kind: 'abnormal_operation', endsOn: '2025-06-16' }] } }, {}, 'fail', /经营异常名录/],
  ['R10', { enterprise: { creditRecords: [{ ...credit, level: 'grave' }] } }, {}, 'fail', /严重失信记录（苏工信函〔2025〕9号），有效期至 2025-06-16/],
  ['R10', { enterprise: { creditRecords: [{ ...credit, level: 'grave', endsOn: '2025-06-15' }] } }, {}, 'pass', /符合/],
  ['R10', { enterprise: { creditRecords: [{ ...credit, level: 'serious' }] } }, {}, 'manual', /较重失信记录.*请审核人员注意/],
  ['R10', { enterprise: { creditRecords: [{ ...credit, level: 'serious' }] } }, { recordLevels: ['grave', 'serious'] }, 'fail', /较重失信记录/],
  ['R11', { enterprise: { flags: [{ ...flag, kind: 'safety', level: 'larger' }] } }, {}, 'pass', /符合/],
  ['R11', { enterprise: { flags: [{ ...flag, kind: 'safety', level: 'major' }] } }, {}, 'fail', /2024-05-01/],
  ['R11', { enterprise: { flags: [{ ...flag, kind: 'safety', level: 'major', occurredOn: '2022-06-15' }] } }, {}, 'pass', /符合/],
  ['R11', { values: { 'declaration.no_accident': 'no' } }, {}, 'fail', /未承诺/],
  ['R12', {}, {}, 'pass', /符合/],
  ['R12', { unacceptedProjects: [project] }, {}, 'fail', /旧项目/],
  ['R13', { otherApplications: [{ ...other, sameGuideline: false }] }, {}, 'pass', /符合/],
  ['R13', { otherApplications: [{ ...other, sameGuideline: false }] }, { scope: 'category' }, 'fail', /限报 1 项.*另一项目/],
  ['R13', { otherApplications: [other] }, {}, 'fail', /另一项目/],
  ['R14', { fundedProjects: [{ name: '碳纤维车间', year: 2023, projectCode: '' }] }, {}, 'pass', /符合/],
  ['R14', { fundedProjects: [{ name: '关于年产10万套伺服驱动器智能工厂建设', year: 2023, projectCode: '' }] }, {}, 'manual', /2023/],
  ['R14', { fundedProjects: [{ name: '碳纤维车间', year: 2023, projectCode: other.projectCode }] }, {}, 'manual', /碳纤维车间/],
  ['R14', { listedProjects: [{ name: '碳纤维车间', source: '省科技厅 2024', projectCode: '' }] }, {}, 'pass', /符合/],
  ['R14', { listedProjects: [{ name: '关于年产10万套伺服驱动器智能工厂建设', source: '省科技厅 2024', projectCode: '' }] }, {}, 'manual', /省科技厅 2024/],
  ['R14', { listedProjects: [{ name: '碳纤维车间', source: '省科技厅 2024', projectCode: other.projectCode }] }, {}, 'manual', /碳纤维车间/],
  ['R15', { usedInvoices: [{ invoiceNo: '999', projectName: 'x' }] }, {}, 'pass', /符合/],
  ['R15', { usedInvoices: [{ invoiceNo: '243220240300001', projectName: 'x' }] }, {}, 'fail', /243220240300001/],
  ['R16', { filing: { undertaker: '昆山精锐数控装备有限公司' } }, {}, 'pass', /符合/],
  ['R16', {}, {}, 'manual', /人工核对/],
  ['R16', { filing: { undertaker: '另一公司' } }, {}, 'fail', /另一公司/],
  ['R16', { values: { 'project.code': '', 'project.filing_no': '' } }, {}, 'fail', /至少填写一项/],
  ['R17', {}, {}, 'pass', /符合/],
  ['R17', { values: { 'project.location': '320585' } }, {}, 'warn', /320585.*320583/],
  ['R18', {}, { startFrom: '2024-03', endBy: '2025-06', maxMonths: 16 }, 'pass', /符合/],
  ['R18', {}, { startFrom: '2024-04' }, 'fail', /早于要求的 2024-04/],
  ['R18', {}, { maxMonths: 15 }, 'fail', /16 个月/],
  ['R18', { values: { 'project.end': '2024-02' } }, {}, 'fail', /早于开始/],
  ['R19', {}, window, 'pass', /符合/],
  ['R19', {}, {}, 'not_applicable', /不适用/],
  ['R19', { values: { equipment: rows('equipment', 1, { invoice_date: '2023-12-31' }) } }, window, 'warn', /第 2 行.*第 7 表/],
  ['R19', { values: { equipment: rows('equipment', 1, { payment_date: '' }) } }, window, 'warn', /第 2 行/],
  ['R19', {}, { from: '2025-06-01', to: '2025-06-30' }, 'fail', /所有行/],
  ['R20', {}, { minTotalWan: '6020', minEquipmentWan: '4300' }, 'pass', /符合/],
  ['R20', {}, { minTotalWan: '6020.01' }, 'fail', /6,020 万元/],
  ['R20', {}, { minEquipmentWan: '4301' }, 'fail', /4,300 万元/],
  ['R22', {}, {}, 'pass', /符合/],
  ['R22', { values: { 'project.requested_amount': '431' } }, {}, 'fail', /4,300 万元 × 10% = 430 万元/],
  ['R22', { values: { 'project.requested_amount': '49' } }, {}, 'fail', /下限 50/],
  ['R22', { values: { 'project.requested_amount': '429.5' } }, {}, 'fail', /整数万元/],
  ['R22', { values: { 'project.requested_amount': '1001' } }, { basis: 'total_investment' }, 'fail', /上限 1000/],
  ['R23', {}, { percent: 100 }, 'pass', /符合/],
  ['R23', {}, { percent: 1000 }, 'fail', /1000%（第 6 表）/],
  ['R24', {}, {}, 'pass', /符合/],
  ['R24', noFiles, {}, 'fail', /缺少必需附件/],
  ['R25', {}, {}, 'manual', /签字和盖章/],
  ['R25', { enterprise: { legalRepresentative: '另一人' } }, {}, 'manual', /另一人/],
  ['R26', {}, {}, 'manual', /2024、2023 年/],
  ['R27', { reported: [{ year: 2024, revenueFen: 42_000_000_000n }] }, {}, 'pass', /符合/],
  ['R27', { reported: [{ year: 2024, revenueFen: 30_000_000_000n }] }, {}, 'warn', /42,000 万元.*30,000 万元/],
  ['R27', {}, {}, 'not_applicable', /不适用/],
  ['R28', {}, {}, 'pass', /符合/],
  ['R28', { values: { milestones: rows('milestones', 2, { end: '2025-07-01' }) } }, {}, 'fail', /第 3 行不在建设期/],
  ['R28', { values: { milestones: rows('milestones', 1, { start: '2024-02-28' }) } }, {}, 'fail', /第 2 行/],
  ['R29', {}, {}, 'pass', /符合/],
  ['R29', { values: { targets: rows('targets', 0, { unit: '' }) } }, {}, 'fail', /数量指标 0 项/],
  ['R30', {}, {}, 'pass', /符合/],
  ['R30', { values: { 'project.interest_subsidy': 'yes' } }, {}, 'fail', /贷款贴息/],
  ['R30', { otherApplications: [other] }, {}, 'fail', /另一项目/],
  ['R31', {}, {}, 'pass', /符合/],
  ['R31', { enterprise: { resourceGrade: 'C-' } }, {}, 'fail', /C- 类/],
  ['R31', { enterprise: { resourceGrade: '' } }, {}, 'manual', /人工核对/],
  ['R32', {}, {}, 'pass', /符合/],
  ['R32', { sharedContacts: ['甲公司', '乙公司'] }, {}, 'warn', /2 家/],
  ['R33', {}, {}, 'pass', /符合/],
  ['R33', { values: { 'project.content': '本项目由XX公司实施' } }, {}, 'warn', /XX公司/],
  ['R34', {}, {}, 'pass', /符合/],
  ['R34', { values: { 'enterprise.size': 'large' } }, {}, 'warn', /填报为大型.*应为中型/],
  ['R34', { values: { 'enterprise.staff': '250' } }, {}, 'warn', /250 人.*应为小型/],
  ['R34', { values: { 'enterprise.industry_code': 'A0111' } }, {}, 'not_applicable', /不适用/],
  ['R33', { values: { 'project.content': '采用苏州明日自动化有限公司方案' } }, {}, 'warn', /苏州明日自动化有限公司/],
]

test.each(table)('%s with %o and %o: %s', (code, change, params, outcome, text) => {
  const result = judge(code, change, params)
  expect([result.result, said(result).join('\n')]).toEqual([outcome, expect.stringMatching(text)])
  expect(said(result, 'en').filter((line) => /no text|\{\w+\}/.test(line))).toEqual([])
  expect(said(result).filter((line) => /no text|\{\w+\}/.test(line))).toEqual([])
  const compared = Object.keys(result.evidence).filter((name) => name !== 'direction')
  expect(compared.filter((name) => textOf(messagesOf('zh-CN'), `rules.evidence.${name}`) === null)).toEqual(
    [],
  )
})

test('every rule has a title in both languages and accepts no parameters at all', () => {
  for (const { code, params } of catalogue) {
    expect(params.safeParse({}).success, code).toBe(true)
    for (const locale of ['zh-CN', 'en'] as const) {
      expect(textOf(messagesOf(locale), `rules.${code}.title`), code).toBeTruthy()
    }
  }
  expect(catalogue.map((rule) => rule.code)).toEqual(
    Array.from({ length: 34 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`),
  )
})

test('R21 names the table and the difference', () => {
  const sources: Row[] = [
    { row: 'self', amount: '6000' },
    { row: 'loan', amount: '3800' },
  ]
  const result = judge('R21', { values: { 'project.total_investment': '10000', sources } })
  expect(result.result).toBe('fail')
  expect(said(result)).toEqual([
    '投资估算合计 6,020 万元 ≠ 总投资 10,000 万元，相差 3,980 万元（第 5 表）',
    '资金来源合计 9,800 万元 ≠ 总投资 10,000 万元，相差 200 万元（第 6 表）',
    '分年度投资合计 6,020 万元 ≠ 总投资 10,000 万元，相差 3,980 万元（第 5-1 表）',
  ])
  expect(judge('R21').result).toBe('pass')
  expect(judge('R21', { values: { 'project.total_investment': '6020.000001' } }).result).toBe('fail')
})

test('R19 takes a line out of the base that R22 multiplies', () => {
  const equipment = rows('equipment', 0, { invoice_date: '2023-12-31' })
  const result = judge('R22', { values: { equipment, 'project.requested_amount': '258' } })
  expect([result.result, result.evidence]).toEqual([
    'pass',
    expect.objectContaining({ base: '2,580', excluded: '1,720' }),
  ])
  const above = judge('R22', { values: { equipment, 'project.requested_amount': '259' } })
  expect(said(above)).toEqual([
    '申请省级资金 259 万元，超过可计入投资 2,580 万元 × 10% = 258 万元（已剔除 1,720 万元）',
  ])
})

test.each([
  [{ second_hand: 'yes' }, {}],
  [{}, { usedInvoices: [{ invoiceNo: '243220240300001', projectName: 'x' }] }],
  [{ related_party: 'yes' }, {}],
])('a line with %o and %o does not count', (change, facts) => {
  const result = judge(
    'R22',
    { values: { equipment: rows('equipment', 0, change) }, ...facts },
    { excludeRelated: true },
  )
  expect(result.evidence).toMatchObject({ base: '2,580' })
})

test('a file that is empty, too large, unreadable, of a wrong format or one too many is named', () => {
  const [first, ...rest] = checkFacts().files
  if (!first) throw new Error('no file')
  const key = (file: Partial<typeof first>) =>
    judge('R24', { files: [{ ...first, ...file }, ...rest] }).messages[0]?.key
  expect(key({ size: 0 })).toBe('R24.empty')
  expect(key({ size: 101 * 1024 * 1024 })).toBe('R24.large')
  expect(key({ problem: 'encrypted' })).toBe('R24.unreadable')
  expect(key({ name: 'a.exe' })).toBe('R24.format')
  expect(judge('R24', { files: [first, first, ...rest] }).messages[0]?.key).toBe('R24.many')
})

test('severity decides what a failure weighs', () => {
  const rule = (severity: 'block' | 'warn' | 'manual') => ({
    ...call,
    rules: [{ code: 'R03', severity, params: {} }],
  })
  const facts = checkFacts({ enterprise: { independentLegalPerson: false } })
  expect(runRules(rule('warn'), facts)[0]?.result).toBe('warn')
  expect(runRules(rule('manual'), facts)[0]?.result).toBe('manual')
  expect(blocking(runRules(rule('block'), facts)).map((result) => result.code)).toEqual(['R03'])
})

test('a rule that cannot be judged blocks, and says what is missing', () => {
  const result = judge('R21', { values: { 'project.total_investment': '' } })
  expect(said(result)).toEqual(['缺少判断所需的填报内容：总投资，请先填写'])
  expect(blocking([result])).toHaveLength(1)
  expect(judge('R04', {}, { months: 'twelve' }).result).toBe('error')
})

test('what is missing in the profile is not asked for in the form', () => {
  const result = judge('R04', { enterprise: { establishedOn: '' } })
  expect(said(result)).toEqual(['企业资料中没有成立日期，请先在左侧“企业库”的企业资料中填写，再重新检查'])
  expect(blocking([result])).toHaveLength(1)
})
