import { expect, test } from 'vitest'
import { fenPerWan } from '../kernel/money.ts'
import { arrivedOf, periodEnd, readProgress, reportDue, type TypedProgress } from './progress.ts'

const facts = {
  previousCumulativeFen: 1000n * fenPerWan,
  totalInvestmentFen: 5000n * fenPerWan,
  arrivedFen: null,
}
const report: TypedProgress = {
  periodWan: '500.5',
  cumulativeWan: '1,500.5',
  arrivedWan: '200',
  usedWan: '200',
  correctionNote: '',
  overrunNote: '',
}

const found = (over: Partial<TypedProgress>) =>
  readProgress({ ...report, ...over }, facts).problems.map(({ path, code }) => `${path} ${code}`)

test('a report that adds up has no problems', () => {
  expect(readProgress(report, facts)).toEqual({
    problems: [],
    amounts: {
      periodFen: 500_500_000n,
      cumulativeFen: 1_500_500_000n,
      arrivedFen: 200_000_000n,
      usedFen: 200_000_000n,
    },
  })
})

test('cumulative is what was before plus this period, and the difference is named', () => {
  expect(readProgress({ ...report, cumulativeWan: '1500' }, facts).problems).toEqual([
    {
      path: 'cumulativeWan',
      code: 'cumulative_mismatch',
      params: { previous: '1,000.00', period: '500.50', cumulative: '1,500.00', difference: '0.50' },
    },
  ])
})

test('cumulative falls only with a note', () => {
  expect(found({ periodWan: '0', cumulativeWan: '900' })).toEqual([
    'cumulativeWan cumulative_mismatch',
    'correctionNote cumulative_fell',
  ])
  expect(found({ periodWan: '-100', cumulativeWan: '900' })).toEqual(['periodWan number_negative'])
  expect(found({ periodWan: '-100', cumulativeWan: '900', correctionNote: '上季度多报' })).toEqual([])
})

test('no more is used than arrived', () => {
  expect(found({ usedWan: '200.000001' })).toEqual(['usedWan used_above_arrived'])
})

test('what arrived by the payments counts, whatever was typed', () => {
  const known = { ...facts, arrivedFen: 150n * fenPerWan }
  expect(readProgress({ ...report, arrivedWan: '' }, known)).toMatchObject({
    problems: [{ path: 'usedWan', code: 'used_above_arrived', params: { arrived: '150.00' } }],
    amounts: { arrivedFen: 150n * fenPerWan },
  })
})

test('only confirmed payments have arrived, and none that was issued is not the same as nothing', () => {
  const payment = (status: string) => ({ status, amountFen: 100n })
  expect(arrivedOf([])).toBe(null)
  expect(arrivedOf(['listed', 'dropped'].map(payment))).toBe(null)
  expect(arrivedOf(['issued', 'paid', 'returned', 'withdrawn'].map(payment))).toBe(0n)
  expect(arrivedOf(['confirmed', 'confirmed', 'issued'].map(payment))).toBe(200n)
})

test('beyond 120 % of the plan asks why', () => {
  expect(found({ periodWan: '5000', cumulativeWan: '6000' })).toEqual([])
  const over = { periodWan: '5000.01', cumulativeWan: '6000.01' }
  expect(found(over)).toEqual(['overrunNote overrun_unexplained'])
  expect(found({ ...over, overrunNote: '设备涨价' })).toEqual([])
})

test('every field that cannot be read is named', () => {
  expect(found({ periodWan: '', usedWan: 'x' })).toEqual([
    'periodWan number_required',
    'usedWan number_format',
  ])
  expect(readProgress({ ...report, usedWan: 'x' }, facts).amounts).toBe(null)
})

test('a report is due ten days after its period', () => {
  expect(reportDue('2026Q1', 10)).toEqual({ ok: true, value: new Date('2026-04-10T16:00:00Z') })
  expect(['2025Q4', '2026H1', '2026H2'].map((period) => periodEnd(period))).toMatchObject([
    { value: '2025-12-31' },
    { value: '2026-06-30' },
    { value: '2026-12-31' },
  ])
  expect(periodEnd('2026Q5')).toMatchObject({ refusal: { code: 'period_format' } })
})
