import { expect, test } from 'vitest'
import { blankAcceptance, readAcceptance } from './acceptance-form.ts'
import { type ContractContent, loweredIndicators, promisedIndicators } from './contract.ts'
import { blankReport, checkReport } from './report-form.ts'
import { typedReport } from './typed-report.ts'

const [counted, inWords] = promisedIndicators({
  targets: [
    { level1: 'output', level2: 'quantity', name: '产线', direction: 'ge', value: '4', unit: '条' },
    { level1: 'benefit', level2: 'sustained', name: '示范', direction: 'qualitative', value: '显著' },
  ],
})
if (!counted || !inWords) throw new Error('no targets')
const content: ContractContent = {
  content: '',
  startOn: '2025-01-01',
  endOn: '2025-12-31',
  totalInvestmentFen: '0',
  indicators: [counted, inWords],
  schedule: [],
  instalments: [],
}
const facts = { previousCumulativeFen: 0n, totalInvestmentFen: 0n, arrivedFen: 0n }

test('a target in words is promised, and a contract may not word it differently', () => {
  expect(inWords).toMatchObject({ direction: 'qualitative', target: '显著', unit: '' })
  expect(loweredIndicators([inWords], [{ ...inWords, target: '一般' }])).toEqual(['示范'])
  expect(loweredIndicators([counted, inWords], content.indicators)).toEqual([])
})

test('a report says in words what was reached of it', () => {
  const report = blankReport(content)
  expect(report.indicators.map(({ target }) => target)).toEqual(['≥ 4', '显著'])
  const found = (actuals: readonly string[]) =>
    checkReport(
      { ...report, indicators: report.indicators.map((row, i) => ({ ...row, actual: actuals[i] ?? '' })) },
      facts,
    ).problems.flatMap(({ path, code }) => (path.startsWith('indicators') ? [`${path} ${code}`] : []))
  expect(found(['2', '三家同行来访'])).toEqual([])
  expect(found(['两条', ''])).toEqual(['indicators[0].actual number_format', 'indicators[1].actual required'])
})

test('an acceptance measures what is counted and leaves the words to the panel', () => {
  const form = blankAcceptance(content)
  const filled = (actual: string) =>
    readAcceptance({
      ...form,
      summary: '完成',
      fundsReport: '合规',
      actualWan: '1',
      auditedBaseWan: '1',
      contentFinished: 'yes',
      indicators: form.indicators.map((row, i) => ({ ...row, actual: i === 0 ? '5' : actual })),
    })
  expect(filled('已有三家同行复制').figures?.measures).toEqual([
    { direction: 'ge', target: 4_000_000n, actual: 5_000_000n },
    null,
  ])
  expect(filled('').problems).toEqual([{ path: 'indicators[1].actual', code: 'required', params: {} }])
})

test('a report from before there were tables and targets in words is read as it was', () => {
  const { items: _items, details: _details, indicators, ...before } = blankReport(content)
  const rows = indicators.map(({ direction: _direction, ...row }) => row)
  expect(typedReport.parse({ ...before, indicators: rows })).toMatchObject({
    items: [],
    details: {},
    indicators: [{ name: '产线', direction: 'ge' }, { name: '示范' }],
  })
})
